"""Energy: fuels burnt, fugitive gases, electricity and heat."""

from __future__ import annotations

from ditan.core.air import coal_combustion, gas_combustion, oil_combustion
from ditan.core.ghg import stationary_combustion
from ditan.core.inventory.kind import Kind

STATIONARY_FUEL = Kind(
    "stationary_fuel",
    "固定源燃料燃烧",
    (stationary_combustion.METHOD, coal_combustion.METHOD, gas_combustion.METHOD, oil_combustion.METHOD),
    ("1.A.1", "1.A.2", "1.A.4"),
)

KINDS: tuple[Kind, ...] = (STATIONARY_FUEL,)
