"""Annexes that the text names, and which of them the file does not hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ditan.core.reading.outline.lines import Line
from ditan.core.reading.outline.marks import number_value

Span = tuple[int, int]

LIST_HEAD = re.compile(r"附 ?[件表录](?: ?\d{1,2})? ?[::] ?(?=.)")
NUMBERED = re.compile(r"(\d{1,2})[.、 ] ?(?=[^\d])")
MENTION = re.compile(
    r"(?:详?见|参见|如)(附[件表录] ?(?:\d{1,2}|[一二三四五六七八九十]{1,2})?)|\((附[件表录] ?(?:\d{1,2}|[一二三四五六七八九十]{1,2})?)\)"
)
HEAD = re.compile(r"(附) ?([件表录]) ?(\d{1,2}|[一二三四五六七八九十]{1,2})?(?=[ ::.、]|$|[\u3400-\u9fff])")


def annex_lists(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Line indices [first, last) of lists of annexes (附件:1.任务分工表)."""
    lists = []
    for index, line in enumerate(lines):
        found = LIST_HEAD.match(line.text)
        if found is None or "。" in line.text or len(line.text) > 80:
            continue
        last = index + 1
        while last < len(lines) and _is_next(lines, last, last - index + 1) and NUMBERED.match(line.text, found.end()):
            last += 1
        lists.append((index, last))
    return lists


def _is_next(lines: Sequence[Line], index: int, value: int) -> bool:
    found = NUMBERED.match(lines[index].text)
    return (
        found is not None
        and int(found.group(1)) == value
        and len(lines[index].text) <= 60
        and "。" not in lines[index].text
    )


def find_absent(
    text: str, lines: Sequence[Line], lists: Sequence[tuple[int, int]], heads: Sequence[int]
) -> tuple[Span, ...]:
    """Where the text names an annex of which no other line is the head.

    `heads` are the indices of the lines that head an annex.
    """
    listed = {index for first, last in lists for index in range(first, last)}
    names = [_named(lines[index]) for first, last in lists for index in range(first, last)]
    absent = [span for span, name, number in names if not _present(lines, heads, listed, name, number, span[0])]
    for found in MENTION.finditer(text):
        group = 1 if found.group(1) else 2
        printed = found.group(group)
        number = number_value(printed)
        if number is None and (heads or listed):
            continue
        if any(_same_annex(lines[index].text, printed) for index in heads):
            continue
        if any(value == number for _, _, value in names):
            continue
        absent.append(found.span(group))
    return tuple(absent)


def _named(line: Line) -> tuple[Span, str, int | None]:
    head = LIST_HEAD.match(line.text)
    at = head.end() if head else 0
    number = NUMBERED.match(line.text, at)
    value = int(number.group(1)) if number else None
    first = number.end() if number else at
    return (line.start + first, line.end), _plain(line.text[first:]), value


def _present(
    lines: Sequence[Line], heads: Sequence[int], listed: set[int], name: str, number: int | None, after: int
) -> bool:
    for index, line in enumerate(lines):
        if index in listed or line.start < after:
            continue
        plain = _plain(line.text)
        if len(plain) >= 4 and (plain == name or plain.startswith(name)) and len(plain) <= len(name) + 25:
            return True
    return any(number is not None and number_value(lines[index].text[:6]) == number for index in heads)


def _same_annex(line: str, printed: str) -> bool:
    head, wanted = HEAD.match(line), HEAD.match(printed)
    if head is None or wanted is None or head.group(2) != wanted.group(2):
        return False
    return number_value(head.group()) == number_value(wanted.group())


def _plain(text: str) -> str:
    return re.sub(r"[\s“”\"'.、:;,]|\([^()]*\)", "", text)
