"""Characters that a page lost: `?` where white space or a character of another encoding stood."""

from __future__ import annotations

import re

Span = tuple[int, int]

LOST_CHARACTERS = re.compile(r"(?<=[\u3400-\u9fff,。;:、])\?{2,}(?=[\u3400-\u9fff])")
CELL = re.compile(r"[^|\n\t]+")
LOST_BLANKS = re.compile(r"\?{2,}")
SHORT_CELL = 10
LEADING = re.compile(
    r"(?m:^)[ \t]*\?(?:[? \t]*\?)?[ \t]*(?:(?=[\u3400-\u9fff“(《])|(?=\n|$))|(?m:^)[ \t]*\?[? \t]*\?[ \t]*(?=\d)"
)
TRAILING = re.compile(r"(?<=[日号。)])\?+(?=[ \t]*(?:\n|$))")


def find_lost_blanks(text: str) -> list[Span]:
    """Runs of `?` that stand for white space: they spread a short cell apart (`目????标`), indent or trail a line.

    Examples
    --------
    >>> find_lost_blanks("| 目????标????任????务 |")
    [(3, 7), (8, 12), (13, 17)]
    >>> find_lost_blanks("专业医院和??漆医院")
    []
    """
    if "?" not in text:
        return []
    spans = [match.span() for form in (LEADING, TRAILING) for match in form.finditer(text)]
    for cell in CELL.finditer(text):
        if "??" not in cell.group():
            continue
        runs = list(LOST_BLANKS.finditer(text, *cell.span()))
        letters = len(cell.group().replace("?", "").strip())
        lengths = {len(run.group()) for run in runs}
        spread = len(runs) == letters - 1 or (len(runs) > 1 and len(lengths) == 1)
        if 1 < letters <= SHORT_CELL and spread:
            spans.extend(run.span() for run in runs)
    return sorted(set(spans))


def mark_lost_characters(text: str) -> str:
    """Runs of `?` inside words keep their places as □."""
    if "??" not in text:
        return text
    return LOST_CHARACTERS.sub(lambda match: "□" * len(match.group()), text)
