"""Totals that are not the sums of what they total: in project lists, and in any table with a 合计 row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from ditan.core.reading.check.plan import SURE, Plan, finding
from ditan.core.reading.draft import Finding, FindingSpan, Project
from ditan.core.reading.tables.table import Cell, Table

TOTAL = re.compile(r"(?:合\s*计|总\s*计|共\s*计|小\s*计)")
TOTAL_LINE = re.compile(r"(?:^|\n)[^\S\n]*\|?[^\S\n]*(?:合\s*计|总\s*计)[^\S\n]*:?")
NUMBER = re.compile(r"-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
GROUP = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.]?")
"""The number of a row that heads others and may give their subtotal."""
AT_LEAST = 3
"""Fewer rows than this are no list."""


def differing_totals(plan: Plan) -> Iterable[Finding]:
    """Findings of one plan."""
    told: set[FindingSpan] = set()
    for found in (
        *_project_list(plan),
        *_project_rows(plan),
        *(one for table in plan.tables for one in _columns(plan, table)),
    ):
        if not told & set(found.spans):
            yield found
        told.update(found.spans)


def _project_list(plan: Plan) -> Iterable[Finding]:
    """The line of totals under a project list, against the list and against itself."""
    funded = [one for one in plan.draft.projects if one.investment is not None and one.investment.total is not None]
    line = _total_line(plan, funded)
    if len(funded) < AT_LEAST or not line:
        return
    totals = [(_decimal(text), plan.at(start, start + len(text))) for text, start in line]
    printed, side = totals[0]
    summed = sum((_money(one) for one in funded), Decimal(0))
    unit = next((one.investment.unit for one in funded if one.investment is not None and one.investment.unit), "")
    sure = all(one.confidence >= SURE for one in funded) and len(funded) == len(plan.draft.projects)
    if sure and summed != printed and _none_missed(funded):
        message = f"项目库{len(funded)}个项目的投资相加为{_shown(summed)}{unit},合计行写的是{_shown(printed)}{unit},相差{_shown(summed - printed)}。"
        yield finding("total-differs", "error", message, (side, plan.of_item(funded[0]), plan.of_item(funded[-1])))
    parts = totals[1:]
    added = sum((value for value, _ in parts), Decimal(0))
    if len(parts) > 1 and added != printed and abs(added - printed) <= printed / 10:
        message = f"合计行的各项资金相加为{_shown(added)}{unit},与总投资{_shown(printed)}{unit}相差{_shown(added - printed)}。"
        yield finding("total-differs", "warning", message, (one for _, one in totals))


def _none_missed(projects: list[Project]) -> bool:
    """Whether the printed numbers run from 1 without a gap: else a row may have been missed by us."""
    numbers = [int(one.number) for one in projects if one.number.isdigit()]
    return not numbers or numbers == list(range(1, len(projects) + 1))


def _total_line(plan: Plan, funded: list[Project]) -> list[tuple[str, int]]:
    """Numbers of the 合计 line nearest behind (else before) the list, with their places in the cleaned text."""
    if not funded:
        return []
    last = max(one.span[1] for one in funded)
    text = plan.page.text
    for match in TOTAL_LINE.finditer(text):
        if plan.page.span(match.start(), match.end())[0] < last - 1:
            continue
        numbers = []
        for cell in re.finditer(r"[^\n|]+", text[match.end() : match.end() + 200]):
            word = cell.group().strip()
            if NUMBER.fullmatch(word):
                numbers.append((word, match.end() + cell.start() + cell.group().index(word)))
            elif word and word not in "/-—、" and not word.startswith("("):
                break
        return numbers
    return []


def _project_rows(plan: Plan) -> Iterable[Finding]:
    """A project whose sources do not add to its total; running text may name only some of them (其中中央预算内投资…)."""
    for project in plan.draft.projects:
        money = project.investment
        if money is None or money.total is None or not money.by_source or project.confidence < SURE:
            continue
        added = sum((Decimal(str(one.amount)) for one in money.by_source), Decimal(0))
        total = Decimal(str(money.total))
        whole = bool(project.number) and len(money.by_source) > 1
        if added > total or (whole and added != total):
            name = project.name or project.content[:20]
            message = (
                f"项目“{name}”的各项资金相加为{_shown(added)}{money.unit},总投资写的是{_shown(total)}{money.unit}。"
            )
            yield finding("total-differs", "error", message, (plan.of_item(project),))


def _columns(plan: Plan, table: Table) -> Iterable[Finding]:
    """Columns of numbers over a 合计 row in a table whose cells the file gives."""
    if table.form not in ("ruled", "pipe") or not table.rows:
        return
    for index, row in enumerate(table.rows):
        if not row or not any(TOTAL.fullmatch(cell.text.strip()) for cell in row[:2]):
            continue
        body = table.rows[:index] if index else table.rows[1:]
        body = tuple(other for other in body if not any(TOTAL.fullmatch(cell.text.strip()) for cell in other[:2]))
        body = tuple(other for other in body if GROUP.fullmatch(other[0].text.strip()) is None)
        if len(body) >= AT_LEAST and all(len(other) == len(row) for other in body):
            yield from _column_sums(plan, table, row, body)
        return


def _column_sums(
    plan: Plan, table: Table, row: tuple[Cell, ...], body: tuple[tuple[Cell, ...], ...]
) -> Iterable[Finding]:
    for column in range(1, len(row)):
        total = _number(row[column].text)
        values = [_number(other[column].text) for other in body]
        if total is None or sum(value is not None for value in values) < AT_LEAST:
            continue
        if any(value is None and other[column].text.strip(" -—/") for value, other in zip(values, body, strict=True)):
            continue
        head = table.header[column].text if column < len(table.header) else f"第{column + 1}列"
        summed = sum((value for value in values if value is not None), Decimal(0))
        if summed != total and not re.search(r"率|比|均|序号|%", head):
            sides: list[FindingSpan] = [plan.of_cell(row[column])]
            sides += [plan.of_cell(body[0][column]), plan.of_cell(body[-1][column])]
            message = f"{table.title or '表'}“{head}”一列相加为{_shown(summed)},合计写的是{_shown(total)}。"
            sides = [side for side in sides if side.start < side.end]
            yield finding("total-differs", "error", message, sides)


def _number(text: str) -> Decimal | None:
    word = text.strip()
    return _decimal(word) if NUMBER.fullmatch(word) else None


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return Decimal(0)


def _money(project: Project) -> Decimal:
    assert project.investment is not None
    return Decimal(str(project.investment.total))


def _shown(value: Decimal) -> str:
    """A sum as a message prints it: 254,000 and 0.04, no empty decimals.

    Examples
    --------
    >>> _shown(Decimal("254000.0")), _shown(Decimal("-0.04"))
    ('254,000', '-0.04')
    """
    return f"{value.normalize():,f}"
