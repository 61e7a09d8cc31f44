"""Slips of a unit: values that are off by a power of ten, as 万t taken for t or kg for t."""

from __future__ import annotations

import math

from ditan.core.factors import Factor, FactorBook
from ditan.core.inventory.checks.facts import Facts, RowFacts
from ditan.core.inventory.checks.finding import Finding, Severity
from ditan.core.inventory.totals import Totals

CODE = "unit_slip"
NEAR = 0.08
"""How near to a whole power of ten the ratio has to be, in powers: within a fifth."""

PLAUSIBLE = (1 / 3, 3)
"""A factor within a third and three times of one of its like is no slip, whatever it is to the others."""


def power_of_ten(value: float, expected: float) -> int:
    """n where the value is about 10ⁿ times what is expected, n not 0; else 0.

    Examples
    --------
    >>> power_of_ten(32.5, 325_200), power_of_ten(1.1, 1.0)
    (-4, 0)
    """
    if not value or not expected or (value < 0) != (expected < 0):
        return 0
    ratio = math.log10(value / expected)
    power = round(ratio)
    return power if abs(ratio - power) <= NEAR else 0


def check(facts: Facts) -> tuple[Finding, ...]:
    """Categories against other years, and local or own factors against those of the book."""
    return (*_against_years(facts), *_against_book(facts))


def _against_years(facts: Facts) -> list[Finding]:
    totals = Totals(facts.entries, facts.table)
    found = []
    for (category, gas), years in facts.other_years.items():
        others = {year: value for year, value in years.items() if year != facts.year}
        own = totals.cell(category, gas).tonnes
        if own is None or not others:
            continue
        nearest = min(others, key=lambda each: (abs(each - facts.year), each))
        if power := power_of_ten(float(own), others[nearest]):
            found.append(
                Finding(
                    CODE,
                    Severity.ERROR,
                    f"{category} {facts.table.get(category).name} 的 {gas} 为 {float(own):.6g} 吨，"
                    f"约为 {nearest} 年 {others[nearest]:.6g} 吨的 10^{power} 倍。",
                    "多半是单位弄错（如 t 与 万t、kg 与 t、m³ 与 万m³）；请核对该类别各行的单位。",
                    category=category,
                    gas=gas,
                )
            )
    return found


def _against_book(facts: Facts) -> list[Finding]:
    if facts.book is None:
        return []
    return [
        finding
        for row in facts.rows
        for parameter, factors in row.factors.items()
        for factor in factors
        if facts.book is not None and (finding := _slipped(row, parameter, factor, facts.book))
    ]


def _slipped(row: RowFacts, parameter: str, factor: Factor, book: FactorBook) -> Finding | None:
    if factor.value is None or factor.factor_set != "local":
        return None
    peers = [
        each
        for each in book
        if each.value
        and each.factor_set != "local"
        and (each.quantity, each.gas, each.fuel, each.process, each.unit)
        == (factor.quantity, factor.gas, factor.fuel, factor.process, factor.unit)
    ]
    slipped = [each for each in peers if each.value and power_of_ten(factor.value, each.value)]
    if not slipped or any(each.value and PLAUSIBLE[0] < factor.value / each.value < PLAUSIBLE[1] for each in peers):
        return None
    nearest = min(slipped, key=lambda each: abs(power_of_ten(factor.value or 0, each.value or 0)))
    return Finding(
        CODE,
        Severity.ERROR,
        f"{row.name}的本地因子“{factor.name}”为 {factor.value:g} {factor.unit}，"
        f"约为 {nearest.code}（{nearest.value:g} {nearest.unit}）的 10^{power_of_ten(factor.value, nearest.value or 0)} 倍。",
        "请核对本地因子的单位（如 kJ/kg 与 GJ/t、% 与小数）。",
        row.row,
        row.category,
        factor.gas,
        parameter,
    )
