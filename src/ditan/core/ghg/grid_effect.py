"""A change of the CO2 of electricity, split into what was used more and what the grid did.

Between two years E = A × F changes by an activity effect and a factor effect. The split is the logarithmic mean one (LMDI): exact,
without a remainder, and the same whichever year is called the base.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

Supply = tuple[float, float]
"""Electricity in MWh and its factor in tCO2/MWh."""


@dataclass(frozen=True, slots=True)
class Effects:
    """Parts of a change, t of CO2; `activity + factor == change` but for rounding.

    Parameters
    ----------
    activity
        What more or less electricity did, at the logarithmic mean of both years.
    factor
        What a dirtier or cleaner grid did.
    """

    change: float
    activity: float
    factor: float


def split(amount_before: float, factor_before: float, amount_after: float, factor_after: float) -> Effects:
    """The effects on scope 2 between two years; amounts in MWh, factors in tCO2/MWh.

    Formula: L = (E1 − E0)/ln(E1/E0); activity = L·ln(A1/A0); factor = L·ln(F1/F0). Where a term is zero the logarithms have no
    value, and the change is split half and half instead (Shapley), which is exact too.

    Raises
    ------
    ValueError
        Where an amount or factor is negative or no number.

    Examples
    --------
    Chongqing, the same 1000 MWh in 2021 and 2023: all of the rise is the grid's (0.4743 → 0.5581).

    >>> split(1000.0, 0.4743, 1000.0, 0.5581).activity
    0.0
    >>> round(split(1000.0, 0.4743, 1000.0, 0.5581).factor, 6)
    83.8
    """
    for name, value in (
        ("基期电量", amount_before),
        ("基期因子", factor_before),
        ("报告期电量", amount_after),
        ("报告期因子", factor_after),
    ):
        if not math.isfinite(value) or value < 0:
            raise ValueError(f"{name}为 {value}，应为不小于 0 的数；请核对。")
    before, after = amount_before * factor_before, amount_after * factor_after
    change = after - before
    if min(before, after) == 0:
        activity = (amount_after - amount_before) * (factor_before + factor_after) / 2
        return Effects(change, activity, (factor_after - factor_before) * (amount_before + amount_after) / 2)
    weight = before if math.isclose(before, after, rel_tol=1e-12) else change / math.log(after / before)
    return Effects(
        change,
        weight * math.log(amount_after / amount_before),
        weight * math.log(factor_after / factor_before),
    )


def split_all(before: Mapping[str, Supply], after: Mapping[str, Supply]) -> Effects:
    """The effects summed over supplies by their name; one that is on one side alone changed by its activity.

    Examples
    --------
    >>> split_all({"a": (1000.0, 0.4743)}, {"a": (1000.0, 0.5581), "b": (100.0, 0.5581)}).activity
    55.81
    """
    parts = []
    for name in dict.fromkeys((*before, *after)):
        amount_before, factor_before = before.get(name) or (0.0, after[name][1])
        amount_after, factor_after = after.get(name) or (0.0, before[name][1])
        parts.append(split(amount_before, factor_before, amount_after, factor_after))
    return Effects(
        math.fsum(each.change for each in parts),
        math.fsum(each.activity for each in parts),
        math.fsum(each.factor for each in parts),
    )
