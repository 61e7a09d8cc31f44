"""Fuels and the energy carriers counted beside them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ditan.core.factors.registry import rows_of


@dataclass(frozen=True, slots=True)
class Fuel:
    """One fuel of `data/fuels.csv`.

    Parameters
    ----------
    aliases
        Other Chinese names that statistics and guides use.
    state
        `solid`, `liquid` or `gas`; `carrier` for electricity and heat, which are not burnt; `class` for kinds of vehicles by
        drive, which only factors name.
    amount_unit
        In which its consumption is entered: `t`, `万Nm³` for gases, `MWh` and `GJ` for carriers.
    biomass
        Whether its CO2 is a memo item.
    standard_coal
        Code of the factor that turns it into standard coal, empty where none is known.
    """

    code: str
    label: str
    english: str
    aliases: tuple[str, ...]
    state: str
    amount_unit: str
    biomass: bool
    standard_coal: str


@cache
def fuels() -> dict[str, Fuel]:
    """Every fuel by its code, in the order of the energy balance table."""
    return {
        row["code"]: Fuel(
            row["code"],
            row["label"],
            row["english"],
            tuple(row["aliases"].split("|")) if row["aliases"] else (),
            row["state"],
            row["amount_unit"],
            row["biomass"] == "true",
            row["standard_coal"],
        )
        for row in rows_of("fuels.csv")
    }


def burnt_fuels() -> tuple[Fuel, ...]:
    """Every fuel of which an amount can be burnt."""
    return tuple(each for each in fuels().values() if each.state in ("solid", "liquid", "gas"))


def label_of_fuel(code: str) -> str:
    """The Chinese name of a fuel; the code itself where the list does not have it.

    >>> label_of_fuel("coke_oven_gas")
    '焦炉煤气'
    """
    known = fuels().get(code)
    return known.label if known else code


def fuel_named(name: str) -> Fuel | None:
    """The fuel of that code, Chinese name or alias; None where no fuel is called so.

    >>> fuel_named("其它洗煤").code
    'other_washed_coal'
    """
    return _by_name().get(name.strip())


@cache
def _by_name() -> dict[str, Fuel]:
    named: dict[str, Fuel] = {}
    for fuel in fuels().values():
        for name in (fuel.code, fuel.label, *fuel.aliases):
            named.setdefault(name, fuel)
    return named
