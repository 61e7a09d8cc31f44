"""Factors of another year than that of the inventory."""

from __future__ import annotations

from ditan.core.factors import Factor
from ditan.core.inventory.checks.facts import Facts, RowFacts
from ditan.core.inventory.checks.finding import Finding, Severity

CODE = "vintage"


def check(facts: Facts) -> tuple[Finding, ...]:
    """A factor that is for one year used for another (a grid factor), and one outside of the time that it is valid for."""
    return tuple(
        finding
        for row in facts.rows
        for parameter, factors in row.factors.items()
        for factor in factors
        if (finding := _stale(row, parameter, factor, facts.year))
    )


def _stale(row: RowFacts, parameter: str, factor: Factor, year: int) -> Finding | None:
    about = f"{row.name}所用“{factor.name}”（{factor.code}）"
    if factor.year and factor.year != str(year):
        message, severity = f"{about}是 {factor.year} 年的值，清单年份是 {year} 年。", Severity.WARNING
    elif factor.valid_from and factor.valid_from[:4] > str(year):
        message, severity = f"{about}自 {factor.valid_from} 起适用，晚于清单年份 {year} 年。", Severity.NOTICE
    elif factor.valid_to and factor.valid_to[:4] < str(year):
        message, severity = f"{about}适用至 {factor.valid_to}，早于清单年份 {year} 年。", Severity.WARNING
    else:
        return None
    remedy = f"请选用 {year} 年的因子；尚未公布的请在说明中写明沿用哪一年及原因。"
    return Finding(CODE, severity, message, remedy, row.row, row.category, factor.gas, f"{parameter}:{factor.code}")
