"""What sites that share files leave in a text: counters of screen pages in the middle of words, blanks for line ends.

Such a page prints whole chapters as one paragraph, cut every thousand characters or so by a counter: `夯实重` ends one
line and `2、污染天气应急减排` begins the next.
"""

from __future__ import annotations

import itertools
import re
from statistics import median

Span = tuple[int, int]

COUNTER = re.compile(r"(?m)^[ \t]*(?P<count>\d{1,3})、")
UNFINISHED = re.compile(r"[^\s。;!?:)》”…,、|][ \t]*$")
SHORTEST_PAGE = 150
"""Characters between two counters; the points of a list are shorter."""

LONG_LINE = 200
BLANK = re.compile(r"(?<=[^\s]) (?=[^\s])")
FEWEST_BLANKS = 6
NARROWEST, WIDEST = 14, 60
SLACK = 4
REGULAR_SHARE = 0.7
HAN = re.compile(r"[\u3400-\u9fff]")


def find_counters(text: str) -> list[Span]:
    """The counters of screen pages, with the line end before each that stands in the middle of a sentence.

    Examples
    --------
    >>> page = "推进节能降碳改造" * 20
    >>> text = f"1、{page}夯实重\\n2、污染治理{page}调\\n3、整。"
    >>> [text[start:end] for start, end in find_counters(text)]
    ['1、', '\\n2、', '\\n3、']
    """
    counters = [(int(found["count"]), *found.span()) for found in COUNTER.finditer(text)]
    for first, (count, _, _) in enumerate(counters):
        if count != 1:
            continue
        run = [counters[first]]
        for counter in counters[first + 1 :]:
            if counter[0] == run[-1][0] + 1 and counter[1] - run[-1][2] >= SHORTEST_PAGE:
                run.append(counter)
        breaks = [UNFINISHED.search(text[:start].rstrip("\n")[-20:]) is not None for _, start, _ in run[1:]]
        if breaks and all(breaks):
            heads = [run[0][1:]]
            return heads + [(len(text[:start].rstrip()), end) for _, start, end in run[1:]]
    return []


def find_wrap_blanks(text: str) -> list[Span]:
    """The blanks that stand for line ends in a long line: as many, and as far apart, as lines of one width give.

    Examples
    --------
    >>> line = " ".join(["大力推进绿色低碳循环发展经济体系建设,"] * 12)
    >>> len(find_wrap_blanks(line))
    11
    """
    return [blank for line in re.finditer(r"[^\n]+", text) for blank in _in_line(line[0], line.start())]


def _in_line(line: str, offset: int) -> list[Span]:
    if len(line) < LONG_LINE:
        return []
    blanks = [found.start() for found in BLANK.finditer(line) if HAN.search(line[found.start() - 1 : found.end() + 1])]
    if len(blanks) < FEWEST_BLANKS:
        return []
    gaps = [after - before for before, after in itertools.pairwise(blanks)]
    width = median(gaps)
    regular = sum(abs(gap - width) <= SLACK for gap in gaps)
    if not NARROWEST <= width <= WIDEST or regular < REGULAR_SHARE * len(gaps):
        return []
    return [(offset + at, offset + at + 1) for at in blanks]
