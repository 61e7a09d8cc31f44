"""Lines of a page and what a line can be inside a table that prints one cell a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.departments import is_department_list
from ditan.core.reading.tables.columns import read_column
from ditan.core.reading.tables.table import Cell

HEADER_WORD = re.compile(
    r"(?:序号|编号|类别|类型|分类|领域|行业|板块|方面|专栏|单位|部门|备注|说明|属性|性质|来源|总投资|投资|合计|依据|阶段|进度|状态|地区|区域"
    r"|.{0,8}(?:指标|名称|内容|任务|举措|措施|事项|要求|目标|单位|部门|时限|时间|年限|期限|地点|规模|性质|属性|类别|投资|资金|来源|责任人"
    r"|领导|主体|现状值?|基期值?|基准值|实际值?|完成值|预计值|预期值|目标值|规划值|累计值?|增速|备注)"
    r"|20\d\d年?.{0,6}|[“\"]?十[一二三四五六]五[”\"]?.{0,6}|年均.{0,4}|.{0,6}\([^()]{1,8}\)|\([^()]{1,8}\))$"
)
"""A line which can be a column's head."""

SURE_HEADER = re.compile(r"序号|编号|类别|单位|部门|指标|任务|名称|内容|时限|性质|属性|措施|投资|备注|项目|目标|事项")
HALVES = {
    "序": ("号",),
    "备": ("注",),
    "责任": ("单位", "部门", "主体"),
    "牵头": ("单位", "部门"),
    "配合": ("单位", "部门"),
    "协办": ("单位", "部门"),
    "主办": ("单位", "部门"),
    "完成": ("时限", "时间"),
    "指标": ("性质", "属性", "名称"),
    "项目": ("名称", "内容", "类别"),
    "任务": ("名称", "内容", "类别"),
    "建设": ("内容", "规模", "地点", "性质", "单位"),
}
"""Heads that a narrow column breaks in two lines."""

YEAR_HEAD = re.compile(r"20\d\d年?$|[“\"]?十[一二三四五六]五[”\"]?(?:期?末)?$")
UNIT_LINE = re.compile(r"\(?单位[:：]")
BASE_AND_SPAN = re.compile(r"(20\d\d年?)((?:规划|预期)?目标值?)")
SPANS_YEARS = re.compile(r"(?:规划|预期|发展)?目标值?|规划值|目标年")
KIND_OF_VALUE = re.compile(r"(?:现状|基期|基准|实际|完成|预计|预期|目标|规划|控制)(?:值|数|水平)?$")
"""`2020年` over `实际值`: the head of one column on two lines."""

TABLE_TITLE = re.compile(r"(?:专栏|附?表|附件)[\d一二三四五六七八九十]")
VALUE_ROLES = ("value", "cumulative", "growth")
NUMBER_LINE = re.compile(r"[(]?0?(\d{1,3})[)]?[.、]?$")
TOTAL_LINE = re.compile(r"(?:合|小|总)计(?:\(.*\))?$")
GROUP_LINE = re.compile(r"(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)).{2,30}$")
"""`一、产业结构调整` between two rows: the title of the rows below it."""
NOTE_LINE = re.compile(r"(?:备\s*注|注|说\s*明)\s*\d?\s*[:.、]")
CHAPTER = re.compile(r"第[一二三四五六七八九十]{1,3}[章节]")
NATURE = re.compile(r"(?:约束|预期|引导|指导|考核|监测|参考)性?$")
VALUE = re.compile(r"[-—–/\d.,%‰≥≤<>~〔〕\[\]【】()年月至底]+$")

SPACED = 0.6
"""So many lines of a page stand behind an empty one where empty lines part its cells and paragraphs."""

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
        return "".join(self.text.split())


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


def unwrapped(page: CleanText) -> tuple[Line, ...]:
    """Lines put together that are one cell: where empty lines part the cells of a page, a line without one goes on.

    >>> page = CleanText.unchanged("区发展改\\n革委\\n\\n区水利局\\n\\n区林业局\\n\\n区交通局")
    >>> [line.text for line in unwrapped(page)]
    ['区发展改\\n革委', '区水利局', '区林业局', '区交通局']
    """
    lines = lines_of(page)
    if sum(line.blanks > 0 for line in lines) < SPACED * len(lines):
        return lines
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before is None or line.blanks or is_head(before) or is_head(line) or _begins_anew(line):
            joined.append(line)
        else:
            joined[-1] = Line(page.text[before.start : line.end], before.start, line.end, before.blanks)
    return tuple(joined)


def _begins_anew(line: Line) -> bool:
    """Whether a line is a note, a numbered title or a chapter, which goes on from no cell."""
    return (
        NOTE_LINE.match(line.text) is not None
        or GROUP_LINE.match(line.tight) is not None
        or CHAPTER.match(line.tight) is not None
    )


def column_kind(head: str) -> ColumnKind:
    """What a column's cells must look like, by its printed head.

    >>> column_kind("牵头单位"), column_kind("指标性质"), column_kind("2025年"), column_kind("项目内容")
    ('department', 'nature', 'value', 'text')
    """
    tight = "".join(head.split())
    if re.fullmatch(r"序号|编号", tight):
        return "number"
    if re.search(r"性质|属性", tight):
        return "nature"
    if re.search(
        r"(?:责任|牵头|配合|主管|实施|主办|协办|承办|参与|落实|建设|业主).{0,4}(?:单位|部门|主体)|^部门$|业主", tight
    ):
        return "department"
    if re.search(r"20\d\d|投资|资金|时限|期限|年限|时间|累计|增速|年均|[值量]$|\(.*元\)", tight):
        return "value"
    return "text"


def fits(text: str, kind: ColumnKind) -> bool:
    """Whether a cell can stand in a column of that kind; a column of free text proves nothing."""
    if kind == "department":
        return is_department_list(text)
    if kind == "nature":
        return NATURE.match(text) is not None
    if kind == "value":
        return VALUE.match(text) is not None
    return False


def is_head(line: Line) -> bool:
    """Whether a line can be a column's head, or the first half of one."""
    tight = line.tight
    if len(tight) > 18 or TABLE_TITLE.match(tight) or UNIT_LINE.match(tight):
        return False
    return HEADER_WORD.match(tight) is not None or tight in HALVES or read_column(tight).role in VALUE_ROLES


def header_end(lines: Sequence[Line], first: int) -> int:
    """Index behind the run of heads that begins at `first`."""
    end = first
    while end < len(lines) and end - first < 24:
        second_half = end > first and lines[end].tight in HALVES.get(lines[end - 1].tight, ())
        if not (is_head(lines[end]) or second_half):
            break
        end += 1
    return end


def joined_heads(lines: Sequence[Line]) -> tuple[Cell, ...]:
    """Column heads; a second half (`序` / `号`) and a line in brackets (`投资` / `(万元)`) belong to the head above."""
    heads: list[Cell] = []
    for line in lines:
        joins = heads and (
            (line.text[0] == "(" and GROUP_LINE.match(line.tight) is None)
            or line.tight in HALVES.get(heads[-1].text, ())
            or (YEAR_HEAD.match(heads[-1].text) and KIND_OF_VALUE.match(line.tight))
        )
        if joins:
            heads[-1] = Cell(heads[-1].text + line.tight, heads[-1].start, line.end)
        else:
            heads.append(Cell(line.tight, line.start, line.end))
    return tuple(heads)


def spread(heads: Sequence[Cell]) -> tuple[Cell, ...]:
    """The heads in the order of their columns: years of a second line go where the one head over them stands.

    >>> heads = ["指标", "2020年目标值", "属性", "2025年", "2030年"]
    >>> [cell.text for cell in spread([Cell(head, 0, 0) for head in heads])]
    ['指标', '2020年', '2025年', '2030年', '属性']
    """
    first = len(heads)
    while first > 0 and YEAR_HEAD.match(heads[first - 1].text):
        first -= 1
    years = [head.text for head in heads[first:]]
    parted: list[Cell] = []
    for head in heads[:first]:
        # 2020年 over nothing and 目标值 over 2025年 and 2030年 stand one below the other.
        run = BASE_AND_SPAN.fullmatch(head.text)
        if run is not None and len(years) > 1 and run[1] not in years:
            parted += [Cell(run[1], head.start, head.end), Cell(run[2], head.end, head.end)]
        else:
            parted.append(head)
    heads, first = [*parted, *heads[first:]], len(parted)
    over = [index for index, head in enumerate(heads[:first]) if SPANS_YEARS.fullmatch(head.text)]
    if len(heads) - first < 2 or len(over) != 1 or any(re.search(r"\d", one.text) for one in heads[over[0] : first]):
        return tuple(heads)
    return (*heads[: over[0]], *heads[first:], *heads[over[0] + 1 : first])


def row_number(lines: Sequence[Line], index: int) -> int | None:
    """The row number on a line, None where the line is no row's beginning: words must follow a number."""
    if index + 1 >= len(lines):
        return None
    matched = NUMBER_LINE.match(lines[index].tight)
    if matched is None:
        return None
    after = lines[index + 1].tight
    words = len(re.findall(r"[\u4e00-\u9fff]", after))
    if words < 2 or VALUE.match(after) or NATURE.match(after):
        return None
    return int(matched[1])


def cells_of(row: Sequence[Line]) -> tuple[Cell, ...]:
    """Cells of a row; two empty lines where the table has one between cells show an empty cell."""
    cells: list[Cell] = []
    for place, line in enumerate(row):
        if place and line.blanks == 2:
            cells.append(Cell("", line.start, line.start))
        cells.append(Cell(line.text, line.start, line.end))
    return tuple(cells)
