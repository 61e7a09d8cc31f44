"""Tables printed one cell a line.

A web page that loses its table markup leaves header lines, then every cell on a line of its own. What holds such a
table together is its running number (序号): rows are cut where 1, 2, 3 … stand alone on a line. Without a number
column, rows are cut behind the cells of a last column whose values are known (约束性, a department).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.departments import is_department_list
from ditan.core.reading.outline import Outline
from ditan.core.reading.tables.table import Cell, Table

HEADER_WORD = re.compile(
    r"(?:序号|编号|类别|类型|分类|领域|行业|板块|方面|专栏|一级指标|二级指标|单位|部门|备注|说明|属性|性质|来源|总投资|投资|合计|依据|阶段|进度|状态"
    r"|.{0,8}(?:指标|名称|内容|任务|举措|措施|事项|要求|目标|单位|部门|时限|时间|年限|期限|地点|规模|性质|属性|类别|投资|资金|来源|责任人|领导"
    r"|主体|现状值?|基期值?|目标值|规划值|累计值?|增速|备注)"
    r"|20\d\d年?.{0,6}|[“\"]?十[一二三四五六]五[”\"]?.{0,6}|年均.{0,4}|.{0,6}\([^()]{1,8}\)|\([^()]{1,8}\))$"
)
"""A line which can be a column's head."""

SURE_HEADER = re.compile(r"序号|编号|类别|单位|部门|指标|任务|名称|内容|时限|性质|属性|措施|投资|备注|项目|目标|事项")
NUMBER_LINE = re.compile(r"[((]?0?(\d{1,3})[))]?[.．、]?$")
TOTAL_LINE = re.compile(r"(?:合|小|总)计(?:\(.*\))?$")
NOTE_LINE = re.compile(r"(?:备\s*注|注|说\s*明)\s*[:：]?\s*\d?[.、]?")
NATURE = re.compile(r"(?:约束|预期|引导|指导|考核|监测|参考)性?$")
VALUE = re.compile(r"[-—–/\d.,%‰≥≤<>＜＞~～〔〕\[\]【】()年月至底]+$")

ColumnKind = Literal["number", "department", "nature", "value", "text"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something: its text, its place, and how many empty lines stand before it."""

    text: str
    start: int
    end: int
    blanks: int

    @property
    def tight(self) -> str:
        """The text without blanks (`序 号`, `合 计`)."""
        return re.sub(r"\s+", "", self.text)


def lines_of(page: CleanText) -> tuple[Line, ...]:
    """The page's non-empty lines."""
    lines, blanks, start = [], 0, 0
    for raw in page.text.split("\n"):
        text = raw.strip()
        if text:
            left = start + len(raw) - len(raw.lstrip())
            lines.append(Line(text, left, left + len(text), blanks))
            blanks = 0
        else:
            blanks += 1
        start += len(raw) + 1
    return tuple(lines)


def column_kind(head: str) -> ColumnKind:
    """What a column's cells must look like, by its printed head.

    >>> column_kind("牵头单位"), column_kind("指标性质"), column_kind("2025年"), column_kind("项目内容")
    ('department', 'nature', 'value', 'text')
    """
    tight = re.sub(r"\s+", "", head)
    if re.fullmatch(r"序号|编号", tight):
        return "number"
    if re.search(r"性质|属性", tight):
        return "nature"
    if re.search(r"(?:责任|牵头|配合|主管|实施|主办|协办|承办|参与|落实|建设|业主|主体).{0,4}(?:单位|部门|主体)|^部门$|责任主体|业主", tight):
        return "department"
    if re.search(r"20\d\d|投资|资金|时限|期限|年限|时间|累计|增速|年均|[值量]$|\(.*元\)", tight):
        return "value"
    return "text"


def find_stream_tables(page: CleanText, outline: Outline) -> tuple[Table, ...]:
    """Tables whose cells stand one a line.

    Rows hold the cells that are printed, in order, their number included; a cell that a merge or an empty box has
    swallowed is missing, except where a doubled empty line still shows its place. A 合计 line begins a row of its own.
    """
    lines = lines_of(page)
    tables: list[Table] = []
    index = 0
    while index < len(lines):
        found = _table_at(lines, index, outline)
        if found is None:
            index += 1
        else:
            table, index = found
            tables.append(table)
    return tuple(tables)


def _table_at(lines: Sequence[Line], index: int, outline: Outline) -> tuple[Table, int] | None:
    if not (_is_header(lines[index]) and outline.is_body(lines[index].start)):
        return None
    header_end = index
    while header_end < len(lines) and header_end - index < 20 and _is_header(lines[header_end]):
        header_end += 1
    heads = _joined_heads(lines[index:header_end])
    sure = sum(bool(SURE_HEADER.search(head.text)) for head in heads)
    if len(heads) < 3 or sure < 2:
        return None
    numbers = _running_numbers(lines, index, header_end, heads)
    if len(numbers) >= 2:
        return _numbered_table(lines, index, heads, numbers, outline)
    return None


def _is_header(line: Line) -> bool:
    return len(line.tight) <= 18 and HEADER_WORD.match(line.tight) is not None


def _joined_heads(lines: Sequence[Line]) -> tuple[Cell, ...]:
    """Column heads; a line in brackets belongs to the head above it (`投资` / `(万元)`)."""
    heads: list[Cell] = []
    for line in lines:
        if heads and line.text[0] in "((":
            heads[-1] = Cell(heads[-1].text + line.tight, heads[-1].start, line.end)
        else:
            heads.append(Cell(line.tight, line.start, line.end))
    return tuple(heads)


def _running_numbers(lines: Sequence[Line], first: int, header_end: int, heads: Sequence[Cell]) -> list[tuple[int, int]]:
    """(line index, number) of 1, 2, 3 … each alone on its line and followed by a cell of words."""
    found: list[tuple[int, int]] = []
    at = next((i for i in range(max(first + 2, header_end - 3), min(header_end + 4, len(lines))) if _number(lines, i) == 1), None)
    width = 4 * len(heads) + 8
    while at is not None:
        number = found[-1][1] + 1 if found else 1
        while _number(lines, at) != number:
            number += 1
        found.append((at, number))
        window = range(at + 2, min(at + width, len(lines)))
        at = next(
            (i for step in (1, 2, 3) for i in window if _number(lines, i) == number + step),
            None,
        )
    return found


def _number(lines: Sequence[Line], index: int) -> int | None:
    """The row number on a line, None where the line is no row's beginning."""
    matched = NUMBER_LINE.fullmatch(lines[index].tight)
    if matched is None or index + 1 >= len(lines):
        return None
    after = lines[index + 1].tight
    words = len(re.findall(r"[\u4e00-\u9fff]", after))
    if words < 2 or VALUE.fullmatch(after) or NATURE.fullmatch(after):
        return None
    return int(matched[1])


def _numbered_table(
    lines: Sequence[Line], first: int, heads: tuple[Cell, ...], numbers: list[tuple[int, int]], outline: Outline
) -> tuple[Table, int]:
    before = next((i for i, head in enumerate(heads) if column_kind(head.text) == "number"), 0)
    header, opening = _split_header(lines, first, heads, numbers[0][0], before)
    stops = [at for at, _ in numbers]
    last_kind = column_kind(header[-1].text) if header else "text"
    end = _end_of_last_row(lines, stops[-1], len(header) - before, last_kind, outline)
    bodies = [lines[left:right] for left, right in zip(stops, [*stops[1:], end], strict=True)]
    rows: list[tuple[Cell, ...]] = []
    carried: list[Line] = opening
    for place, body in enumerate(bodies):
        body = _without_repeated_header(body, header)
        own, following = _own_lines(body, before if place + 1 < len(bodies) else 0, last_kind)
        rows.extend(_cells_of(part) for part in _at_totals([*carried, *own]))
        carried = following
    end = _with_total(lines, end, header, rows)
    notes, after = _notes(lines, end)
    title_at, title = _title(lines, first, outline)
    last = lines[after - 1].end
    return Table(title, header, tuple(rows), lines[title_at].start, last, "stream", notes), after


def _split_header(
    lines: Sequence[Line], first: int, heads: tuple[Cell, ...], number_at: int, before: int
) -> tuple[tuple[Cell, ...], list[Line]]:
    """The heads, and the cells of the first row which stand before its number (as many as columns before 序号)."""
    between = list(lines[first:number_at])
    opening = between[len(between) - before :] if before else []
    start = opening[0].start if opening else lines[number_at].start
    return tuple(head for head in _joined_heads(between) if head.start < start), opening


def _own_lines(body: Sequence[Line], before: int, last_kind: ColumnKind) -> tuple[list[Line], list[Line]]:
    """Part the lines between two numbers into the row's own and the next row's cells before its number."""
    if not before:
        return list(body), []
    for keep in range(len(body), max(1, len(body) - before) - 1, -1):
        if _fits(body[keep - 1].tight, last_kind):
            return list(body[:keep]), list(body[keep:])
    return list(body), []


def _fits(text: str, kind: ColumnKind) -> bool:
    if kind == "department":
        return is_department_list(text)
    if kind == "nature":
        return NATURE.fullmatch(text) is not None
    if kind == "value":
        return VALUE.fullmatch(text) is not None
    return False


def _without_repeated_header(body: Sequence[Line], header: tuple[Cell, ...]) -> list[Line]:
    """Drop the header that a page break repeats inside a row."""
    heads = {head.text for head in header}
    kept, run = [], []
    for line in body:
        if line.tight in heads or any(head.endswith(line.tight) and line.tight[0] in "((" for head in heads):
            run.append(line)
            continue
        kept.extend(run if len(run) < 3 else ())
        run = []
        kept.append(line)
    kept.extend(run if len(run) < 3 else ())
    return kept


def _at_totals(row: list[Line]) -> list[list[Line]]:
    parts: list[list[Line]] = [[]]
    for line in row:
        if TOTAL_LINE.fullmatch(line.tight) and parts[-1]:
            parts.append([])
        parts[-1].append(line)
    return parts


def _cells_of(row: Sequence[Line]) -> tuple[Cell, ...]:
    """Cells of a row; two empty lines where the table has one between cells show an empty cell."""
    cells: list[Cell] = []
    for place, line in enumerate(row):
        if place and line.blanks == 2:
            cells.append(Cell("", line.start, line.start))
        cells.append(Cell(line.text, line.start, line.end))
    return tuple(cells)


def _end_of_last_row(lines: Sequence[Line], at: int, width: int, last_kind: ColumnKind, outline: Outline) -> int:
    """Index behind the last row: a full row, a note, a heading, the end of the body, or a wide gap."""
    stop = at + 1
    while stop < len(lines) and stop - at < width + 2 and not _ends_table(lines[stop], outline):
        stop += 1
    stop = min(stop, at + max(width, 2))
    fitting = [i for i in range(at + 1, stop) if _fits(lines[i].tight, last_kind)]
    return fitting[-1] + 1 if fitting else stop


def _ends_table(line: Line, outline: Outline) -> bool:
    if line.blanks > 3 or TOTAL_LINE.fullmatch(line.tight) or not outline.is_body(line.start):
        return True
    if re.match(r"(?:备\s*注|注)\s*[:：]|附[表件]\s*\d|第[一二三四五六七八九十]+[章节]", line.text):
        return True
    return any(
        entry.start == line.start and entry.kind in ("title", "chapter", "section", "annex", "table", "box") for entry in outline.entries
    )


def _with_total(lines: Sequence[Line], end: int, header: tuple[Cell, ...], rows: list[tuple[Cell, ...]]) -> int:
    """Take the 合计 line behind the last row, with the values that follow it."""
    if end >= len(lines) or not TOTAL_LINE.fullmatch(lines[end].tight):
        return end
    stop = end + 1
    while stop < len(lines) and stop - end < len(header) and VALUE.fullmatch(lines[stop].tight):
        stop += 1
    rows.append(_cells_of(lines[end:stop]))
    return stop


def _notes(lines: Sequence[Line], end: int) -> tuple[str, int]:
    if end < len(lines) and re.match(r"(?:备\s*注|注|说\s*明)\s*[:：]", lines[end].text):
        return lines[end].text, end + 1
    return "", end


def _title(lines: Sequence[Line], first: int, outline: Outline) -> tuple[int, str]:
    """The table's title: a short line above the header, past a line that only gives the unit."""
    for at in range(first - 1, max(-1, first - 3), -1):
        text = lines[at].text
        if re.match(r"[((]?单位\s*[:：]", text):
            continue
        if len(text) <= 60 and not re.search(r"[。;；,，]$", text) and outline.is_body(lines[at].start):
            return at, text
        break
    return first, ""
