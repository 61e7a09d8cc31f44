"""Anti-copy noise of forum pages: groups of a low ASCII character, a blank and a high ASCII character."""

from __future__ import annotations

import re

Span = tuple[int, int]

GROUP = r"[ -;] [?-~]"
COLLAPSED = r"(?<=[?-~]) [?-~](?=[ -;] [?-~])"
"""A group whose first character was itself a blank, after the page's blanks were made one."""
LAST = r"(?<=[?-~]) [?-{}~](?=[ \t]*(?:\n|\||$))"
"""Such a group at the end of the noise; a bar there is the page's own mark of a cell."""
NOISE = re.compile(rf"{GROUP}(?:{COLLAPSED}|{GROUP}){{3,}}(?:{LAST})?")


def find_noise(text: str) -> list[Span]:
    """Every stretch of noise.

    Examples
    --------
    >>> text = "| >808 {# m/ \\\\1 r; \\\\) m% t"
    >>> [text[start:end] for start, end in find_noise(text)]
    ['8 {# m/ \\\\1 r; \\\\) m% t']
    """
    return [match.span() for match in NOISE.finditer(text)]
