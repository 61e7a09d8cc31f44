"""Part digits that a page has run together: `3.778` under three columns is 3.7, 7 and 8.

Every way to cut the run into as many cells as the table has columns is weighed by evidence: percentages stay at or
below 100, targets move one way, neighbouring years are of one size, decimals do not end in 0, and a number that the
text states elsewhere for a like name counts for the cut that holds it. Where the second best cut is nearly as good,
the run is ambiguous and the other cuts are handed on.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from typing import Literal

ColumnKind = Literal["value", "cumulative", "growth"]
Trend = Literal["up", "down", ""]

BEFORE = r"(?:≥|≤|≧|≦|>=|<=|>|<|=|±|约|近|不低于|不少于|不小于|不超过|不高于|不大于|大于|小于|高于|低于|超过|达到|控制在|达|降至|下降|降低|提高|增长|累计)"
AFTER = r"(?:%|‰|个百分点|百分点|倍)?(?:以上|以下|以内|左右|之内|及以上|\+)?"
DASHES = "-—–/－"
BRACKETS = {"[": "]", "【": "】", "〔": "〕", "(": ")", "（": "）"}

_PREFIX = re.compile(rf"{BEFORE}{{0,2}}")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SUFFIX = re.compile(AFTER)

_WORDS = re.compile(rf"{BEFORE}|个百分点|百分点|倍|及?以上|以下|以内|之内|左右")
_FOREIGN = re.compile(r"[^\d.,%‰\s\-—–/－\[\]【】〔〕()（）+±≥≤≧≦<>=累计五年]")

AMBIGUOUS_BELOW = 1.0
"""Cuts whose weights lie closer than this cannot be told apart."""

MOST_ALTERNATIVES = 4
LONGEST_RUN = 80
SHORT_RUN = 14
STEEPEST = 12.0
MOST_TILINGS = 3000


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a row beside its digits.

    `percent` when its unit is %, `trend` the way its values should move, `stated` the numbers that the text gives for
    a like name as (year or "", number), `often_empty` how often each column of the table holds nothing (0 to 1).
    """

    percent: bool = False
    trend: Trend = ""
    stated: Collection[tuple[str, float]] = ()
    often_empty: Sequence[float] = ()
    years: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Split:
    """A run parted into cells, "" for a column without a cell.

    `confidence` lies in (0, 1); `alternatives` are the other cuts that the evidence does not rule out, best first.
    """

    cells: tuple[str, ...]
    confidence: float
    ambiguous: bool = False
    alternatives: tuple[tuple[str, ...], ...] = ()
    weight: float = 0.0


def split_digits(run: str, columns: Sequence[ColumnKind], evidence: Evidence = Evidence()) -> Split | None:
    """The best way to part a run into the cells of its columns, None where it cannot be parted.

    Parameters
    ----------
    run
        Cells without a mark between them: digits, dashes, comparators, percent signs, brackets.
    columns
        The kind of each column that the run fills, in order.
    evidence
        What else is known.

    Examples
    --------
    >>> split_digits("3.778", ("value", "value", "value")).cells
    ('3.7', '7', '8')
    >>> split_digits("53100100", ("value", "value", "value"), Evidence(percent=True)).cells
    ('53', '100', '100')
    >>> split_digits("1101", ("value", "value")).ambiguous
    True
    """
    run = re.sub(r"\s+", " ", run.strip())
    if not run or len(run) > LONGEST_RUN or not columns or _FOREIGN.search(_WORDS.sub("", run)):
        return None
    weighed: dict[tuple[str, ...], float] = {}
    for cells in _tilings(run, tuple(columns)):
        weight = _weigh(cells, columns, evidence)
        weighed[cells] = min(weight, weighed.get(cells, math.inf))
    if not weighed:
        return None
    ranked = sorted(weighed.items(), key=lambda item: item[1])
    best, least = ranked[0]
    others = [(cells, weight) for cells, weight in ranked[1:] if weight - least < AMBIGUOUS_BELOW]
    margin = ranked[1][1] - least if len(ranked) > 1 else 4.0
    sure = 0.62 + 0.34 * min(1.0, margin / 4.0) - 0.05 * min(4.0, max(0.0, least)) - 0.12 * best.count("")
    confidence = round(max(0.3, 0.5 if others else sure), 2)
    return Split(best, confidence, bool(others), tuple(cells for cells, _ in others[:MOST_ALTERNATIVES]), least)


@lru_cache(maxsize=1024)
def _tilings(run: str, columns: tuple[ColumnKind, ...]) -> tuple[tuple[str, ...], ...]:
    """Every way to part a run; a long one only in ways that keep neighbours within an order of magnitude."""
    steepest = STEEPEST if len(run) > SHORT_RUN else math.inf
    one_gap = tuple(islice(_tile(run, 0, columns, 1, None, steepest), MOST_TILINGS))
    return one_gap or tuple(islice(_tile(run, 0, columns, len(columns) - 1, None, steepest), MOST_TILINGS))


def _tile(
    run: str, at: int, columns: tuple[ColumnKind, ...], gaps: int, last: float | None, steepest: float
) -> Iterator[tuple[str, ...]]:
    """Every way to fill the columns from run[at:]; at most `gaps` columns stay empty."""
    while at < len(run) and run[at] == " ":
        at += 1
    if not columns:
        if at == len(run):
            yield ()
        return
    for end in _ends(run, at, columns[0]):
        cell = run[at:end].strip()
        number = _value(cell) if columns[0] == "value" else None
        if last and number and max(last / number, number / last) > steepest:
            continue
        for rest in _tile(run, end, columns[1:], gaps, number or last, steepest):
            yield (cell, *rest)
    if gaps and (at == len(run) or len(columns) > 1):
        for rest in _tile(run, at, columns[1:], gaps - 1, last, steepest):
            yield ("", *rest)


def _ends(run: str, at: int, kind: ColumnKind) -> Iterator[int]:
    """Where a cell that begins at a place may end."""
    if at >= len(run):
        return
    if run[at] in DASHES:
        end = at + 1
        while end < len(run) and run[end] == run[at] and run[at] in "—–":
            end += 1
        yield end
        if not (kind == "growth" and run[at] in "-–－"):
            return
        number_at = at + 1
    elif run[at] in BRACKETS:
        close = run.find(BRACKETS[run[at]], at)
        if close > 0:
            yield close + 1
        return
    else:
        prefix = _PREFIX.match(run, at)
        number_at = prefix.end() if prefix else at
    yield from _number_ends(run, number_at)


def _number_ends(run: str, at: int) -> Iterator[int]:
    whole = _NUMBER.match(run, at)
    if whole is None:
        return
    point = run.find(".", at, whole.end())
    digits_end = point if point > 0 else whole.end()
    for end in range(at + 1, digits_end + 1):
        if run[at] == "0" and end - at > 1:
            break
        if end < len(run) and run[end] == ".":
            continue
        yield _closed(run, end)
    if point > 0 and not (run[at] == "0" and point - at > 1):
        for end in range(point + 2, whole.end() + 1):
            if end < len(run) and run[end] == ".":
                continue
            yield _closed(run, end)


def _closed(run: str, end: int) -> int:
    """The end of a cell with the percent sign and the comparator behind its number."""
    if end < len(run) and run[end].isdigit():
        return end
    suffix = _SUFFIX.match(run, end)
    return suffix.end() if suffix else end


def _weigh(cells: Sequence[str], columns: Sequence[ColumnKind], evidence: Evidence) -> float:
    """How much speaks against a cut."""
    numbers = [_value(cell) for cell in cells]
    weight = _missing(cells, evidence)
    levels = [
        (place, number)
        for place, (number, kind) in enumerate(zip(numbers, columns, strict=True))
        if number is not None and kind == "value"
    ]
    percent = evidence.percent or any("%" in cell for cell, kind in zip(cells, columns, strict=True) if kind == "value")
    weight += sum(6.0 for _, number in levels if percent and number > 100)
    weight += _order([number for _, number in levels], evidence.trend)
    weight += _size([number for _, number in levels])
    weight += _decimals(cells, percent)
    weight += sum(
        0.8
        for cell, kind in zip(cells, columns, strict=True)
        if kind == "cumulative" and cell and cell[0] not in BRACKETS and cell[0] not in DASHES
    )
    weight += sum(
        0.8 for cell, kind in zip(cells, columns, strict=True) if kind == "value" and cell and cell[0] in "([（"
    )
    return weight + _stated(cells, numbers, evidence)


def _missing(cells: Sequence[str], evidence: Evidence) -> float:
    """Against empty columns: less where the table often has one there, more where the row prints a dash for nothing."""
    weight = 0.0
    dashed = any(cell and cell[0] in DASHES and len(cell) <= 2 for cell in cells)
    for place, cell in enumerate(cells):
        if not cell:
            often = evidence.often_empty[place] if place < len(evidence.often_empty) else 0.3 if place == 0 else 0.1
            weight += 3.2 - 2.4 * often + 1.5 * dashed
    return weight


def _order(levels: Sequence[float], trend: Trend) -> float:
    steps = [after - before for before, after in pairwise(levels)]
    rises, falls = any(step > 0 for step in steps), any(step < 0 for step in steps)
    if rises and falls:
        return 3.0
    if (trend == "up" and falls) or (trend == "down" and rises):
        return 1.5
    return 0.3 if falls and not trend else 0.0


def _size(levels: Sequence[float]) -> float:
    weight = 0.0
    for before, after in pairwise(levels):
        if before > 0 and after > 0:
            weight += 1.6 * max(0.0, abs(math.log10(after / before)) - 0.2)
        elif before != after:
            weight += 1.5
    return weight


def _decimals(cells: Sequence[str], percent: bool) -> float:
    """Against decimals that end in 0, that are many, that differ, and targets finer than the year they start from."""
    lengths = [
        len(found[1]) if (found := re.search(r"\.(\d+)", cell)) else 0 for cell in cells if re.search(r"\d", cell)
    ]
    weight = sum(2.5 for cell in cells if re.search(r"\.\d*0(?!\d)", cell) and not re.search(r"\.0(?!\d)", cell))
    weight += sum(1.2 for cell in cells if re.search(r"\.0(?!\d)", cell))
    weight += sum((1.5 if percent else 0.8) * (length - 2) for length in lengths if length > 2)
    weight += sum(0.4 * max(0, after - before) for before, after in pairwise(lengths))
    return weight + 0.4 * max(0, len({length for length in lengths if length}) - 1)


def _stated(cells: Sequence[str], numbers: Sequence[float | None], evidence: Evidence) -> float:
    """Less weight for numbers that the text gives for a like name, in the same year most of all."""
    weight = 0.0
    for place, (cell, number) in enumerate(zip(cells, numbers, strict=True)):
        if not cell or number is None:
            continue
        year = evidence.years[place] if place < len(evidence.years) else ""
        if year and (year, number) in evidence.stated:
            weight -= 2.5
        elif any(number == stated for _, stated in evidence.stated):
            weight -= 1.0
    return weight


def _value(cell: str) -> float | None:
    found = re.search(r"-?\d+(?:\.\d+)?", cell)
    return float(found[0]) if found else None
