"""Failed tries and locks, as values. A clock that goes backwards neither unlocks early nor locks for ever."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil


@dataclass(frozen=True, slots=True)
class Rule:
    """So many failures lock for so many minutes."""

    tries: int
    minutes: int

    @property
    def length(self) -> timedelta:
        """How long a lock holds, and how long a failure counts."""
        return timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Tally:
    """Failures in a row: how many, the last, since when locked, and how many tries were turned away meanwhile."""

    count: int = 0
    last_at: datetime | None = None
    locked_at: datetime | None = None
    refused: int = 0


NONE = Tally()


def seen(tally: Tally, now: datetime, rule: Rule) -> Tally:
    """The tally as it stands now: a lock or failures that are old enough are forgotten.

    A moment in the future comes from a clock that was put back. It is moved to now: a lock then holds its full length
    once more, never shorter and never for as long as the clock was wrong.

    >>> from datetime import UTC
    >>> noon, rule = datetime(2026, 3, 1, 12, tzinfo=UTC), Rule(5, 30)
    >>> locked = Tally(5, noon, noon)
    >>> seen(locked, noon + timedelta(minutes=29), rule) == locked, seen(locked, noon + timedelta(minutes=30), rule)
    (True, Tally(count=0, last_at=None, locked_at=None, refused=0))
    >>> seen(locked, noon - timedelta(days=300), rule).locked_at == noon - timedelta(days=300)
    True
    """
    if tally.last_at is not None and tally.last_at > now:
        tally = replace(tally, last_at=now)
    if tally.locked_at is not None:
        if tally.locked_at > now:
            return replace(tally, locked_at=now)
        return NONE if now - tally.locked_at >= rule.length else tally
    if tally.last_at is not None and now - tally.last_at >= rule.length:
        return NONE
    return tally


def failed(tally: Tally, now: datetime, rule: Rule) -> Tally:
    """The tally after one more failure. While locked the lock is not lengthened; the try is counted as turned away."""
    before = seen(tally, now, rule)
    if before.locked_at is not None:
        return replace(before, refused=before.refused + 1)
    count = before.count + 1
    return Tally(count, now, now if count >= rule.tries else None)


def remaining(tally: Tally, now: datetime, rule: Rule) -> timedelta | None:
    """How long the lock still holds, None where there is none."""
    now_seen = seen(tally, now, rule)
    return None if now_seen.locked_at is None else rule.length - (now - now_seen.locked_at)


def minutes(left: timedelta) -> int:
    """Whole minutes to wait, at least one.

    >>> minutes(timedelta(minutes=29, seconds=1)), minutes(timedelta(seconds=0))
    (30, 1)
    """
    return max(1, ceil(left.total_seconds() / 60))


def worth_a_row(refused: int) -> bool:
    """Whether this many tries turned away deserve a row of the log: at 1, 10, 100 …, so that a flood stays short.

    >>> [count for count in range(2000) if worth_a_row(count)]
    [1, 10, 100, 1000]
    """
    return refused > 0 and str(refused).strip("0") == "1"
