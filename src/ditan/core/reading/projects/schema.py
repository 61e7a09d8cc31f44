"""Which tables are lists of projects, and which of their columns holds what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ditan.core.reading.indicators.schema import read_schema
from ditan.core.reading.tables.columns import Column, read_columns
from ditan.core.reading.tables.table import Cell, Table

MONEY = ("investment", "funding", "slice")
TELLING = {"content", "investment", "funding", "slice", "kind", "period", "location", "owner"}
TITLE = re.compile(r"项目|工程")
SOURCE_TEXT = re.compile(r"资金来源|资金渠道|投资来源|筹资|资金筹措")
"""A head over sources in words, beside heads that are each one source."""

PART_OF_TOTAL = re.compile(r"^(?:其中[:：]?)")


@dataclass(frozen=True, slots=True)
class ProjectSchema:
    """The columns of a project list."""

    columns: tuple[Column, ...]
    unit: str
    """The unit of its money where the table announces one."""

    def of_role(self, *roles: str) -> tuple[int, ...]:
        """Indexes of the columns of these roles."""
        return tuple(index for index, column in enumerate(self.columns) if column.role in roles)

    @property
    def total(self) -> int | None:
        """The column of the total investment, None where there is none."""
        return next(iter(self.of_role("investment")), None)

    @property
    def sources(self) -> tuple[int, ...]:
        """The columns that each hold one source's amount."""
        return tuple(index for index in self.of_role("funding") if not SOURCE_TEXT.search(self.columns[index].key))

    @property
    def source_texts(self) -> tuple[int, ...]:
        """The columns that name sources in words."""
        return tuple(index for index in self.of_role("funding") if SOURCE_TEXT.search(self.columns[index].key))


def read_project_schema(table: Table) -> ProjectSchema | None:
    """The schema of a table, None where it is no list of projects."""
    if table.form == "glued":
        return None
    columns = _named(read_columns([cell.text for cell in table.header], table.title), table.title)
    roles = {column.role for column in columns}
    listed = "project" in roles and bool(roles & (TELLING | {"lead"}))
    described = "content" in roles and bool(roles & {"investment", "funding", "kind"})
    if not (listed or described) or "nature" in roles or read_schema(table) is not None:
        return None
    if "task" in roles and not roles & {"investment", "funding", "kind", "content"}:
        return None
    return ProjectSchema(columns, _unit(columns, f"{table.title} {table.notes}", table.header))


def _named(columns: tuple[Column, ...], title: str) -> tuple[Column, ...]:
    """名称 and 任务 name the project where the title says that the table lists projects; several heads over amounts after
    a total are its parts."""
    roles = [column.role for column in columns]
    changed = list(columns)
    if "project" not in roles and TITLE.search(title):
        at = next(
            (index for role in ("name", "task") for index, column in enumerate(columns) if column.role == role), None
        )
        if at is not None:
            changed[at] = replace(columns[at], role="project")
    projects = [index for index, column in enumerate(changed) if column.role == "project"]
    for index in projects[:-1]:
        # 工程 / 项目名称: the outer head groups what the inner one names.
        changed[index] = replace(changed[index], role="category")
    return tuple(_source(column) if column.role == "funding" else column for column in changed)


def _source(column: Column) -> Column:
    return replace(column, key=PART_OF_TOTAL.sub("", column.key))


def _unit(columns: Sequence[Column], title: str, header: Sequence[Cell]) -> str:
    units = [column.unit for column in columns if column.role in MONEY and column.unit.endswith("元")]
    if units:
        return units[0]
    stated = re.search(r"单位\s*[:：]\s*([万亿千百]*元)", " ".join([title, *(cell.text for cell in header)]))
    return stated[1] if stated else ""
