"""A row of an energy balance in standard coal, in one named convention for electricity."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ditan.core.factors import Choice, Factor, FactorBook, FactorRefused, Need
from ditan.core.factors.fuels import Fuel
from ditan.core.ghg.energy_balance.reading import Balance

SCALES = {"t": ("kgce/kg", 1.0), "万Nm³": ("kgce/m³", 10.0), "MWh": ("kgce/kWh", 1.0), "GJ": ("kgce/MJ", 1.0)}
"""Of the unit of a fuel: the unit of its coefficient, and tce for each unit of fuel at a coefficient of one."""


class Convention(StrEnum):
    """How electricity is counted: by its heat (电热当量计算法) or by the coal burnt for it (发电煤耗计算法)."""

    CALORIFIC = "calorific"
    EQUIVALENT = "equivalent"


@dataclass(frozen=True, slots=True)
class StandardCoal:
    """A row in standard coal.

    Parameters
    ----------
    tce
        None where one fuel of the row has no coefficient: a sum without it would be too small.
    factors
        The coefficients used, by fuel.
    problems
        Why a fuel could not be converted, in Chinese.
    """

    convention: Convention
    tce: float | None
    factors: dict[str, Factor]
    problems: tuple[str, ...]


def total_tce(balance: Balance, flow: str, convention: Convention, book: FactorBook, choice: Choice) -> StandardCoal:
    """All fuels of one row added up in standard coal."""
    total, factors, problems = 0.0, {}, []
    for fuel in balance.fuels:
        amount = balance.value(flow, fuel.code)
        if not amount:
            continue
        try:
            factor = book.pick(_need(fuel, convention), choice, f"standard_coal:{fuel.code}")
        except FactorRefused as refused:
            problems.append(f"{fuel.label}：{refused}")
            continue
        factors[fuel.code] = factor
        total += amount * SCALES[fuel.amount_unit][1] * (factor.value or 0.0)
    return StandardCoal(convention, None if problems else total, factors, tuple(problems))


def _need(fuel: Fuel, convention: Convention) -> Need:
    equal = fuel.code == "electricity" and convention == Convention.EQUIVALENT
    quantity = "standard_coal_equal" if equal else "standard_coal"
    return Need(quantity, match={"fuel": fuel.code}, label="折标准煤系数", unit=SCALES[fuel.amount_unit][0])
