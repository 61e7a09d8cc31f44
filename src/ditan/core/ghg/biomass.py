"""Which fuels are biomass: their CO2 stands beside the totals, never in them; CH4 and N2O of burning them count all the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ditan.core.factors.fuels import fuels, label_of_fuel


def burns_biomass(values: Mapping[str, Any]) -> bool:
    """Whether a row is of a fuel whose CO2 is a memo item.

    >>> burns_biomass({"fuel": "straw"})
    True
    """
    fuel = fuels().get(str(values.get("fuel")))
    return fuel is not None and fuel.biomass


def burns_fossil(values: Mapping[str, Any]) -> bool:
    """Whether a row is of a fuel whose CO2 counts; a fuel that is not named is not taken for biomass."""
    return not burns_biomass(values)


def is_fossil(values: Mapping[str, Any]) -> tuple[str, ...]:
    """A rule of methods whose CO2 counts."""
    if burns_biomass(values):
        label = label_of_fuel(str(values["fuel"]))
        return (f"“{label}”是生物质，其二氧化碳只作备忘项，不能计入排放量；请改用生物质燃烧的方法。",)
    return ()


def is_biomass(values: Mapping[str, Any]) -> tuple[str, ...]:
    """A rule of methods whose CO2 is a memo item."""
    if burns_fossil(values):
        label = label_of_fuel(str(values.get("fuel")))
        return (f"“{label}”不是生物质，其二氧化碳必须计入排放量；请改用化石燃料燃烧的方法。",)
    return ()
