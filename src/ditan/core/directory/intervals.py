"""Intervals of days, open at either end where no day is known, and what holds on a given day."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

Day = datetime.date


class Dated(Protocol):
    """Anything that holds for a time."""

    @property
    def valid_from(self) -> Day | None: ...

    @property
    def valid_to(self) -> Day | None: ...


T = TypeVar("T", bound=Dated)


@dataclass(frozen=True, slots=True)
class Interval:
    """The days from `valid_from` up to and without `valid_to`; None where the interval has no such end.

    Examples
    --------
    >>> year = Interval(Day(2025, 1, 1), Day(2026, 1, 1))
    >>> year.holds(Day(2025, 12, 31)), year.holds(Day(2026, 1, 1))
    (True, False)
    """

    valid_from: Day | None = None
    valid_to: Day | None = None

    def __post_init__(self) -> None:
        if self.valid_from is not None and self.valid_to is not None and self.valid_from >= self.valid_to:
            raise ValueError(f"an interval of no day: {self.valid_from} to {self.valid_to}")

    def holds(self, on: Day) -> bool:
        """Whether the interval has that day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on < self.valid_to)

    def overlaps(self, other: Interval) -> bool:
        """Whether both have a day in common.

        Examples
        --------
        >>> Interval(None, Day(2025, 7, 1)).overlaps(Interval(Day(2025, 7, 1), None))
        False
        """
        return _before(self.valid_from, other.valid_to) and _before(other.valid_from, self.valid_to)

    def within(self, other: Interval) -> bool:
        """Whether the other has every day of this one."""
        begins = other.valid_from is None or (self.valid_from is not None and other.valid_from <= self.valid_from)
        return begins and (other.valid_to is None or (self.valid_to is not None and self.valid_to <= other.valid_to))

    def cut(self, on: Day) -> tuple[Interval, Interval]:
        """The part before that day and the part from it on; ValueError where either is empty.

        Examples
        --------
        >>> Interval(None, None).cut(Day(2025, 7, 1))[1].valid_from
        datetime.date(2025, 7, 1)
        """
        return Interval(self.valid_from, on), Interval(on, self.valid_to)


@dataclass(frozen=True, slots=True)
class Gap:
    """Two rows that should follow each other and do not: between them days are missing or double."""

    earlier: Interval
    later: Interval
    double: bool


def _before(start: Day | None, end: Day | None) -> bool:
    return start is None or end is None or start < end


def interval_of(row: Dated) -> Interval:
    """The interval of a row."""
    return Interval(row.valid_from, row.valid_to)


def holding_on(rows: Iterable[T], on: Day) -> list[T]:
    """The rows that hold on that day, in their order."""
    return [row for row in rows if interval_of(row).holds(on)]


def faults_of_succession(rows: Sequence[Dated]) -> list[Gap]:
    """Where rows that should follow each other day by day leave days out or count them twice.

    Examples
    --------
    >>> first, second = Interval(None, Day(2025, 7, 1)), Interval(Day(2025, 8, 1), None)
    >>> [gap.double for gap in faults_of_succession([second, first])]
    [False]
    """
    intervals = sorted((interval_of(row) for row in rows), key=lambda each: each.valid_from or Day.min)
    return [
        Gap(earlier, later, earlier.overlaps(later))
        for earlier, later in itertools.pairwise(intervals)
        if earlier.valid_to is None or earlier.valid_to != later.valid_from
    ]
