"""The same source entered twice."""

from __future__ import annotations

from collections import defaultdict

from ditan.core.inventory.checks.facts import Facts, RowFacts
from ditan.core.inventory.checks.finding import Finding, Severity

CODE = "duplicate"


def check(facts: Facts) -> tuple[Finding, ...]:
    """Rows of a kind that say the same in every input (in one category or several), and rows of one name in one category."""
    same_values: dict[object, list[RowFacts]] = defaultdict(list)
    same_name: dict[object, list[RowFacts]] = defaultdict(list)
    for row in facts.rows:
        if row.activity:
            same_values[row.kind, repr(sorted(row.values.items(), key=lambda each: each[0]))].append(row)
        if row.label:
            same_name[row.kind, row.category, row.label.strip(), *row.likeness].append(row)
    found = [_finding(rows, _severity(rows), "各项数据完全相同") for rows in same_values.values() if len(rows) > 1]
    told = {finding.detail for finding in found}
    named = [_finding(rows, Severity.WARNING, "名称和类别相同") for rows in same_name.values() if len(rows) > 1]
    return (*found, *(each for each in named if each.detail not in told))


def _severity(rows: list[RowFacts]) -> Severity:
    """Two boilers may well burn the same; two rows that are called alike and stand in one place may not."""
    alike = len({(each.category, each.label.strip()) for each in rows}) < len(rows)
    return Severity.ERROR if alike else Severity.WARNING


def _finding(rows: list[RowFacts], severity: Severity, sentence: str) -> Finding:
    names = "、".join(each.name for each in rows)
    return Finding(
        CODE,
        severity,
        f"{names}{sentence}，可能是同一个源填了 {len(rows)} 次。",
        "请删除重复的行；确属不同的源请写清名称或数据来源。",
        rows[0].row,
        rows[0].category,
        detail="+".join(each.row for each in rows),
    )
