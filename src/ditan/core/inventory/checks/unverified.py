"""Amounts that rest on values which no source confirms."""

from __future__ import annotations

from ditan.core.inventory.checks.facts import Facts
from ditan.core.inventory.checks.finding import Finding, Severity

CODE = "unverified"


def check(facts: Facts) -> tuple[Finding, ...]:
    """One finding a row, with every such factor in it."""
    found = []
    for row in facts.rows:
        codes = sorted({each.code for factors in row.factors.values() for each in factors if not each.verified})
        if codes:
            found.append(
                Finding(
                    CODE,
                    Severity.NOTICE,
                    f"{row.name}用了 {len(codes)} 个未核实的因子：{'、'.join(codes)}。",
                    "请核对原文，或换用已核实的因子；报告中会注明。",
                    row.row,
                    row.category,
                )
            )
    return tuple(found)
