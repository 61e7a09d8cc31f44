"""Line ends that a conversion put in the middle of paragraphs, every line broken at the same width."""

from __future__ import annotations

import re
from collections.abc import Sequence

Span = tuple[int, int]

LINE = re.compile(r"[^\n]+")
WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff“”‘’—…·]")
NEW_PARAGRAPH = re.compile(
    r"[ \t]*(?:第[一二三四五六七八九十百零\d]+[章节条编篇]|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、)]"
    r"|[①-⑳]|专栏|附[件表录]|表\d|注[::])|[ \t]{2,}"
)
FEWEST = 8
SLACK = 4
NARROWEST = 40
WIDEST = 160
FULL_SHARE = 0.45
STOPPED_SHARE = 0.4


def find_wraps(text: str) -> list[Span]:
    """The line ends (and blanks around them) inside paragraphs of a page whose lines are all broken at one width.

    A page is such a page when nearly half of its longer lines reach the same width and most of those stop in the
    middle of a sentence.
    """
    lines = [match.span() for match in LINE.finditer(text)]
    if len(lines) < FEWEST:
        return []
    widths = [_width(text[start:end].rstrip()) for start, end in lines]
    full = _full_width(widths)
    if full == 0:
        return []
    reach = [full - SLACK <= width <= full + SLACK for width in widths]
    long = sum(width >= full * 0.4 for width in widths)
    stopped = sum(text[end - 1] in "。;!?:" for (_, end), is_full in zip(lines, reach, strict=True) if is_full)
    if sum(reach) < max(FEWEST, FULL_SHARE * long) or stopped > STOPPED_SHARE * sum(reach):
        return []
    return [
        (end - _blanks_before(text, end), following)
        for (_, end), is_full, (following, _) in zip(lines, reach, lines[1:], strict=False)
        if is_full and following == end + 1 and not NEW_PARAGRAPH.match(text, following)
    ]


def _full_width(widths: Sequence[int]) -> int:
    """The width that lines are broken at: one line in fifty is wider at most; 0 where that is no width of a page."""
    ordered = sorted(widths)
    widest = ordered[-max(1, len(ordered) // 50)]
    return widest if NARROWEST <= widest <= WIDEST else 0


def _width(line: str) -> int:
    return len(line) + len(WIDE.findall(line))


def _blanks_before(text: str, end: int) -> int:
    return len(text[max(0, end - 80) : end]) - len(text[max(0, end - 80) : end].rstrip(" \t"))
