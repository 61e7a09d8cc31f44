"""Which tables hold indicators, and which of their columns holds what."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ditan.core.reading.draft import Nature
from ditan.core.reading.tables.cells import is_nature, is_nothing, is_unit
from ditan.core.reading.tables.columns import PLAN, YEAR, Column, Role, read_columns
from ditan.core.reading.tables.table import Table

NATURES: dict[str, Nature] = {"约束": "约束性", "预期": "预期性", "引导": "引导性"}
UNSURE = ("category", "unit", "other", "kind", "task")
_LOOKS: tuple[tuple[Callable[[str], bool], Role], ...] = ((is_nature, "nature"), (is_unit, "unit"))
DATED = re.compile(rf"{PLAN}|{YEAR}")
PLAN_NAME = re.compile(PLAN)
NATURE_END = re.compile(r"(?:约束|预期|引导|指导)性?(?:指标)?\s*$")
PAST = re.compile(r"完成情况|实现情况|执行情况|进展情况|完成率|评估(?:情况|结果)|对比(?:表|情况)")
MEASURED = ("value", "cumulative", "growth")
NOT_INDICATORS = ("content", "investment", "funding", "slice", "kind", "project")


@dataclass(frozen=True, slots=True)
class Schema:
    """The columns of an indicator table; `name` is the index of the column of names."""

    columns: tuple[Column, ...]
    name: int

    def of_role(self, *roles: str) -> tuple[int, ...]:
        """Indexes of the columns of these roles."""
        return tuple(index for index, column in enumerate(self.columns) if column.role in roles)

    @property
    def values(self) -> tuple[int, ...]:
        """Indexes of the columns that hold values."""
        return self.of_role(*MEASURED)


def nature_of(text: str) -> Nature | None:
    """The nature that a printed cell says, None for words of another kind.

    >>> nature_of("约束性"), nature_of("预期"), nature_of("监测性")
    ('约束性', '预期性', None)
    """
    return next((nature for word, nature in NATURES.items() if word in text), None)


def read_schema(table: Table, page_head: str = "") -> Schema | None:
    """The schema of a table, None where it holds no indicators.

    `page_head` is how the page begins: its title tells the plan's years where the table's own title does not.
    """
    context = f"{table.title} {table.notes}"
    if DATED.search(context) is None:
        context = f"{context} {' '.join(PLAN_NAME.findall(page_head))}"
    columns = read_columns([cell.text for cell in table.header], context)
    columns = _by_row_ends(columns, table) if table.form == "glued" else _by_content(columns, table)
    columns = _one_name(columns)
    schema = Schema(columns, next((index for index, column in enumerate(columns) if column.role == "name"), -1))
    roles = {column.role for column in columns}
    if schema.name < 0 or not schema.values or _is_past(table, schema):
        return None
    if roles & set(NOT_INDICATORS) and not roles & {"unit", "nature"}:
        return None
    return schema


def _by_row_ends(columns: tuple[Column, ...], table: Table) -> tuple[Column, ...]:
    """A last head that says too little (指标类型) is one of natures where most rows end with a nature."""
    ends = [NATURE_END.search(row[0].text) is not None for row in table.rows if row]
    if columns and columns[-1].role in UNSURE and sum(ends) * 3 >= len(ends) * 2:
        return (*columns[:-1], replace(columns[-1], role="nature"))
    return columns


def _by_content(columns: tuple[Column, ...], table: Table) -> tuple[Column, ...]:
    """Heads that say too little (类型, 单位, 要求, none at all) take their role from what stands below them."""
    full = [row for row in table.rows[:60] if len(row) == len(columns)]
    changed = list(columns)
    for index, column in enumerate(columns):
        cells = [row[index].text for row in full if not is_nothing(row[index].text)]
        if column.role in UNSURE and cells:
            for looks, role in _LOOKS:
                if sum(looks(cell) for cell in cells) * 3 >= len(cells) * 2:
                    changed[index] = replace(column, role=role)
                    break
        if not column.label and index and changed[index - 1].role in ("category", "name"):
            # A head that spans two columns: the outer one groups, the inner one names.
            changed[index] = replace(column, role=changed[index - 1].role)
    return tuple(changed)


def _one_name(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The last column of names is the name; those before it are categories. A table of 目标 or 项目 with units or natures
    names its indicators there."""
    names = [index for index, column in enumerate(columns) if column.role == "name"]
    if not names and any(column.role in ("nature", "unit") for column in columns):
        first_value = next((index for index, column in enumerate(columns) if column.role in MEASURED), len(columns))
        others = [
            index
            for index, column in enumerate(columns[:first_value])
            if column.role in ("project", "task", "category", "content")
        ]
        names = others[-1:]
    return tuple(
        replace(column, role="name")
        if index in names[-1:]
        else replace(column, role="category")
        if index in names
        else column
        for index, column in enumerate(columns)
    )


def _is_past(table: Table, schema: Schema) -> bool:
    """Whether the table tells what an earlier plan achieved."""
    if PAST.search(table.title):
        return True
    dated = [schema.columns[index] for index in schema.of_role("value") if schema.columns[index].key.isdigit()]
    if not dated:
        return False
    last = max(column.key for column in dated)
    labels = [column.label for column in dated if column.key == last]
    return any(re.search(r"完成|实际", label) for label in labels)


def categories(texts: Sequence[str]) -> str:
    """The printed category, its numbering taken off; the innermost where several columns nest.

    >>> categories(["一、绿色建筑"]), categories(["1。空气质量"])
    ('绿色建筑', '空气质量')
    """
    inner = next((text for text in reversed(texts) if text), "")
    inner = re.sub(r"\s+", "", inner).rstrip(":：")
    return re.sub(r"^(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.。．]\s*)+(?!\d)", "", inner)
