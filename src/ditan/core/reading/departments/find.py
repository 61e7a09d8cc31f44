"""Find responsibility clauses in running text: brackets behind a sentence, and lines with a label."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ditan.core.reading.departments.clauses import Responsibility, names_departments, read_responsibility
from ditan.core.reading.departments.names import CLOSING, OPENING, goes_on, surely_a_body
from ditan.core.reading.departments.words import LABEL
from ditan.core.reading.lexicon import Lexicon

LONGEST = 900
"""No clause of the genre is longer; it bounds the search behind a bracket that is never closed."""

LEFT_OPEN = 3
BRACKET_OR_BREAK = re.compile(f"[{re.escape(OPENING + CLOSING)}\\n]")
OWN_LINE = re.compile(
    r"\s*(?:第[一二三四五六七八九十百]+[章节条]|[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d+[.、)]|专栏|附[件表])|\s*(?:"
    + LABEL.pattern.replace("?P<", "?P<own_")
    + ")"
)
"""A line with a number or a label of its own goes on with nothing above it."""
CLOSING_SENTENCE = re.compile(
    r"(?<=[。;])(?P<who>[^。;\n()]{4,200}(?:牵头|负责|落实|参与|参加|配合))。?[ \t]*(?=\n|\Z)"
)
DUTY_WORDS = re.compile(
    r"(?:(?:依|按照?|根据)(?:各自)?(?:工作)?职[责能](?:分工)?|牵头|分工|分别|共同|具体|组织|负责|落实|参与|参加|配合|等(?:有关|相关)?(?:部门|单位)?|各?有关部门)"
)
SENTENCE_END = "。;!?:\n"
LABEL_START = re.compile(
    r"(?:(?<=[。;!?\n\]) ])|^)[ \t*·•●◆【\[—-]{0,12}(?=(?:" + LABEL.pattern.replace("?P<", "?P<in_") + r"))",
    re.MULTILINE,
)


def find_responsibilities(
    text: str, start: int, end: int, lexicon: Lexicon | None = None
) -> tuple[Responsibility, ...]:
    """Every clause in `text[start:end]` that names departments, in order.

    A clause stands in brackets of any kind, whose closing one a page may have lost, or behind a label (`责任单位:`)
    up to the end of its line. Brackets that explain, abbreviate or date are told apart by what they hold.
    """
    found: list[Responsibility] = []
    taken = start
    places = {*_brackets(text, start, end), *_labelled_lines(text, start, end), *_closing_sentences(text, start, end)}
    for left, right, inner in sorted(places):
        if left < taken:
            continue
        content = text[inner:right]
        at_end = _at_sentence_end(text, left, right, start, end)
        if names_departments(content, at_sentence_end=at_end, lexicon=lexicon):
            clause = read_responsibility(content, inner)
            stop = min(right + 1, end) if inner > left and right < end and text[right] in CLOSING else right
            found.append(Responsibility(clause.lead, clause.cooperating, clause.roles, left, stop, clause.deadline))
            taken = stop
    return tuple(found)


def _brackets(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """(opening, closing or end of the paragraph, first inside) of every bracket, nested ones too.

    Of the brackets that a paragraph leaves open only the last few can be a clause.
    """
    waiting: list[int] = []
    for found in BRACKET_OR_BREAK.finditer(text, start, end):
        at, char = found.start(), found.group()
        if char in OPENING:
            waiting.append(at)
        elif char in CLOSING:
            if waiting and at - waiting[-1] <= LONGEST:
                yield waiting[-1], at, waiting[-1] + 1
            del waiting[-1:]
        elif waiting and not (_continues(text, at, end) or _closes_below(text, at, end)):
            yield from ((left, min(at, left + LONGEST), left + 1) for left in waiting[-LEFT_OPEN:])
            waiting.clear()
    yield from ((left, min(end, left + LONGEST), left + 1) for left in waiting[-LEFT_OPEN:])


def _closing_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The last sentence of a paragraph where it holds nothing but names and their duty: `甲局牵头,乙局按职责分工负责。`."""
    for found in CLOSING_SENTENCE.finditer(text, start, end):
        left, right = found.span("who")
        clause = read_responsibility(found["who"])
        rest = DUTY_WORDS.sub("", found["who"])
        for name in clause.names:
            rest = rest.replace(name.text, "", 1)
        if clause.names and all(surely_a_body(name.text) for name in clause.names) and not re.search(r"\w", rest):
            yield left, right, left


def _closes_below(text: str, newline: int, end: int) -> bool:
    """Whether the next line still belongs to the bracket: it closes it, and begins nothing of its own."""
    stop = text.find("\n", newline + 1, end)
    line = text[newline + 1 : end if stop == -1 else stop]
    return bool(line.strip()) and OWN_LINE.match(line) is None and _depth(line) < 0


def _depth(line: str) -> int:
    return sum((char in OPENING) - (char in CLOSING) for char in line)


def _continues(text: str, newline: int, end: int) -> bool:
    """Whether a list of names goes on in the next line: it breaks behind 、 or , or inside a name."""
    line = text[newline + 1 : newline + 60].split("\n", 1)[0]
    if not line.strip() or newline + 1 >= end or OWN_LINE.match(line):
        return False
    before = text[max(0, newline - 40) : newline].rsplit("\n", 1)[-1]
    return text[newline - 1] in "、," or goes_on(before, line)


def _labelled_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """(start, end, start) of stretches that begin with a label; further labels behind them belong to them."""
    reached = start
    for found in LABEL_START.finditer(text, start, end):
        left = found.end()
        if left < reached:
            continue
        right = _stretch_end(text, left, end)
        while right - left < LONGEST and (following := LABEL_START.match(text, right + 1, end)) is not None:
            right = _stretch_end(text, following.end(), end)
        reached = right
        yield left, right, left


def _stretch_end(text: str, left: int, end: int) -> int:
    """End of what a label names: its full stop or its line, where the list does not go on in the next one."""
    last = min(end, left + LONGEST)
    stop = text.find("。", left, last)
    stop = last if stop == -1 else stop
    right = text.find("\n", left, stop)
    while right != -1 and (_continues(text, right, end) or text[left:right].rstrip().endswith(":")):
        right = text.find("\n", right + 1, stop)
    return stop if right == -1 else right


def _at_sentence_end(text: str, left: int, right: int, start: int, end: int) -> bool:
    before = text[start:left].rstrip(" ")[-1:]
    after = text[right + 1 : end].lstrip(" ")[:1]
    return before in SENTENCE_END or after in SENTENCE_END or text[right : right + 1] in ("\n", "")
