"""Particles of one source that cannot stand beside each other: a part that is more than the whole."""

from __future__ import annotations

from ditan.core.air.consistency import inconsistencies
from ditan.core.inventory.checks.facts import Facts
from ditan.core.inventory.checks.finding import Finding, Severity

CODE = "particles"


def check(facts: Facts) -> tuple[Finding, ...]:
    """PM2.5 within PM10, black and organic carbon within PM2.5, row by row."""
    return tuple(
        Finding(
            CODE,
            Severity.ERROR,
            f"{row.name}：{found}。",
            remedy,
            row.row,
            row.category,
            "PM2.5",
            str(at),
        )
        for row in facts.rows
        for at, (found, remedy) in enumerate(inconsistencies(row.amounts))
    )
