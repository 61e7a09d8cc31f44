"""Amounts that rest on values which their source prints but which are hard to believe."""

from __future__ import annotations

from ditan.core.factors.doubts import doubt_about
from ditan.core.inventory.checks.facts import Facts
from ditan.core.inventory.checks.finding import Finding, Severity

CODE = "doubtful"


def check(facts: Facts) -> tuple[Finding, ...]:
    """One finding for each such factor of a row."""
    return tuple(
        Finding(
            CODE,
            Severity.WARNING,
            f"{row.name}用的“{factor.name}”为 {factor.value:g} {factor.unit}，{reason}。",
            "请核对原文；不能确认的，改用实测值或带出处的本地因子，并写明理由。",
            row.row,
            row.category,
            factor.gas,
            factor.code,
        )
        for row in facts.rows
        for factor in dict.fromkeys(each for factors in row.factors.values() for each in factors)
        if factor.value is not None and (reason := doubt_about(factor))
    )
