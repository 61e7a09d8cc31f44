"""The table of contents, told from the body."""

from __future__ import annotations

import re

from ditan.core.reading.outline.lines import Line
from ditan.core.reading.outline.marks import read_mark

HEADS = re.compile(r"目 *[录次]$")
LEADER = re.compile(r"[ \t.·…—_-]*\d{1,3}$")
PAGE_REFERENCE = re.compile(r"(?:(?:\.{3,}|…+|·{3,}|_{3,}|—{2,}|-{3,})[ \t]*|[\u3400-\u9fff)”][ \t]+)\d{1,3}$")
LONGEST = 60
FEWEST = 5


def find_contents(lines: list[Line]) -> tuple[int, int] | None:
    """Indices [first, last) of the lines of the table of contents, its 目录 included, or None."""
    for index, line in enumerate(lines):
        if HEADS.match(line.text):
            end = _contents_end(lines, index + 1)
            if end - index > 2:
                return index, end
    run = 0
    for index, line in enumerate(lines):
        run = run + 1 if _points_to_page(line.text) else 0
        if run == FEWEST:
            first = index - run + 1
            return first, _contents_end(lines, first)
    return None


def bare(text: str) -> str:
    """A line of the contents without its page number and blanks: what the body prints.

    Examples
    --------
    >>> bare("前 言......... 1")
    '前言'
    """
    return re.sub(r"\s", "", LEADER.sub("", text))


def _points_to_page(text: str) -> bool:
    return len(text) <= LONGEST and PAGE_REFERENCE.search(text) is not None


def _contents_end(lines: list[Line], first: int) -> int:
    seen: set[str] = set()
    for index in range(first, len(lines)):
        text = lines[index].text
        plain = re.sub(r"\s", "", text)
        repeated = plain in seen
        listed = _points_to_page(text) or (len(text) <= LONGEST and read_mark(text) is not None and "。" not in text)
        if repeated or not (listed or _continues(lines, index, first)):
            return index
        seen.add(bare(text))
    return len(lines)


def _continues(lines: list[Line], index: int, first: int) -> bool:
    """A line without a mark between two lines of the contents: the second half of a long title, or 前言."""
    if len(lines[index].text) > LONGEST or "。" in lines[index].text:
        return False
    return index == first or any(_points_to_page(line.text) for line in lines[index + 1 : index + 2])
