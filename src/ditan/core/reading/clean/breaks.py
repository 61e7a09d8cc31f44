"""Line ends that a page lost: paragraphs run together on one line, told by blanks or by their numbering."""

from __future__ import annotations

import re

from ditan.core.reading.outline.marks import number_value, read_mark

CHINESE = "[一二三四五六七八九十]{1,3}"
MARK = rf"(?:第{CHINESE}[章节编篇]|{CHINESE}、|[(（]{CHINESE}[)）])"
BLANKS = r"(?:[\u3000\xa0]{2,}| {4,})"
INDENT = re.compile(rf"(?<=[。：；！？）:;!?)]){BLANKS}(?=[^\s|])|(?<=[\u3400-\u9fff]){BLANKS}(?={MARK})")
"""The indent of a paragraph in the middle of a line."""
NUMBERED = re.compile(
    rf"(?<=[。;!?)” ])(?P<mark>(?P<chapter>第{CHINESE}[章编篇])|(?P<part>第{CHINESE}节)|(?P<chinese>{CHINESE}、)|(?P<bracket>\({CHINESE}\))"
    r"|(?P<arabic>\d{1,2}[.、](?!\d)))"
)
AFTER_BLANK = re.compile(r"[。;!?)”:] +$")
LONG_LINE = 1200
PARAGRAPH = 160
"""Lines from here on are parted where a blank behind a full stop precedes a number that counts on."""
FEWEST = 2
ORDER = ("chapter", "part", "chinese", "bracket", "arabic")


def break_at_indents(text: str) -> str:
    """The text with a line end for the first blank of an indent in the middle of a line.

    Examples
    --------
    >>> break_at_indents("总体要求。\u3000\u3000二、任务")
    '总体要求。\\n\u3000二、任务'
    """
    return INDENT.sub(lambda found: "\n" + found.group()[1:], text)


def find_breaks(text: str) -> list[int]:
    """Where a line end is missing before a numbered heading: on very long lines, or behind a blank, where the numbering
    counts on.

    Examples
    --------
    >>> find_breaks("一、总体要求。二、任务。三、保障。")
    []
    """
    return [at for line in re.finditer(rf"[^\n]{{{PARAGRAPH},}}", text) for at in _breaks_in(text, *line.span())]


def _breaks_in(text: str, start: int, end: int) -> list[int]:
    head = read_mark(text[start : start + 12].lstrip())
    counted: dict[str, int] = {head.form: head.value} if head is not None and head.value is not None else {}
    places = []
    for found in NUMBERED.finditer(text, start, end):
        form = next(one for one in ORDER if found[one])
        value = number_value(found["mark"])
        if end - start < LONG_LINE and AFTER_BLANK.search(text, max(start, found.start() - 4), found.start()) is None:
            continue
        if value != 1 and value != counted.get(form, -1) + 1:
            continue
        counted = {
            one: last for one, last in counted.items() if one not in ORDER or ORDER.index(one) <= ORDER.index(form)
        }
        counted[form] = value
        places.append(found.start())
    return places if len(places) >= FEWEST else []
