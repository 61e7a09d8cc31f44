"""Categories that jump against the other years of the same region."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from statistics import median

from ditan.core.inventory.checks.facts import Facts
from ditan.core.inventory.checks.finding import Finding, Severity
from ditan.core.inventory.checks.slips import power_of_ten
from ditan.core.inventory.totals import Totals

CODE = "outlier"
JUMP = 0.3
"""Change from the nearest year, as a share of it, from which a category is named."""
DEVIATIONS = 3.5
"""Modified z-score (by the median absolute deviation) from which a category is named; needs at least five other years."""
ENOUGH = 5
SMALLEST_SHARE = Decimal("0.001")
"""Categories below this share of the gas are not named."""


def check(facts: Facts) -> tuple[Finding, ...]:
    """Every category and gas with other years that jumps from the nearest, or stands out of all."""
    totals = Totals(facts.entries, facts.table)
    found = []
    for (category, gas), years in facts.other_years.items():
        others = {year: value for year, value in years.items() if year != facts.year}
        own = totals.cell(category, gas).tonnes
        whole = totals.overall(gas, land=True).tonnes
        if own is None or not others or (whole and abs(own) < abs(whole) * SMALLEST_SHARE):
            continue
        if sentence := _stands_out(float(own), others, facts.year):
            name = facts.table.get(category).name
            found.append(
                Finding(
                    CODE,
                    Severity.WARNING,
                    f"{category} {name} 的 {gas} {facts.year} 年为 {float(own):.6g} 吨，{sentence}。",
                    "请核对活动数据口径、单位和因子是否与往年一致；确属实际变化的请写明原因。",
                    category=category,
                    gas=gas,
                )
            )
    return tuple(found)


def _stands_out(own: float, others: Mapping[int, float], year: int) -> str:
    nearest = min(others, key=lambda each: (abs(each - year), each))
    before = others[nearest]
    if before == 0:
        return f"{nearest} 年为 0" if own else ""
    if power_of_ten(own, before):
        return ""  # the check of units says so
    change = (own - before) / abs(before)
    allowed = JUMP * abs(year - nearest)
    if abs(change) > allowed:
        return f"比 {nearest} 年（{before:.6g} 吨）{'增加' if change > 0 else '减少'} {abs(change):.0%}"
    middle = median(others.values())
    spread = median(abs(each - middle) for each in others.values())
    if len(others) >= ENOUGH and spread and 0.6745 * abs(own - middle) / spread > DEVIATIONS:
        return f"明显偏离 {len(others)} 个其他年份的中位数 {middle:.6g} 吨"
    return ""
