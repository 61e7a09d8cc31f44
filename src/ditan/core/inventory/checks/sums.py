"""Printed totals that their own parts do not add up to."""

from __future__ import annotations

import math

from ditan.core.inventory.checks.facts import Facts
from ditan.core.inventory.checks.finding import Finding, Severity

CODE = "sums"
TOLERANCE = 1e-6
"""Relative; what rounding in a source may make."""


def check(facts: Facts) -> tuple[Finding, ...]:
    """Every stated total beside the sum of its parts."""
    found = []
    for name, (stated, parts) in facts.stated.items():
        added = math.fsum(parts)
        if abs(added - stated) > TOLERANCE * max(abs(stated), abs(added)):
            found.append(
                Finding(
                    CODE,
                    Severity.ERROR,
                    f"“{name}”写明合计 {stated:.10g}，{len(parts)} 个分项之和为 {added:.10g}，差 {added - stated:+.6g}。",
                    "请回到来源核对是漏列分项还是印刷错误；不要擅自改动其中一个数。",
                    detail=name,
                )
            )
    return tuple(found)
