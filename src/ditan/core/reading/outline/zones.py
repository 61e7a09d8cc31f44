"""Which lines are cells of a table, so that a numbered cell is not taken for a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ditan.core.reading.outline.lines import Line
from ditan.core.reading.outline.marks import read_mark

HEADER_WORDS = re.compile(r"序号|指标|单位|属性|性质|类别|名称|责任|牵头|配合|备注|\d{4}年|目标值|现状值|任务|内容|时限|投资")
NATURE_END = re.compile(r"(?:约束性|预期性|引导性|指导性)[ |]*$")
NOTE = re.compile(r"(?:备注|说明|注)[::]|注 ?\d?[.、:]")
RUN_IN = 60


def is_header(text: str) -> bool:
    """Whether a line prints the header of a glued or ruled table."""
    return len(text) <= 80 and "。" not in text and len(HEADER_WORDS.findall(text)) >= 3


def table_lines(lines: Sequence[Line]) -> list[bool]:
    """For each line, whether it is a row or a cell of a table."""
    flags = [False] * len(lines)
    inside = False
    for index, line in enumerate(lines):
        text = line.text
        mark = read_mark(text)
        if inside and _ends_table(text, mark is not None and mark.kind in ("chapter", "annex", "box", "table"), mark is not None):
            inside = NOTE.match(text) is not None and False
        starts = text == "序号" or is_header(text) or text.startswith("序号 |")
        if not inside and starts and not (mark is not None and mark.kind in ("box", "table", "annex")):
            inside = True
        flags[index] = inside or "|" in text or "\t" in text or NATURE_END.search(text) is not None
    return flags


def _ends_table(text: str, outer: bool, marked: bool) -> bool:
    run_in = marked and len(text) >= RUN_IN and "。" in text and text[0] in "一二三四五六七八九十("
    return outer or NOTE.match(text) is not None or run_in
