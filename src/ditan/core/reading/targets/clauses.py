"""Clauses of a sentence, and the stretches whose numbers belong to names: titles, quotations, remarks in brackets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

Span = tuple[int, int]

_NUMBER_NEXT = r"\s*(?:不低于|不高于|不少于|不超过|约|[≥≤<>＜＞])?\s*[0-9]"
_STOP = re.compile(
    r"(?<![0-9])(?<!其中)[，,]|(?<=[0-9])[，,](?![0-9]{3}(?![0-9]))|[；;。！？!?\n]|——"
    rf"|[：:](?!{_NUMBER_NEXT})"
)
"""Where a clause ends. A colon right before a number (森林覆盖率：50%) and the comma of 其中， end none."""

_OPENING = {"(": ")", "（": "）", "《": "》", "〈": "〉", "〔": "〕", "[": "]", "【": "】", "“": "”", "「": "」"}
_PAIR = re.compile(r"[()（）《》〔〕\[\]【】“”「」]")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause in positions of the cleaned text. `opens` tells whether a stop stronger than a comma stands before it."""

    start: int
    end: int
    opens: bool


def enclosed(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Outermost bracketed, quoted and titled stretches of text[start:end]; an opening without its end encloses nothing.

    Examples
    --------
    >>> enclosed("执行《节能65%标准》，颗粒物(PM2.5)", 0, 23)
    ((2, 11), (15, 22))
    """
    found: list[Span] = []
    waiting: list[tuple[str, int]] = []
    wanted: Counter[str] = Counter()
    for match in _PAIR.finditer(text, start, end):
        char = match.group()
        if char in _OPENING:
            waiting.append((_OPENING[char], match.start()))
            wanted[_OPENING[char]] += 1
        elif wanted[char]:
            closing, opened = waiting.pop()
            wanted[closing] -= 1
            while closing != char:
                closing, opened = waiting.pop()
                wanted[closing] -= 1
            while found and found[-1][0] > opened:
                found.pop()
            found.append((opened, match.end()))
    return tuple(found)


def within(position: int, spans: tuple[Span, ...]) -> bool:
    """Whether the position lies inside one of the spans."""
    return any(start <= position < end for start, end in spans)


def split_clauses(text: str, start: int, end: int, closed: tuple[Span, ...]) -> Iterator[Clause]:
    """The clauses of text[start:end]; a stop inside brackets or quotation marks splits nothing."""
    at, opens = start, True
    for stop in _STOP.finditer(text, start, end):
        if within(stop.start(), closed):
            continue
        if at < stop.start():
            yield Clause(at, stop.start(), opens)
        opens = stop.group() not in (",", "，")
        at = stop.end()
    if at < end:
        yield Clause(at, end, opens)
