"""CO2 of fossil fuels by the reference approach (from supply) against the sectoral approach (from use)."""

from __future__ import annotations

from ditan.core.inventory.checks.facts import Facts
from ditan.core.inventory.checks.finding import Finding, Severity

CODE = "reference"
LIMIT = 0.05
"""Share of the reference from which the difference has to be explained."""


def check(facts: Facts) -> tuple[Finding, ...]:
    """One finding where the two differ by more than 5 %, or only one of them exists."""
    reference, sectoral = facts.reference_co2, facts.sectoral_co2
    if reference is None or sectoral is None:
        return ()
    if reference == 0:
        return () if sectoral == 0 else (_finding("参考方法结果为 0，部门方法不为 0", Severity.ERROR),)
    difference = (sectoral - reference) / abs(reference)
    if abs(difference) <= LIMIT:
        return ()
    sentence = f"部门方法 {sectoral:.6g} 吨，参考方法 {reference:.6g} 吨，相差 {difference:+.1%}，超过 ±{LIMIT:.0%}"
    return (_finding(sentence, Severity.WARNING),)


def _finding(sentence: str, severity: Severity) -> Finding:
    return Finding(
        CODE,
        severity,
        f"化石燃料 CO2：{sentence}。",
        "请核对能源平衡表的库存、损失、非能源使用和统计差额，以及各部门是否有漏报或重复。",
        category="1.A",
        gas="CO2",
    )
