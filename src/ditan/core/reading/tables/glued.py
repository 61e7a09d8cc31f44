"""Tables whose columns run together: a row a line, its cells without a mark between them, or parted by blanks only.

The header gives the table away: a line which is nothing but known heads. The rows keep their whole line as one cell;
who reads them parts the cells by evidence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.outline import Outline
from ditan.core.reading.tables.columns import Column, read_column
from ditan.core.reading.tables.gapped import find_gapped
from ditan.core.reading.tables.stream import Line, lines_of
from ditan.core.reading.tables.table import Cell, Table

LONGEST_HEADER = 120
LONGEST_HEAD = 18
LONGEST_ROW = 260
LONGEST_VALUE_ROW = 90
LONGEST_GAP = 2
"""Lines without values (categories, a wrapped name) between two rows."""

HINT = re.compile(r"指标|目标")
VALUE_HINT = re.compile(r"20\d\d|十[二三四五]五|现状|基期|基准|目标|累计")
NATURE = re.compile(r"(?:(?:约束|预期|引导|指导)性?|(?:参考|监测|考核)性)(?:指标)?")
NATURE_AT_END = re.compile(r"(?:约束性?|预期性?|引导性?|指导性?|参考性|监测性|考核性)(?:指标)?\s*[^\d\s。;；]{0,40}$")
VALUE_AT_END = re.compile(r"(?:[\d%‰\])】〕+]|[-—–/]|以上|以下|以内|左右|下达|减少|增加|下降|提高|完成)\s*$")
VALUE_BEFORE_WORDS = re.compile(r"(?:[\d%‰\])】〕+—–-]|以上|以下|以内|左右)(?:\s*[\u4e00-\u9fff、,()/ ]{2,40})?$")
"""A row whose departments stand behind its values."""
NOTE = re.compile(r"(?:备\s*注|注|说\s*明)\s*\d?\s*[:：.、]")
ENDS_TABLE = re.compile(r"第[一二三四五六七八九十]+[章节]|专栏\s*\d|附[表件]|表\s*\d")
HEAD_START = re.compile(r"序号|类别|分类|领域|(?:主要|具体|核心|规划|发展|控制)?指标|目标名称")
BASE_AND_SPAN = re.compile(r"(20\d\d年?)(?:规划|预期)?目标值?")
HEAD_END = re.compile(r"属性|性质")


def find_glued_tables(page: CleanText, outline: Outline) -> tuple[Table, ...]:
    """Indicator tables with columns run together."""
    lines = lines_of(page)
    tables: list[Table] = []
    index = 0
    while index < len(lines):
        found = _table_at(page.text, lines, index, outline) if _may_be_header(lines, index) else None
        if found is None:
            index += 1
        else:
            table, index = found
            tables.append(table)
    return tuple(tables)


def _may_be_header(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text
    return (
        HINT.search(text) is not None
        and VALUE_HINT.search(text) is not None
        and "|" not in text
        and not text.endswith(("。", ";", "；"))
    )


def _table_at(text: str, lines: Sequence[Line], index: int, outline: Outline) -> tuple[Table, int] | None:
    line = lines[index]
    if not outline.is_body(line.start):
        return None
    if len(line.text) <= LONGEST_HEADER:
        for deep in (2, 1):
            header = _header(text, lines[index : index + deep])
            if header is not None:
                if "\t" in line.text:
                    return _tabbed(text, lines, index, deep, header, outline)
                gapped = find_gapped(text, lines, index, deep, header, _with_rows(lines, index, deep, header, outline))
                if gapped is not None:
                    return gapped
                return _with_rows(lines, index, deep, header, outline)
    return _one_line(lines, index)


def _header(text: str, lines: Sequence[Line]) -> tuple[Cell, ...] | None:
    """The heads of a header of one or two lines, None where the lines hold anything else."""
    if not lines or any(len(line.text) > LONGEST_HEADER for line in lines):
        return None
    first = part_heads(lines[0].text)
    if first is None:
        return None
    cells = _placed(lines[0].start, first)
    if len(lines) == 2:
        second = part_heads(lines[1].text)
        if second is None or any(read_column(head).role not in ("value", "cumulative", "growth") for _, head in second):
            return None
        cells = _spread(cells, _placed(lines[1].start, second))
    return cells if _is_indicator_header([read_column(cell.text) for cell in cells]) else None


def _placed(start: int, heads: Sequence[tuple[int, str]]) -> tuple[Cell, ...]:
    return tuple(Cell(head, start + at, start + at + len(head)) for at, head in heads)


def _spread(upper: Sequence[Cell], lower: Sequence[Cell]) -> tuple[Cell, ...]:
    """Put the lower heads where the upper line has the one head that spans them (目标值 over 2025年 and 2030年)."""
    columns = [read_column(cell.text) for cell in upper]
    spans = [
        index
        for index, column in enumerate(columns)
        if column.role == "value" and not re.search(r"20\d\d", column.label)
    ]
    if spans:
        return (*upper[: spans[-1]], *lower, *upper[spans[-1] + 1 :])
    for index, cell in enumerate(upper):
        # 2020年目标值 over 2025年2030年 is the head 2020年 and the head 目标值 run together.
        run = BASE_AND_SPAN.fullmatch(cell.text)
        if run is not None and all(run[1] not in head.text for head in lower):
            return (*upper[:index], Cell(run[1], cell.start, cell.start + len(run[1])), *lower, *upper[index + 1 :])
    at = next((index for index, column in enumerate(columns) if column.role == "nature"), len(upper))
    return (*upper[:at], *lower, *upper[at:])


def _is_indicator_header(columns: Sequence[Column]) -> bool:
    roles = [column.role for column in columns]
    values = sum(role in ("value", "cumulative", "growth") for role in roles)
    return len(roles) >= 3 and values >= 1 and ("name" in roles or ("nature" in roles and "category" in roles))


@lru_cache(maxsize=512)
def part_heads(text: str) -> tuple[tuple[int, str], ...] | None:
    """Cut a line into known heads, (place, head) each; None where it cannot be cut without a rest.

    >>> [head for _, head in part_heads("主要指标2020年末2025年末2030年末性质")]
    ['主要指标', '2020年末', '2025年末', '2030年末', '性质']
    >>> part_heads("主要指标如下") is None
    True
    """
    heads = _cut(text, 0)
    if heads is not None and not any(read_column(head).role == "name" for _, head in heads):
        # 指标属性 may be one head, or the column of names and the one of natures.
        return _cut(text, 30) or heads
    return heads


def _cut(text: str, for_nature: int) -> tuple[tuple[int, str], ...] | None:
    """The cheapest cut; `for_nature` is what 指标属性 costs beyond 属性."""
    size = len(text)
    best: list[tuple[int, int] | None] = [None] * (size + 1)
    best[0] = (0, -1)
    for at in range(size):
        here = best[at]
        if here is None:
            continue
        if text[at].isspace():
            _offer(best, at + 1, here[0], at)
            continue
        for end in range(at + 1, min(size, at + LONGEST_HEAD) + 1):
            cost = _cost(text[at:end])
            if cost is not None:
                extra = for_nature if "指标" in text[at:end] and read_column(text[at:end]).role == "nature" else 0
                _offer(best, end, here[0] + cost + extra, at)
    heads = []
    at = size
    while at > 0:
        step = best[at]
        if step is None:
            return None
        if text[step[1] : at].strip():
            heads.append((step[1], text[step[1] : at]))
        at = step[1]
    return tuple(reversed(heads))


def _offer(best: list[tuple[int, int] | None], at: int, cost: int, source: int) -> None:
    known = best[at]
    if known is None or cost < known[0]:
        best[at] = (cost, source)


@lru_cache(maxsize=4096)
def _cost(head: str) -> int | None:
    """What a head costs; few long heads are better than many short ones, blanks inside one are odd."""
    if head != head.strip() or "\n" in head:
        return None
    role = read_column(head).role
    if role == "other" or head in ("名称", "金额", "估算", "概算", "范围", "其他", "投入"):
        return None
    blanks = len(re.findall(r"\s", head))
    letters = len(head) - blanks
    if blanks and letters > 4:
        return None
    turned = role == "value" and re.match(r"现状|目标|基期|基准", head) is not None
    two = role == "cumulative" and re.match(r"20\d\d年?累计", head) is not None
    return 10 + 3 * blanks + 2 * turned + 15 * two


def _with_rows(
    lines: Sequence[Line], index: int, deep: int, header: tuple[Cell, ...], outline: Outline
) -> tuple[Table, int] | None:
    first = index + deep
    last = _last_row(lines, first, _row_test([read_column(cell.text).role for cell in header]), outline)
    if last is None:
        return None
    rows = [(Cell(line.text, line.start, line.end),) for line in _unwrapped(lines[first : last + 1])]
    stop = last + 1
    notes: list[str] = []
    while stop < len(lines) and NOTE.match(lines[stop].text) and len(notes) < 4:
        notes.append(lines[stop].text)
        stop += 1
    title_at, title = _title(lines, index)
    end = lines[stop - 1].end
    return Table(title, header, tuple(rows), lines[title_at].start, end, "glued", "\n".join(notes)), stop


def _tabbed(
    text: str, lines: Sequence[Line], index: int, deep: int, header: tuple[Cell, ...], outline: Outline
) -> tuple[Table, int] | None:
    """A table whose cells are parted by tabs: a sure mark, which keeps empty cells."""
    found = _with_rows(lines, index, deep, header, outline)
    if found is None:
        return None
    table, stop = found
    rows = [_at_tabs(text, row[0]) for row in table.rows]
    heads = _at_tabs(text, Cell(lines[index].text, lines[index].start, lines[index].end)) if deep == 1 else header
    return replace(table, header=heads, rows=tuple(rows), form="pipe"), stop


def _at_tabs(text: str, line: Cell) -> tuple[Cell, ...]:
    start = text.rfind("\n", 0, line.start) + 1
    stop = text.find("\n", line.end)
    stop = len(text) if stop < 0 else stop
    cells = []
    for piece in text[start:stop].split("\t"):
        words = piece.strip()
        first = start + len(piece) - len(piece.lstrip()) if words else start
        cells.append(Cell(words, first, first + len(words)))
        start += len(piece) + 1
    return tuple(cells)


def _row_test(roles: Sequence[str]) -> Callable[[str], bool]:
    """What tells a row from other lines: its nature, behind the values or before them, else a value at its end."""
    if "nature" not in roles and roles[-1] in ("category", "kind"):
        # 指标类型 and the like: what stands below may be natures.
        return lambda text: (
            NATURE_AT_END.search(text) is not None
            or (len(text) <= LONGEST_VALUE_ROW and VALUE_AT_END.search(text) is not None)
        )
    if "nature" not in roles and roles[-1] in ("lead", "cooperating", "owner", "note"):
        return lambda text: len(text) <= LONGEST_ROW and VALUE_BEFORE_WORDS.search(text) is not None
    if "nature" not in roles:
        return lambda text: len(text) <= LONGEST_VALUE_ROW and VALUE_AT_END.search(text) is not None
    if roles.index("nature") > max(
        index for index, role in enumerate(roles) if role in ("value", "cumulative", "growth")
    ):
        return lambda text: NATURE_AT_END.search(text) is not None
    return lambda text: len(text) <= LONGEST_VALUE_ROW and NATURE.search(text) is not None


def _last_row(lines: Sequence[Line], first: int, is_row: Callable[[str], bool], outline: Outline) -> int | None:
    last, gap = None, 0
    for index in range(first, len(lines)):
        text = re.sub(r"\s{2,}", " ", lines[index].text)
        if (
            len(text) > LONGEST_ROW
            or NOTE.match(text)
            or ENDS_TABLE.match(text)
            or not outline.is_body(lines[index].start)
        ):
            break
        if is_row(text):
            last, gap = index, 0
        else:
            gap += 1
            if gap > LONGEST_GAP or len(text) > 60 or re.search(r"[。;；]$", text):
                break
    return last


def _unwrapped(lines: Sequence[Line]) -> Iterator[Line]:
    """Rows whose name was broken inside a bracket are joined with the line below."""
    held: Line | None = None
    for line in lines:
        if held is not None:
            line = Line(
                f"{held.text} {line.text}" if line.start - held.end != 1 else f"{held.text}\n{line.text}",
                held.start,
                line.end,
                held.blanks,
            )
            held = None
        opened = line.text.count("(") + line.text.count("（") - line.text.count(")") - line.text.count("）")
        if opened > 0 and not NATURE.search(line.text) and not re.search(r"\d", line.text[-3:]):
            held = line
        else:
            yield line
    if held is not None:
        yield held


def _title(lines: Sequence[Line], index: int) -> tuple[int, str]:
    for at in range(index - 1, max(-1, index - 3), -1):
        text = lines[at].text
        if re.match(r"[(（]?单位\s*[:：]", text):
            continue
        if len(text) <= 60 and not re.search(r"[。;；,，]$", text):
            return at, text
        break
    return index, ""


def _one_line(lines: Sequence[Line], index: int) -> tuple[Table, int] | None:
    """A table that lost even its line ends: heads up to 属性, then rows each closed by its nature."""
    line = lines[index]
    for mark in HEAD_END.finditer(line.text[: LONGEST_HEADER * 2]):
        heads = _widest_heads(line.text, mark.end())
        if heads is None:
            continue
        rows = list(_closed_rows(line, mark.end()))
        if len(rows) < 2:
            return None
        title = line.text[: heads[0][0]].strip()
        return Table(title, _placed(line.start, heads), tuple(rows), line.start, rows[-1][0].end, "glued"), index + 1
    return None


def _widest_heads(text: str, end: int) -> tuple[tuple[int, str], ...] | None:
    """The most heads that end at a place and are the header of an indicator table with one column of names."""
    for opening in HEAD_START.finditer(text, max(0, end - LONGEST_HEADER), end):
        start = opening.start()
        heads = part_heads(text[start:end])
        columns = [read_column(head) for _, head in heads or ()]
        if heads and _is_indicator_header(columns) and sum(column.role == "name" for column in columns) == 1:
            return tuple((start + at, head) for at, head in heads)
    return None


def _closed_rows(line: Line, at: int) -> Iterator[tuple[Cell, ...]]:
    for nature in NATURE.finditer(line.text, at):
        piece = line.text[at : nature.end()]
        body = piece.strip()
        if body:
            first = line.start + at + len(piece) - len(piece.lstrip())
            yield (Cell(body, first, first + len(body)),)
        at = nature.end()
