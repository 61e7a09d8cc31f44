"""Implied factors: amount over activity, held against the other rows that burn, make or keep the same thing."""

from __future__ import annotations

from collections import defaultdict
from statistics import median

from ditan.core.inventory.checks.facts import Facts, RowFacts
from ditan.core.inventory.checks.finding import Finding, Severity

CODE = "implied_factor"
APART = 3.0
"""Times above or below the median of its like from which a row is named."""
FEWEST = 3


def check(facts: Facts) -> tuple[Finding, ...]:
    """Rows whose implied factor is more than three times, or less than a third of, the median of at least three like rows."""
    like: dict[tuple[tuple[str, ...], str], list[tuple[RowFacts, float]]] = defaultdict(list)
    for row in facts.rows:
        for gas in row.amounts:
            if (implied := implied_factor(row, gas)) is not None:
                like[row.likeness, gas].append((row, implied))
    return tuple(
        finding
        for (_, gas), rows in like.items()
        if len(rows) >= FEWEST and (middle := median(abs(each) for _, each in rows))
        for row, implied in rows
        if (finding := _apart(row, gas, implied, middle))
    )


def implied_factor(row: RowFacts, gas: str) -> float | None:
    """t of the gas per unit of activity; None without activity."""
    return row.amounts[gas] / row.activity if row.activity and gas in row.amounts else None


def _apart(row: RowFacts, gas: str, implied: float, middle: float) -> Finding | None:
    if middle / APART <= abs(implied) <= middle * APART:
        return None
    times = abs(implied) / middle
    return Finding(
        CODE,
        Severity.WARNING,
        f"{row.name}的 {gas} 隐含因子为 {implied:.4g} 吨/{row.unit or '单位'}，是同类行中位数 {middle:.4g} 的 {times:.3g} 倍。",
        "请核对活动数据的单位、所选因子和治理措施。",
        row.row,
        row.category,
        gas,
    )
