"""Page numbers, running heads and running feet that a conversion left between the lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

Span = tuple[int, int]

PAGE_MARK = re.compile(
    r"^[ \t]*(?:[—-]{1,2}[ \t]*\d{1,4}[ \t]*[—-]{1,2}"
    r"|第[ \t]*\d{1,4}[ \t]*页(?:[ \t]*[,/]?[ \t]*共[ \t]*\d{1,4}[ \t]*页)?"
    r"|\d{1,4}[ \t]*/[ \t]*\d{1,4}[ \t]*页|[Pp]age[ \t]*\d{1,4}(?:[ \t]*of[ \t]*\d{1,4})?)[ \t]*(?:\n|$)",
    re.MULTILINE,
)
INLINE_MARK = re.compile(r"第 ?\d{1,4} ?页 ?[,/]? ?共 ?\d{1,4} ?页 ?")
PAGE_END = re.compile(r"(?P<foot>(?:^|\n)[ \t]*[^\n\f]*)?\n*\f(?P<head>[^\n\f]*(?=\n|$))?")
BARE_NUMBER = re.compile(r"[ \t]*\d{1,4}[ \t]*")
REPEATED = 3
LONGEST = 60


def find_page_marks(text: str) -> list[Span]:
    """Every line that holds a page mark and nothing else, with the running head that stands beside each, and
    第3页 共9页 wherever it stands.

    Examples
    --------
    >>> find_page_marks("推进\\n— 12 —\\n节能")
    [(3, 10)]
    """
    marks = [match.span() for match in PAGE_MARK.finditer(text)]
    inline = [match.span() for match in INLINE_MARK.finditer(text)]
    return marks + inline + _beside(text, marks)


def _beside(text: str, marks: Sequence[Span]) -> list[Span]:
    """The same line above or below at least three page marks."""
    lines = [
        span
        for start, end in marks
        for span in ((text.rfind("\n", 0, max(0, start - 1)) + 1, start), (end, text.find("\n", end) + 1))
        if span[0] < span[1]
    ]
    count = Counter(text[start:end].strip() for start, end in lines)
    return [
        (start, end)
        for start, end in lines
        if end - start <= LONGEST
        and (line := text[start:end].strip())
        and count[line] >= REPEATED
        and line[-1] not in "。;"
    ]


def find_running_heads(text: str) -> list[Span]:
    """Page numbers and repeated lines beside the form feeds that end pages.

    Examples
    --------
    >>> text = "推进\\n12\\f某区规划\\n节能\\n13\\f某区规划\\n减排\\n14\\f某区规划\\n"
    >>> "".join(text[start:end] for start, end in find_running_heads(text)).replace("\\n", "")
    '12某区规划13某区规划14某区规划'
    """
    if "\f" not in text:
        return []
    ends = list(PAGE_END.finditer(text))
    count = Counter(_alike(match.group(side)) for match in ends for side in ("foot", "head") if match.group(side))
    spans = []
    for match in ends:
        for side in ("foot", "head"):
            line = match.group(side)
            if line is None or not line.strip() or len(line) > LONGEST:
                continue
            if BARE_NUMBER.fullmatch(line.strip("\n")) or count[_alike(line)] >= REPEATED:
                spans.append(match.span(side))
    return spans


def _alike(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())
