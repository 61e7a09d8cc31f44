"""Shares of sectors or fuels against those that others published for the same region."""

from __future__ import annotations

from ditan.core.inventory.checks.facts import Facts
from ditan.core.inventory.checks.finding import Finding, Severity

CODE = "shares"
POINTS = 0.10
"""Difference of two shares from which it is named."""


def check(facts: Facts) -> tuple[Finding, ...]:
    """Every name that both have, and whose shares lie more than ten points apart."""
    return tuple(
        Finding(
            CODE,
            Severity.NOTICE,
            f"{name} 占 {own:.1%}，{facts.publisher or '已发表清单'}为 {facts.published_shares[name]:.1%}，"
            f"相差 {(own - facts.published_shares[name]) * 100:+.1f} 个百分点。",
            "口径、年份不同可以造成差别；请说明原因，或核对该部门的数据。",
            detail=name,
        )
        for name, own in facts.own_shares.items()
        if name in facts.published_shares and abs(own - facts.published_shares[name]) > POINTS
    )
