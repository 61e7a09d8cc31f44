"""The title of a table: the short line that stands above it."""

from __future__ import annotations

import re

UNIT_LINE = re.compile(r"[(（]?(?:计量|金额)?单位\s*[:：]\s*[^\n]{1,20}[)）]?")
LONGEST_TITLE = 60
REACH = 300
"""Characters above a table among which its title is looked for."""


def title_above(text: str, above: int, start: int) -> str:
    """The last line of text[above:start] that can be a title, with the unit line that stands between, if any.

    >>> title_above("正文结束。\\n附表1 重点项目\\n单位:万元\\n", 0, 20)
    '附表1 重点项目 单位:万元'
    """
    unit = ""
    lines = [line.strip() for line in text[max(above, start - REACH) : start].split("\n") if line.strip()]
    for line in reversed(lines[-3:]):
        if UNIT_LINE.fullmatch(line):
            unit = f" {line}"
            continue
        return f"{line}{unit}" if is_title(line) else unit.strip()
    return unit.strip()


def is_title(line: str) -> bool:
    """Whether a line is short and no sentence."""
    return len(line) <= LONGEST_TITLE and re.search(r"[。;；,，:：]$", line) is None
