"""Find responsibility clauses in running text: brackets behind a sentence, and lines with a label."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ditan.core.reading.departments.clauses import LABEL, Responsibility, names_departments, read_responsibility
from ditan.core.reading.departments.names import CLOSING, OPENING
from ditan.core.reading.lexicon import Lexicon

LONGEST = 900
"""No clause of the genre is longer; it bounds the search behind a bracket that is never closed."""

SENTENCE_END = "。;!?；！？:：\n"
LABEL_START = re.compile(r"(?:(?<=[。;!?；！？\n\]))])|^)[ \t*·•●◆-]*(?=(?:" + LABEL.pattern.replace("?P<", "?P<in_") + r"))", re.MULTILINE)


def find_responsibilities(
    text: str, start: int, end: int, lexicon: Lexicon | None = None
) -> tuple[Responsibility, ...]:
    """Every clause in `text[start:end]` that names departments, in order.

    A clause stands in brackets of any kind, whose closing one a page may have lost, or behind a label (`责任单位:`)
    up to the end of its line. Brackets that explain, abbreviate or date are told apart by what they hold.
    """
    found: list[Responsibility] = []
    taken = start
    for left, right, inner in sorted({*_brackets(text, start, end), *_labelled_lines(text, start, end)}):
        if left < taken:
            continue
        content = text[inner:right]
        at_end = _at_sentence_end(text, left, right, start, end)
        if names_departments(content, at_sentence_end=at_end, lexicon=lexicon):
            clause = read_responsibility(content, inner)
            stop = min(right + 1, end) if inner > left and right < end and text[right] in CLOSING else right
            found.append(
                Responsibility(clause.lead, clause.cooperating, clause.roles, left, stop, clause.deadline)
            )
            taken = stop
    return tuple(found)


def _brackets(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """(opening, closing or end of the paragraph, first inside) of every bracket, nested ones too."""
    for found in re.finditer(f"[{re.escape(OPENING)}]", text[start:end]):
        left = start + found.start()
        yield left, _closing(text, left, end), left + 1


def _closing(text: str, left: int, end: int) -> int:
    depth = 0
    for index in range(left, min(end, left + LONGEST)):
        char = text[index]
        if char in OPENING:
            depth += 1
        elif char in CLOSING:
            depth -= 1
            if not depth:
                return index
        elif char == "\n" and not _continues(text, index, end):
            return index
    return min(end, left + LONGEST)


def _continues(text: str, newline: int, end: int) -> bool:
    """Whether a list of names goes on in the next line: it breaks behind 、 or , or before a name's rest."""
    before = text[newline - 1 : newline]
    return before in "、,，" and text[newline + 1 : end].strip() != ""


def _labelled_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """(start, end, start) of stretches that begin with a label; lines with further labels belong to them."""
    reached = start
    for found in LABEL_START.finditer(text, start, end):
        left = found.end()
        if left < reached:
            continue
        right = _line_end(text, left, end)
        while (following := LABEL_START.match(text, right + 1, end)) is not None:
            right = _line_end(text, following.end(), end)
        reached = right
        yield left, right, left


def _line_end(text: str, left: int, end: int) -> int:
    right = text.find("\n", left, end)
    while right != -1 and (_continues(text, right, end) or text[left:right].rstrip().endswith((":", ":"))):
        right = text.find("\n", right + 1, end)
    return end if right == -1 else right


def _at_sentence_end(text: str, left: int, right: int, start: int, end: int) -> bool:
    before = text[start:left].rstrip(" ")[-1:]
    after = text[right + 1 : end].lstrip(" ")[:1]
    return before in SENTENCE_END or after in SENTENCE_END or text[right : right + 1] in ("\n", "")
