"""Line ends that a conversion put in the middle of paragraphs, every line broken at the same width."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]

LINE = re.compile(r"[^\n]+")
WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff“”‘’—…·]")
NEW_PARAGRAPH = re.compile(
    r"[ \t]*(?:第[一二三四五六七八九十百零\d]+[章节条编篇]|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、)]"
    r"|[①-⑳]|专栏|附[件表录]|表\d|注[::])|[ \t]{2,}"
)
FEWEST = 8
FULL_SHARE = 0.45
STOPPED_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Measure:
    """How a page's lines were measured when they were broken: the size of a line, and how far full lines may differ."""

    size: Callable[[str], int]
    slack: int
    narrowest: int
    widest: int


def find_wraps(text: str) -> list[Span]:
    """The line ends (and blanks around them) inside paragraphs of a page whose lines are all broken at one width.

    A page is such a page when nearly half of its longer lines reach the same width and most of those stop in the
    middle of a sentence. The width is that on paper, where a digit takes half the room of a Chinese character, or a
    number of characters.

    Examples
    --------
    >>> lines = ["推进重点行业节能降碳改造提高能源利用效率的"] * 8 + ["水平。"]
    >>> len(find_wraps("\\n".join(lines)))
    8
    """
    lines = [match.span() for match in LINE.finditer(text)]
    if len(lines) < FEWEST:
        return []
    full = max((_full_lines(text, lines, measure) for measure in MEASURES), key=sum)
    return [
        (end - _blanks_before(text, end), following)
        for (_, end), is_full, (following, _) in zip(lines, full, lines[1:], strict=False)
        if is_full and following == end + 1 and not NEW_PARAGRAPH.match(text, following)
    ]


def _full_lines(text: str, lines: Sequence[Span], measure: Measure) -> list[bool]:
    """Which lines reach the width at which the page is broken; none where it is not broken at one width."""
    sizes = [measure.size(text[start:end].rstrip()) for start, end in lines]
    full = _full_size(sizes, measure)
    if full == 0:
        return []
    reach = [full - measure.slack <= size <= full + measure.slack for size in sizes]
    long = sum(size >= full * 0.4 for size in sizes)
    stopped = sum(text[end - 1] in "。;!?:" for (_, end), is_full in zip(lines, reach, strict=True) if is_full)
    if sum(reach) < max(FEWEST, FULL_SHARE * long) or stopped > STOPPED_SHARE * sum(reach):
        return []
    return reach


def _full_size(sizes: Sequence[int], measure: Measure) -> int:
    """The size that lines are broken at: one line in fifty is longer at most; 0 where that is no width of a page."""
    ordered = sorted(sizes)
    longest = ordered[-max(1, len(ordered) // 50)]
    return longest if measure.narrowest <= longest <= measure.widest else 0


def _width(line: str) -> int:
    return len(line) + len(WIDE.findall(line))


def _blanks_before(text: str, end: int) -> int:
    return len(text[max(0, end - 80) : end]) - len(text[max(0, end - 80) : end].rstrip(" \t"))


MEASURES = (
    Measure(_width, slack=4, narrowest=40, widest=160),
    Measure(len, slack=1, narrowest=20, widest=80),
)
