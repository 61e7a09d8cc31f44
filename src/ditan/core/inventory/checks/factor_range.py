"""Whether the values that amounts rest on lie where the other sets have theirs."""

from __future__ import annotations

import math

from ditan.core.factors import Factor, FactorBook
from ditan.core.inventory.checks.facts import Facts, RowFacts
from ditan.core.inventory.checks.finding import Finding, Severity

CODE = "factor_range"


def check(facts: Facts) -> tuple[Finding, ...]:
    """A factor outside of everything that the book has for the same thing in the same unit; local and own values above all."""
    if facts.book is None:
        return ()
    by_subject = _by_subject(facts.book)
    return tuple(
        finding
        for row in facts.rows
        for parameter, factors in row.factors.items()
        for factor in factors
        if (finding := _outside(row, parameter, factor, by_subject.get(_subject(factor), [])))
    )


def _subject(factor: Factor) -> tuple[str, ...]:
    return factor.quantity, factor.gas, factor.fuel, factor.process, factor.technology, factor.unit, factor.gwp_set


def _by_subject(book: FactorBook) -> dict[tuple[str, ...], list[Factor]]:
    found: dict[tuple[str, ...], list[Factor]] = {}
    for each in book:
        if each.value is not None and each.factor_set != "local":
            found.setdefault(_subject(each), []).append(each)
    return found


def _outside(row: RowFacts, parameter: str, factor: Factor, peers: list[Factor]) -> Finding | None:
    others = [each for each in peers if each.code != factor.code]
    if factor.value is None or not others:
        return None
    low = min(_least(each) for each in others)
    high = max(_most(each) for each in others)
    slack = 1e-9 * max(abs(low), abs(high))
    if low - slack <= factor.value <= high + slack:
        return None
    return Finding(
        CODE,
        Severity.WARNING,
        f"{row.name}所用“{factor.name}”为 {factor.value:g} {factor.unit}，"
        f"因子库其他 {len(others)} 个同类值在 {low:g}—{high:g} 之间。",
        "请核对数值、单位和出处；确认无误的请在说明中写明依据。",
        row.row,
        row.category,
        factor.gas,
        f"{parameter}:{factor.code}",
    )


def _least(factor: Factor) -> float:
    return factor.lower if factor.lower is not None else factor.value if factor.value is not None else math.inf


def _most(factor: Factor) -> float:
    return factor.upper if factor.upper is not None else factor.value if factor.value is not None else -math.inf
