"""The one unit registry of the process.

Every quantity with a unit object uses `registry()`; units that Chinese plans need and pint does not know are defined
here and nowhere else.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pint

DEFINITIONS = (
    # GB/T 2589-2020: 1 kg of standard coal holds 29 307 kJ.
    "tonne_coal_equivalent = 29.307 gigajoule = tce",
    "gram_coal_equivalent = 1e-6 tce = gce",
    # One dimension for CO2 and CO2e: a tonne of CO2 is a tonne of CO2e under every GWP set. Which set a CO2e figure
    # uses travels beside the number, not in its unit.
    "tonne_CO2e = [emission] = tCO2e = tCO2",
    "gram_CO2e = 1e-6 tCO2e = gCO2e = gCO2",
    # Carbon by itself, of a fuel: 12/44 of its CO2, which only a formula may say.
    "tonne_carbon = [carbon] = tC",
    "gram_carbon = 1e-6 tC = gC",
    "yuan = [currency] = CNY",
    "US_dollar = [foreign_currency] = USD",
    # Named squares and cubes, so that a scale word (wan_, yi_) multiplies the area and not the side.
    "square_meter = meter ** 2",
    "square_kilometer = kilometer ** 2",
    "cubic_meter = meter ** 3",
    "mu_of_land = 10000 / 15 * meter ** 2 = mu",
    # A boiler's tonne of steam an hour, 0.7 MW by the rule of GB/T 1921.
    "steam_tonne = 0.7 megawatt = _ = steam_ton",
    "tonne_kilometer = tonne * kilometer",
    "person = count",
    "percentage_point = 0.01",
    # Chinese scale words: 万, 十万, 千万, 亿, 十亿, 百亿, 千亿, 万亿. 百 千 百万 are hecto, kilo and mega.
    "wan_- = 1e4",
    "shiwan_- = 1e5",
    "qianwan_- = 1e7",
    "yi_- = 1e8",
    "shiyi_- = 1e9",
    "baiyi_- = 1e10",
    "qianyi_- = 1e11",
    "wanyi_- = 1e12",
)


@cache
def registry() -> pint.UnitRegistry[Any]:
    """The registry, built on first use.

    Examples
    --------
    >>> round(registry()("1 tce").to("GJ").magnitude, 3)
    29.307
    >>> registry()("3 wan_tonne").to("tonne").magnitude
    30000.0
    """
    units: pint.UnitRegistry[Any] = pint.UnitRegistry()
    for definition in DEFINITIONS:
        units.define(definition)
    return units
