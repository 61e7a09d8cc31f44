"""Whether every category that an inventory has to speak of has a number or a key, and every row an amount."""

from __future__ import annotations

from ditan.core.inventory.booking import GREENHOUSE_GASES
from ditan.core.inventory.categories import Categories
from ditan.core.inventory.checks.facts import Facts
from ditan.core.inventory.checks.finding import Finding, Severity
from ditan.core.inventory.entries import Entry
from ditan.core.inventory.lacking import lacking
from ditan.core.inventory.notation import Key

CODE = "completeness"


def check(facts: Facts) -> tuple[Finding, ...]:
    """Categories without anything, rows without an amount, NE, and a category entered both whole and in parts."""
    labels = {each.row: each.name for each in facts.rows}
    return (
        *_silent(facts.table, facts.entries),
        *_unknown(facts.entries, labels),
        *_not_estimated(facts.table, facts.entries),
        *_twofold(facts.table, facts.entries),
    )


def _silent(table: Categories, entries: tuple[Entry, ...]) -> list[Finding]:
    spoken = {above.code for entry in entries for above in table.path(entry.category)}
    return [
        Finding(
            CODE,
            Severity.ERROR,
            f"类别 {each.code} {each.name} 既没有数值也没有标识符。",
            "请录入活动数据；确无此源填 NO，暂不能估算填 NE 并写明原因。",
            category=each.code,
        )
        for each in table
        if each.required and each.code not in spoken
    ]


def _unknown(entries: tuple[Entry, ...], labels: dict[str, str]) -> list[Finding]:
    """A finding a row and severity: who fills in one cell often makes several gases known."""
    groups: dict[tuple[str, str, Severity, bool], list[Entry]] = {}
    for each in entries:
        if each.unknown:
            groups.setdefault((each.row, each.category, _weight(each), each.memo), []).append(each)
    return [
        Finding(
            CODE,
            severity,
            f"{labels.get(row, row)}的 {'、'.join(dict.fromkeys(each.gas for each in group))}"
            f"{'（备忘项）' if memo else ''} 算不出来：{_reason(group)}",
            "请按提示补齐数据或因子；无法补齐的在本条写明原因；整行都不能估算的改填标识符 NE。",
            row,
            category,
            group[0].gas if len(group) == 1 else "",
            "memo" if memo else "",
        )
        for (row, category, severity, memo), group in groups.items()
    ]


def _reason(group: list[Entry]) -> str:
    if len(group) == 1:
        return group[0].problem or "缺少数据"
    return lacking([each.problem for each in group]) or "缺少数据"


def _weight(entry: Entry) -> Severity:
    """A greenhouse gas that is not known is an error of the total, a pollutant to be explained, a memo item to be known."""
    if entry.memo:
        return Severity.NOTICE
    return Severity.ERROR if entry.gas in GREENHOUSE_GASES else Severity.WARNING


def _not_estimated(table: Categories, entries: tuple[Entry, ...]) -> list[Finding]:
    found: dict[str, set[str]] = {}
    for each in entries:
        if each.key == Key.NE:
            found.setdefault(each.category, set()).add(each.gas)
    return [
        Finding(
            CODE,
            Severity.NOTICE,
            f"类别 {code} {table.get(code).name} 的 {'、'.join(sorted(gases))} 标为 NE（未估算），总量因此偏小。",
            "报告中须说明未估算的原因和可能的量级。",
            category=code,
            detail="NE",
        )
        for code, gases in found.items()
    ]


def _twofold(table: Categories, entries: tuple[Entry, ...]) -> list[Finding]:
    numbered = {(each.category, each.gas) for each in entries if each.booked is not None and not each.memo}
    found = []
    for code, gas in sorted(numbered):
        above = [each.code for each in table.path(code)[:-1] if (each.code, gas) in numbered]
        if above:
            found.append(
                Finding(
                    CODE,
                    Severity.WARNING,
                    f"{gas} 既填在 {above[-1]} {table.get(above[-1]).name}，又填在其下级 {code} {table.get(code).name}。",
                    "请确认没有重复计算；若上级只是其余部分，请改填到具体的下级类别。",
                    category=code,
                    gas=gas,
                    detail=above[-1],
                )
            )
    return found
