"""Page numbers that a conversion left between the lines."""

from __future__ import annotations

import re

Span = tuple[int, int]

PAGE_MARK = re.compile(
    r"^[ \t]*(?:[—-]{1,2}[ \t]*\d{1,4}[ \t]*[—-]{1,2}|第[ \t]*\d{1,4}[ \t]*页(?:[ \t]*[,/共][ \t]*共?[ \t]*\d{1,4}[ \t]*页)?"
    r"|\d{1,4}[ \t]*/[ \t]*\d{1,4}[ \t]*页?|[Pp]age[ \t]*\d{1,4}(?:[ \t]*of[ \t]*\d{1,4})?)[ \t]*(?:\n|$)",
    re.MULTILINE,
)


def find_page_marks(text: str) -> list[Span]:
    """Every line that holds a page mark and nothing else.

    Examples
    --------
    >>> find_page_marks("推进\\n— 12 —\\n节能")
    [(3, 10)]
    """
    return [match.span() for match in PAGE_MARK.finditer(text)]
