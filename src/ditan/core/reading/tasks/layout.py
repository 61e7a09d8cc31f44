"""Which tables hold tasks, and which of their columns holds what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from ditan.core.reading.tables.columns import Role, read_column
from ditan.core.reading.tables.table import Cell, Table

PEOPLE = re.compile(r"领导|责任人|负责人|联系人")
ASIDE = re.compile(r"领导|责任人|负责人|联系人|电话|依据|成果|佐证|备注|进展")
"""Heads of columns which stand beside the task and never hold it."""
GOAL = re.compile(r"(?:工作|任务|年度|主要|具体|完成|量化|预期|进度)*(?:目标|指标)(?:要求|值|任务)?")
"""A column beside the tasks that says what each shall reach."""
SHORTEST_TASK = 10
"""Below an unknown head, cells that are shorter on average are no tasks."""
WORDS: tuple[Role, ...] = ("task", "content", "name", "other", "category")
"""Roles whose cells can hold a task's text or the title of its group."""
OF_PROJECTS: tuple[Role, ...] = ("project", "investment", "funding", "slice", "value", "nature", "growth", "cumulative")


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns of a task table by index; None or empty where the table has none."""

    number: int | None
    category: int | None
    title: int | None
    text: int
    goal: int | None
    departments: tuple[int, ...]
    deadline: int | None
    has_people: bool
    roles: tuple[Role, ...]
    labels: tuple[str, ...]

    def leads(self, column: int) -> bool:
        """Whether the column's head says that its departments lead (牵头单位), not just answer (责任单位)."""
        return any(word in self.labels[column] for word in ("牵头", "主办", "主责", "主要责任"))

    def works_along(self, column: int) -> bool:
        """Whether the column's departments work along: its head says so, or another column's head says who leads."""
        others = (other for other in self.departments if other != column)
        return self.roles[column] == "cooperating" or (not self.leads(column) and any(map(self.leads, others)))


def read_layout(table: Table) -> Layout | None:
    """The layout of a task table, None for any other table.

    A task table has a column of tasks and one of departments or dates. Tables of projects ask for money or name
    projects; tables of indicators hold values.
    """
    columns = [read_column(cell.text) for cell in table.header]
    roles = tuple(column.role for column in columns)
    departments = tuple(index for index, role in enumerate(roles) if role in ("lead", "cooperating", "owner"))
    has_task = "task" in roles or (bool(departments) and any(role in ("content", "other") for role in roles))
    deadline = _first(roles, ("period",))
    if any(role in OF_PROJECTS for role in roles) or not (has_task and (departments or deadline is not None)):
        return None
    labels = tuple(column.label for column in columns)
    words = [index for index, role in enumerate(roles) if role in WORDS and not ASIDE.search(labels[index])]
    limit = departments[0] if departments and any(index < departments[0] for index in words) else len(roles)
    words = [index for index in words if index < limit]
    if not words:
        return None
    text = _text_column(table, words, roles, labels)
    if "task" not in roles and _mean_length(table, text) < SHORTEST_TASK:
        return None
    before = [index for index in words if index < text]
    category = _first(roles[:text], ("category",))
    titles = [index for index in before if index != category and not GOAL.fullmatch(labels[index])]
    goal = next((index for index in words if index == text + 1 and GOAL.fullmatch(labels[index])), None)
    if category is None and len(titles) > 1:
        category = titles.pop(0)
    return Layout(
        number=_first(roles, ("number",)),
        category=category,
        title=titles[-1] if titles else None,
        text=text,
        goal=goal,
        departments=departments,
        deadline=deadline,
        has_people=any(PEOPLE.search(label) for label in labels),
        roles=roles,
        labels=labels,
    )


def _first(roles: Sequence[Role], wanted: Sequence[Role]) -> int | None:
    return next((index for index, role in enumerate(roles) if role in wanted), None)


def _text_column(table: Table, words: Sequence[int], roles: Sequence[Role], labels: Sequence[str]) -> int:
    """The column with the task itself: the one with the longest cells; in a table of lost cells, the last one."""
    ordered = [index for index in words if roles[index] != "category"] or list(words)
    ordered = [index for index in ordered if not GOAL.fullmatch(labels[index])] or ordered
    if table.form == "stream" or not _full_rows(table):
        return ordered[-1]
    return max(ordered, key=lambda index: (_mean_length(table, index), index))


def _full_rows(table: Table) -> list[tuple[Cell, ...]]:
    return [row for row in table.rows if len(row) == len(table.header)]


def _mean_length(table: Table, column: int) -> float:
    """Mean length of a column's cells, over the rows that lost none."""
    rows = _full_rows(table)
    return fmean(len(row[column].text) for row in rows) if rows else 0.0
