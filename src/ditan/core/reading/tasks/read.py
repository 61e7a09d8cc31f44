"""Read the rows of task tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.departments import Name, Responsibility, find_responsibilities, read_responsibility, unite
from ditan.core.reading.draft import Measure, Roles
from ditan.core.reading.lexicon import Lexicon
from ditan.core.reading.measures import printed_names
from ditan.core.reading.outline import Outline
from ditan.core.reading.tables.table import Cell, Table
from ditan.core.reading.tasks.layout import Layout, read_layout
from ditan.core.reading.tasks.repeats import link_repeats
from ditan.core.reading.tasks.rows import LEADING_NUMBER, TaskRow, plain_title, task_rows

WRAP = re.compile(r"(?<![。;:!?\n])\n+(?=\S)")
"""A line break inside a sentence is the page's, not the plan's."""


def read_tasks(
    page: CleanText,
    tables: Sequence[Table],
    outline: Outline,
    measures: Sequence[Measure] = (),
    lexicon: Lexicon | None = None,
) -> tuple[Measure, ...]:
    """Every row of the plan's task tables.

    Where a table has one column of departments (责任单位) that does not part lead from cooperating, all stand in
    `lead` and `roles` is "joint". `repeats` is the index of the measure of the body whose text the row repeats.
    """
    tasks: list[Measure] = []
    headings = {plain_title(entry.title): entry.level for entry in outline.entries if entry.title}
    for table in tables:
        layout = read_layout(table)
        if layout is not None:
            rows = task_rows(table, layout, lexicon, headings)
            tasks += [_task(page, outline, table, layout, row, lexicon) for row in rows]
    repeats = link_repeats([task.text for task in tasks], [f"{measure.title}。{measure.text}" for measure in measures])
    return tuple(replace(task, repeats=place) for task, place in zip(tasks, repeats, strict=True))


def _task(
    page: CleanText, outline: Outline, table: Table, layout: Layout, row: TaskRow, lexicon: Lexicon | None
) -> Measure:
    number, text = _number_and_text(row)
    who = _who(page, layout, row, lexicon)
    first = min(cell.start for cell in (row.number, row.text) if cell is not None)
    cells = [cell for _, cell in row.departments if cell.start >= first]
    last = max([row.text.end, *([row.goal.end] if row.goal is not None else []), *(cell.end for cell in cells)])
    deadline = _printed(page, row.deadline) if row.deadline is not None else who.deadline
    return Measure(
        quote=page.quote(first, last),
        span=page.span(first, last),
        confidence=_confidence(table, row),
        number=number,
        title=_printed(page, row.title) if row.title is not None else "",
        text=_with_goal(page, text, row.goal),
        lead=printed_names(page, who.lead),
        cooperating=printed_names(page, who.cooperating),
        roles=who.roles,
        category=_printed(page, row.category) if row.category is not None else "",
        deadline=deadline,
        heading=outline.heading_at(first),
        department_span=page.span(cells[0].start, cells[-1].end) if cells else None,
    )


def _with_goal(page: CleanText, text: Cell, goal: Cell | None) -> str:
    """The task, and behind it what a column beside it says that it shall reach."""
    said = [WRAP.sub("", page.printed(cell.start, cell.end)).strip() for cell in (text, goal) if cell is not None]
    return "；".join([*(one.rstrip("。；;") for one in said[:-1]), said[-1]])


def _number_and_text(row: TaskRow) -> tuple[str, Cell]:
    """The printed number: of its column, or before the text where there is no such column."""
    if row.number is not None:
        return row.number.text.strip(".、"), row.text
    found = LEADING_NUMBER.match(row.text.text)
    if found is None:
        return "", row.text
    number = found.group().strip(" .、")
    return number, Cell(row.text.text[found.end() :], row.text.start + found.end(), row.text.end)


def _printed(page: CleanText, cell: Cell) -> str:
    return re.sub(r"\s+", " ", page.printed(cell.start, cell.end)).strip(" 。")


def _who(page: CleanText, layout: Layout, row: TaskRow, lexicon: Lexicon | None) -> Responsibility:
    """Departments of the row's columns; of the clause in its text where the table has no such column."""
    if not layout.departments:
        return unite(find_responsibilities(page.text, row.text.start, row.text.end, lexicon))
    lead: list[Name] = []
    cooperating: list[Name] = []
    parted = False
    deadline = ""
    for column, cell in row.departments:
        clause = read_responsibility(page.text[cell.start : cell.end], cell.start)
        deadline = deadline or clause.deadline
        if layout.works_along(column):
            cooperating += clause.names
            parted = True
        else:
            lead += clause.lead
            cooperating += clause.cooperating
            parted = parted or clause.roles == "split" or layout.leads(column)
    seen = {name.text for name in lead}
    others = tuple(name for name in cooperating if name.text not in seen)
    return Responsibility(tuple(lead), others, _roles(len(lead) + len(others), parted), 0, 0, deadline)


def _roles(count: int, parted: bool) -> Roles:
    if not count:
        return "unstated"
    if count == 1:
        return "single"
    return "split" if parted else "joint"


def _confidence(table: Table, row: TaskRow) -> float:
    if table.form == "ruled":
        return 1.0
    if row.sure:
        return 0.95 if table.form == "pipe" else 0.9
    return 0.7
