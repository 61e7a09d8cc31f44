"""The rows of a ledger below its head: merged cells filled, lines that are no matter told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ditan.core.ledgers.columns import Area, plain

SECTION = re.compile(r"[（(]?[一二三四五六七八九十]+[、.．）)]|第[一二三四五六七八九十]+[章节部]")
FOOT = re.compile(r"^(?:合计|总计|小计|填表人|填报人|审核人|制表|联系人[:：]|注[:：]|备注[:：]|说明[:：]|报送[:：])")
JOINED = ("title", "text", "progress", "more", "lead", "cooperating")
"""Fields whose lines are added up where one matter is laid over several rows."""


@dataclass(slots=True)
class Line:
    """A matter as the sheet prints it: the number of its first row as spreadsheets count, its text by column, and what it
    is not (`passed`), where it is no matter."""

    number: int
    cells: dict[int, str] = field(default_factory=dict)
    rows: int = 1
    passed: str = ""


def lines_of(
    rows: Sequence[Sequence[str]], areas: Sequence[Area], last: int, titles: Sequence[str], fields: Sequence[str]
) -> list[Line]:
    """The lines below the head, whose last row is `last` (from 0). A cell that is merged downwards speaks for all of its
    rows; a matter whose title is merged over several rows is one line with what these rows say."""
    title = fields.index("title")
    filled, continues, wide = _merged(rows, areas, last, title)
    found: list[Line] = []
    heads = {plain(each) for each in titles if each}
    for place in range(last + 1, len(rows)):
        own = {column: text for column, text in enumerate(rows[place]) if text}
        if not own and place not in filled:
            continue
        cells = filled.get(place, {}) | own
        if place in continues and found and not found[-1].passed:
            _join(found[-1], own, fields)
            continue
        line = Line(place + 1, cells)
        line.passed = _passed(own, cells, fields, title, heads, place in wide)
        found.append(line)
    return found


def _merged(
    rows: Sequence[Sequence[str]], areas: Sequence[Area], last: int, title: int
) -> tuple[dict[int, dict[int, str]], set[int], set[int]]:
    """What merged cells say further down, rows that continue the matter above, rows that a merged cell goes across."""
    filled: dict[int, dict[int, str]] = {}
    continues: set[int] = set()
    wide: set[int] = set()
    for top, left, bottom, right in areas:
        if top <= last or top >= len(rows):
            continue
        text = rows[top][left] if left < len(rows[top]) else ""
        if top == bottom and right - left >= 2 and left <= title:
            wide.add(top)
        for place in range(top + 1, min(bottom, len(rows) - 1) + 1):
            if left <= title <= right:
                continues.add(place)
            elif text:
                filled.setdefault(place, {})[left] = text
    return filled, continues, wide


def _join(line: Line, own: dict[int, str], fields: Sequence[str]) -> None:
    line.rows += 1
    for column, text in own.items():
        field_ = fields[column] if column < len(fields) else ""
        old = line.cells.get(column, "")
        if not old:
            line.cells[column] = text
        elif text not in old.split("\n") and (field_ in JOINED or text != old):
            line.cells[column] = f"{old}\n{text}"


def _passed(
    own: dict[int, str], cells: dict[int, str], fields: Sequence[str], title: int, heads: set[str], wide: bool
) -> str:
    """Why a row is no matter: `heading`, `head` (printed again), `foot`, `empty`; "" where it is one."""
    used = {column: text for column, text in own.items() if column < len(fields) and fields[column]}
    first = next(iter(own.values()), "")
    if len(own) > 1 and all(
        plain(text) in heads or any(plain(text) in each for each in heads) for text in own.values()
    ):
        return "head"
    if FOOT.match(re.sub(r"\s+", "", first)):
        return "foot"
    if len(own) == 1 and (wide or SECTION.match(first)):
        return "heading"
    if not cells.get(title):
        return "" if len(used) > 1 else "empty"
    return ""
