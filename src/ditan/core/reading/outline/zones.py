"""Which lines are cells of a table, so that a numbered cell is not taken for a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ditan.core.reading.outline.lines import Line
from ditan.core.reading.outline.marks import Mark, read_mark

HEADER_START = re.compile(
    r"序 ?号|编号|类别|类型|领域|(?:主要|具体|核心|规划|约束性|一级|二级)?指标|项目(?:名称|类别)|(?:重点|主要|工作)?任务|责任(?:单位|部门)"
)
HEADER_WORDS = re.compile(
    r"序号|指标|单位|属性|性质|类别|名称|责任|牵头|配合|备注|(?:19|20)\d\d年?|目标|现状|基期|任务|内容|时限|投资|部门|年限|进度"
)
NATURE_END = re.compile(r"(?:约束性|预期性|引导性|指导性)[ |]*$")
NOTE = re.compile(r"(?:备注|说明|注)[::]|注 ?\d?[.、:]")
OUTER = ("chapter", "annex", "box", "table")
RUN_IN = 60
LONGEST_HEADER = 80
HEADER_WORDS_AT_LEAST = 3


def is_header(text: str) -> bool:
    """Whether a line prints the header of a table, its columns glued or one of them alone.

    Examples
    --------
    >>> is_header("主要指标2020年末2025年末2030年末性质"), is_header("二、主要任务和责任单位")
    (True, False)
    """
    if text == "序号":
        return True
    plain = len(text) <= LONGEST_HEADER and "。" not in text and ":" not in text
    return plain and HEADER_START.match(text) is not None and len(HEADER_WORDS.findall(text)) >= HEADER_WORDS_AT_LEAST


def table_lines(lines: Sequence[Line]) -> list[bool]:
    """For each line, whether it is a row or a cell of a table.

    A table begins with its header. It ends with its note, with a heading of the outer order, with a run-in heading,
    or where the numbering of the body goes on.
    """
    flags: list[bool] = []
    counted: dict[str, int] = {}
    inside = False
    for line in lines:
        mark = read_mark(line.text)
        if inside:
            inside = not (_leaves(line.text, mark) or _goes_on(mark, counted))
        elif mark is None and is_header(line.text):
            inside = True
        if not inside and mark is not None and mark.value is not None:
            counted[mark.form] = mark.value
        flags.append(inside or "|" in line.text or "\t" in line.text or NATURE_END.search(line.text) is not None)
    return flags


def _leaves(text: str, mark: Mark | None) -> bool:
    if mark is None:
        return NOTE.match(text) is not None
    run_in = mark.form in ("chinese", "bracket") and len(text) >= RUN_IN and "。" in text
    return run_in or mark.kind in OUTER or mark.form in ("part", "article")


def _goes_on(mark: Mark | None, counted: dict[str, int]) -> bool:
    """Whether a heading takes up the numbering that stood before the table."""
    return mark is not None and mark.form in ("chinese", "bracket") and mark.value == counted.get(mark.form, -1) + 1
