"""All checks, in the order in which a person would work through them."""

from __future__ import annotations

from collections.abc import Callable

from ditan.core.inventory.checks import (
    alternatives,
    completeness,
    doubtful,
    duplicates,
    factor_range,
    implied,
    outliers,
    particles,
    reference,
    shares,
    slips,
    sums,
    unverified,
    vintage,
)
from ditan.core.inventory.checks.facts import Facts
from ditan.core.inventory.checks.finding import Finding

CHECKS: dict[str, tuple[str, Callable[[Facts], tuple[Finding, ...]]]] = {
    completeness.CODE: ("完整性", completeness.check),
    duplicates.CODE: ("重复的源", duplicates.check),
    alternatives.CODE: ("同一个源用了两种方法", alternatives.check),
    slips.CODE: ("单位差 10 的若干次方", slips.check),
    factor_range.CODE: ("因子超出已知范围", factor_range.check),
    implied.CODE: ("隐含因子异常", implied.check),
    outliers.CODE: ("与其他年份相比异常", outliers.check),
    particles.CODE: ("颗粒物组分不符", particles.check),
    vintage.CODE: ("因子年份不符", vintage.check),
    sums.CODE: ("合计与分项不符", sums.check),
    reference.CODE: ("参考方法与部门方法", reference.check),
    shares.CODE: ("占比与已发表清单", shares.check),
    doubtful.CODE: ("可疑的因子", doubtful.check),
    unverified.CODE: ("未核实的因子", unverified.check),
}
"""By code: the Chinese name and the check."""


def run(facts: Facts) -> tuple[Finding, ...]:
    """Every finding of every check."""
    return tuple(finding for _, check in CHECKS.values() for finding in check(facts))
