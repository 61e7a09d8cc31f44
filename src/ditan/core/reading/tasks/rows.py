"""The cells of one task, found by their columns or, where cells are lost, by what they look like."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from types import MappingProxyType

from ditan.core.reading.departments import goes_on, is_department_list, surely_a_body
from ditan.core.reading.lexicon import Lexicon
from ditan.core.reading.tables.table import Cell, Table
from ditan.core.reading.tasks.layout import Layout

NUMBER = re.compile(r"[(]?\d{1,3}[)]?[.、]?|[(]?[一二三四五六七八九十]{1,4}[)]?[、.]?|\d{1,2}(?:[-.]\d{1,2}){1,2}")
LEADING_NUMBER = re.compile(r"[(]?(?:\d{1,3}|[一二三四五六七八九十]{1,4})(?:[)][.、]?|[.、](?!\d))\s*")
DATE = re.compile(r".{0,14}20\d\d.{0,12}|.{0,4}(?:长期|持续|每年|常态|全年|每季度|每月|按年度).{0,8}|\d{1,2}月底?前?")
PERSON = re.compile(r"[\u4e00-\u9fff·]{2,4}(?:[、, ]+[\u4e00-\u9fff·]{2,4})*")
TOTAL = re.compile(r"(?:合|小|总)\s*计")
EMPTY: Mapping[str, int] = MappingProxyType({})
NARROWEST = 10
"""A shorter line is a cell of its own rather than a full line of a narrow column."""
GROUP_TITLE = 30
"""A longer line above the text is part of the text, not the title of its group."""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """The cells of a task. `sure` is whether columns decided them, not looks."""

    number: Cell | None
    category: Cell | None
    title: Cell | None
    text: Cell
    goal: Cell | None
    departments: tuple[tuple[int, Cell], ...]
    """(column of the table, cell)."""
    deadline: Cell | None
    sure: bool


def task_rows(
    table: Table, layout: Layout, lexicon: Lexicon | None, headings: Mapping[str, int] = EMPTY
) -> list[TaskRow]:
    """The tasks of a table, with group titles carried down to the rows that they span.

    `headings` gives the depth of the plan's own headings by title. Where a merged category was lost, a title which
    is a heading as deep as the category so far begins a category of its own.
    """
    rows: list[TaskRow] = []
    category: Cell | None = None
    title: Cell | None = None
    for cells in wraps_joined(table):
        filled = [cell for cell in cells if cell.text]
        if not filled or TOTAL.fullmatch(filled[0].text):
            continue
        if len({cell.start for cell in filled}) == 1:
            if not NUMBER.fullmatch(filled[0].text):
                category, title = _group(filled[0]), None
            continue
        row = _by_column(cells, layout) if len(cells) == len(table.header) and table.form != "stream" else None
        row = row or _by_looks(cells, layout, lexicon)
        if row is None:
            continue
        if row.category is not None:
            if category is None or row.category.text != category.text:
                title = None
            category = row.category
        elif row.title is not None and category is not None:
            if title is not None and title.text == category.text:
                category = None
            elif headings.get(plain_title(row.title.text), -1) == headings.get(plain_title(category.text)):
                category = row.title
        title = row.title or title
        rows.append(TaskRow(row.number, category, title, row.text, row.goal, row.departments, row.deadline, row.sure))
    return rows


def wraps_joined(table: Table) -> Sequence[tuple[Cell, ...]]:
    """The rows of a stream, cells put together that the page broke in lines without telling them from cells.

    Only where most rows hold more cells than the table has columns are there such cells.
    """
    filled = [sum(bool(cell.text) for cell in row) for row in table.rows]
    if table.form != "stream" or not filled or median(filled) <= len(table.header):
        return table.rows
    return [_row_joined(row) for row in table.rows]


def _row_joined(row: Sequence[Cell]) -> tuple[Cell, ...]:
    joined: list[Cell] = []
    for cell in row:
        before = joined[-1] if joined else None
        if before is not None and before.text and cell.text and _same_cell(before.text, cell.text):
            joined[-1] = Cell(before.text + "\n" + cell.text, before.start, cell.end)
        else:
            joined.append(cell)
    return tuple(joined)


def _same_cell(before: str, after: str) -> bool:
    """Whether a line goes on with the cell of the line above it."""
    if NUMBER.fullmatch(before):
        return False
    if goes_on(before, after):
        return True
    begins_list = surely_a_body(re.split(r"[、,\s]", after)[0])
    if begins_list or is_department_list(after) or is_department_list(before):
        return False
    width = len(before.rsplit("\n", 1)[-1])
    unfinished = before[-1] not in "。;" and ("," in before or width >= NARROWEST)
    return unfinished and len(after.split("\n", 1)[0]) <= width + 1


def plain_title(text: str) -> str:
    """A title without blanks and punctuation, to compare the table's print with the heading's."""
    return re.sub(r"\W", "", text)


def _group(cell: Cell) -> Cell:
    """A row of one cell is the title of the rows under it, its number dropped."""
    found = LEADING_NUMBER.match(cell.text)
    skip = found.end() if found else 0
    return Cell(cell.text[skip:], cell.start + skip, cell.end)


def _by_column(cells: Sequence[Cell], layout: Layout) -> TaskRow | None:
    def at(index: int | None) -> Cell | None:
        return cells[index] if index is not None and cells[index].text else None

    text = at(layout.text)
    title, category = at(layout.title), at(layout.category)
    if text is None and title is not None:
        text, title = title, None
    if text is None:
        return None
    departments = tuple((index, cells[index]) for index in layout.departments if cells[index].text)
    number = at(layout.number)
    goal = at(layout.goal) if text is at(layout.text) else None
    return TaskRow(number, category, title, text, goal, departments, at(layout.deadline), True)


def _by_looks(cells: Sequence[Cell], layout: Layout, lexicon: Lexicon | None) -> TaskRow | None:
    """Departments stand last, the text before them, titles of groups before the text."""
    number, before, rest = _at_number(cells, layout)
    deadline, rest = _split_deadline(rest, layout)
    departments, words, sure = _split_departments(rest, layout, lexicon)
    filled = [cell for cell in words if cell.text]
    if layout.has_people and len(filled) > 1 and PERSON.fullmatch(filled[-1].text):
        filled.pop()
    if not filled:
        return None
    goal = filled.pop() if layout.goal is not None and len(filled) > 1 else None
    first = len(filled) - 1
    while first > 0 and len(filled[first - 1].text) > GROUP_TITLE:
        first -= 1
    text = Cell(" ".join(cell.text for cell in filled[first:]), filled[first].start, filled[-1].end)
    groups = [*before, *filled[:first]]
    title = groups[-1] if groups and not before else None
    category = groups[-2] if len(groups) > 1 and not before else before[0] if before else None
    if before and filled[:first]:
        title = filled[first - 1]
    return TaskRow(number, category, title, text, goal, departments, deadline, sure)


def _at_number(cells: Sequence[Cell], layout: Layout) -> tuple[Cell | None, list[Cell], list[Cell]]:
    """(number, filled cells before it, cells behind it)."""
    if layout.number is None:
        return None, [], list(cells)
    for index in range(min(layout.number, len(cells) - 1) + 1):
        if NUMBER.fullmatch(cells[index].text):
            return cells[index], [cell for cell in cells[:index] if cell.text], list(cells[index + 1 :])
    return None, [], list(cells)


def _split_deadline(rest: list[Cell], layout: Layout) -> tuple[Cell | None, list[Cell]]:
    if layout.deadline is None:
        return None, rest
    for index in range(len(rest) - 1, 0, -1):
        text = rest[index].text
        if text and len(text) <= 24 and DATE.fullmatch(text):
            return rest[index], [*rest[:index], *rest[index + 1 :]]
    return None, rest


def _split_departments(
    rest: list[Cell], layout: Layout, lexicon: Lexicon | None
) -> tuple[tuple[tuple[int, Cell], ...], list[Cell], bool]:
    """((column, cell) of departments, the cells before them, whether their columns are sure)."""
    columns = layout.departments
    filled = [index for index, cell in enumerate(rest) if cell.text]
    if not columns or len(filled) < 2:
        return (), rest, False
    run: list[int] = []
    for index in reversed(filled[1:]):
        if len(run) == len(columns) or not is_department_list(rest[index].text, lexicon):
            break
        run.insert(0, index)
    if not run and len(rest[filled[-1]].text) <= 40 and "。" not in rest[filled[-1]].text:
        run = [filled[-1]]
    if not run:
        return (), rest, False
    gap = len(run) == 1 and len(columns) > 1 and run[0] > 0 and not rest[run[0] - 1].text
    return tuple(zip(columns, (rest[index] for index in run), strict=False)), rest[: run[0]], not gap
