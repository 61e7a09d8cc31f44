"""The lines of a cleaned text with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the blanks around it, and its place."""

    text: str
    start: int
    end: int


def read_lines(text: str) -> list[Line]:
    """Every line that prints something.

    Examples
    --------
    >>> read_lines("一\\n\\n  二 ")
    [Line(text='一', start=0, end=1), Line(text='二', start=5, end=6)]
    """
    lines = []
    for found in _LINE.finditer(text):
        raw = found.group()
        stripped = raw.strip()
        if stripped:
            start = found.start() + len(raw) - len(raw.lstrip())
            lines.append(Line(stripped, start, start + len(stripped)))
    return lines
