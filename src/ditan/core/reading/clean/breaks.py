"""Line ends that a page lost: paragraphs run together on one line, told by blanks or by their numbering."""

from __future__ import annotations

import re

from ditan.core.reading.outline.marks import number_value, read_mark

CHINESE = "[一二三四五六七八九十]{1,3}"
MARK = rf"(?:第{CHINESE}[章节编篇]|{CHINESE}、|[(（]{CHINESE}[)）])"
BLANKS = r"(?:[\u3000\xa0]{2,}| {4,})"
INDENT = re.compile(rf"(?<=[。：；！？）:;!?)]){BLANKS}(?=[^\s|])|(?<=[\u3400-\u9fff]){BLANKS}(?={MARK})")
"""The indent of a paragraph in the middle of a line."""
GAP = re.compile(r"[ \u3000\xa0]{2,}")
FEWEST_GAPS = 3
NUMBERED = re.compile(
    rf"(?<=[。;!?)” ])(?P<mark>(?P<chapter>第{CHINESE}[章编篇])|(?P<part>第{CHINESE}节)|(?P<chinese>{CHINESE}、)|(?P<bracket>\({CHINESE}\))"
    r"|(?P<arabic>\d{1,2}[.、](?!\d)))"
)
AFTER_BLANK = re.compile(r"[。;!?)”:] +$")
LONG_LINE = 1200
PARAGRAPH = 160
"""Lines from here on are parted where a blank behind a full stop precedes a number that counts on."""
FRONT = 6000
LONGEST_HEADING = 45
FEWEST = 2
TITLE_RUN = re.compile(
    r"(?m:^)[^\n。,;:]{4,50}?(?:规划|方案|计划|意见|办法|纲要)(?:\([^()\n]{1,20}\))* (?=(?:为|根据|按照|依据|贯彻|深入|全面|“|\d{4}年)[^\n]{40})"
)
"""A title with the first paragraph behind it on one line."""
ORDER = ("chapter", "part", "chinese", "bracket", "arabic")


def break_at_indents(text: str) -> str:
    """The text with a line end for the first blank of an indent in the middle of a line.

    Examples
    --------
    >>> break_at_indents("总体要求。\u3000\u3000二、任务")
    '总体要求。\\n\u3000二、任务'
    """
    if INDENT.search(text) is None:
        return text
    return "\n".join(line if _is_row(line) else INDENT.sub(_broken, line) for line in text.split("\n"))


def _broken(found: re.Match[str]) -> str:
    return "\n" + found.group()[1:]


def _is_row(line: str) -> bool:
    """Whether a line is a row of cells set under one another: several gaps and no sentence."""
    return "。" not in line and len(GAP.findall(line.strip())) >= FEWEST_GAPS


def find_breaks(text: str) -> list[int]:
    """Where a line end is missing: behind a title that a paragraph follows, and before a numbered heading (on very
    long lines, or behind a blank) where the numbering counts on.

    Examples
    --------
    >>> find_breaks("一、总体要求。二、任务。三、保障。")
    []
    """
    titles = [found.end() for found in TITLE_RUN.finditer(text[:FRONT])]
    return sorted({*titles, *_numbered(text)})


def _numbered(text: str) -> list[int]:
    return [at for line in re.finditer(rf"[^\n]{{{PARAGRAPH},}}", text) for at in _breaks_in(text, *line.span())]


def _breaks_in(text: str, start: int, end: int) -> list[int]:
    head = read_mark(text[start : start + 12].lstrip())
    counted: dict[str, int] = {head.form: head.value} if head is not None and head.value is not None else {}
    places: list[int] = []
    for found in NUMBERED.finditer(text, start, end):
        form = next(one for one in ORDER if found[one])
        value = number_value(found["mark"])
        if end - start < LONG_LINE and not _parted(text, found.start(), places):
            continue
        if value != 1 and value != counted.get(form, -1) + 1:
            continue
        counted = {
            one: last for one, last in counted.items() if one not in ORDER or ORDER.index(one) <= ORDER.index(form)
        }
        counted[form] = value
        places.append(found.start())
    return places if len(places) >= FEWEST else []


def _parted(text: str, at: int, places: list[int]) -> bool:
    """Whether a blank parts a number from the sentence before it, or from the heading that it stands under."""
    if AFTER_BLANK.search(text, max(0, at - 4), at) is not None:
        return True
    under = places and at - places[-1] <= LONGEST_HEADING and not re.search("[。;]", text[places[-1] : at])
    return bool(under) and text[at - 1] == " "
