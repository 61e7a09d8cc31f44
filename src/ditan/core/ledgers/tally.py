"""What a list of matters adds up to, in pieces and in weight, so that splitting a matter improves nothing."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

LateDays = Callable[[datetime.date, datetime.date], int | None]
"""Working days from a deadline until a later day; None where the holidays of a year are not published."""


@dataclass(frozen=True, slots=True)
class Led:
    """A matter as it counts for whoever leads it.

    weight
        What the matter itself weighs, without what its sub-tasks took of it (`Matter.own_weight`).
    part
        Whether it is a sub-task of another.
    owed
        Whether it still has to be reported.
    reported_on
        The day of the report of completion that stands; None where there is none, or a done one names no day.
    late_days
        Working days that the report came behind the deadline, None where they are not known.
    """

    who: Hashable
    weight: Decimal
    due_on: datetime.date
    handed_out_on: datetime.date | None = None
    part: bool = False
    parts: int = 0
    owed: bool = True
    reported_on: datetime.date | None = None
    late_days: int | None = None
    times_returned: int = 0


@dataclass(slots=True)
class Sum:
    """Pieces, those among them that are whole matters, and their weight."""

    count: int = 0
    whole: int = 0
    weight: Decimal = Decimal(0)

    def add(self, one: Led) -> None:
        self.count += 1
        self.whole += not one.part
        self.weight += one.weight


@dataclass(slots=True)
class Tally:
    """What one organisation led in a period.

    `handed_out` counts what was handed out in the period. All others count what was due in it: `on_time`, `late` (reported
    behind the deadline), `overdue` (not reported, deadline gone), `running` (deadline still to come) and `unknown` (done, day
    of completion not known), whose sum is `due`. `returned` were sent back by the review at least once, `times_returned`
    says how often. `late_days` are working days of `late` and `overdue` together; `days_unknown` of them could not be
    counted. `split` were divided into `pieces` sub-tasks.
    """

    handed_out: Sum = field(default_factory=Sum)
    due: Sum = field(default_factory=Sum)
    on_time: Sum = field(default_factory=Sum)
    late: Sum = field(default_factory=Sum)
    overdue: Sum = field(default_factory=Sum)
    running: Sum = field(default_factory=Sum)
    unknown: Sum = field(default_factory=Sum)
    returned: Sum = field(default_factory=Sum)
    times_returned: int = 0
    late_days: int = 0
    days_unknown: int = 0
    split: int = 0
    pieces: int = 0

    @property
    def rate(self) -> Decimal | None:
        """Weight on time by weight decided (on time, late, overdue), from 0 to 1; None where nothing is decided yet."""
        base = self.on_time.weight + self.late.weight + self.overdue.weight
        return self.on_time.weight / base if base else None

    @property
    def rate_whole(self) -> Decimal | None:
        """The same over whole matters, each as one and sub-tasks left out; None where none is decided."""
        base = self.on_time.whole + self.late.whole + self.overdue.whole
        return Decimal(self.on_time.whole) / base if base else None


def tally(
    matters: Iterable[Led], start: datetime.date, end: datetime.date, today: datetime.date, late: LateDays
) -> dict[Hashable, Tally]:
    """Add up what was handed out or due from `start` to `end`, both included, by whoever leads it.

    The weights of a matter and of all that it was split into sum to the weight that it had, so that weights and the rate by
    weight do not grow with splitting; pieces do, which is why they stand beside whole matters.

    Example
    -------
    >>> day = datetime.date(2026, 6, 30)
    >>> one = Led("a", Decimal(1), day, owed=False, reported_on=day, late_days=0)
    >>> tally([one], day, day, day, lambda due, at: 0)["a"].rate
    Decimal('1')
    """
    found: dict[Hashable, Tally] = {}
    for one in matters:
        handed = one.handed_out_on is not None and start <= one.handed_out_on <= end
        due = start <= one.due_on <= end
        if not (handed or due):
            continue
        at = found.setdefault(one.who, Tally())
        if handed:
            at.handed_out.add(one)
        if due:
            _count(at, one, today, late)
    return found


def _count(at: Tally, one: Led, today: datetime.date, late: LateDays) -> None:
    at.due.add(one)
    at.split += one.parts > 0
    at.pieces += one.part
    if one.times_returned:
        at.returned.add(one)
        at.times_returned += one.times_returned
    if one.reported_on is not None:
        days: int | None = one.late_days
        behind = one.reported_on > one.due_on
        (at.late if behind else at.on_time).add(one)
    elif not one.owed:
        at.unknown.add(one)
        return
    else:
        behind = today > one.due_on
        days = late(one.due_on, today) if behind else 0
        (at.overdue if behind else at.running).add(one)
    if behind:
        at.late_days += days or 0
        at.days_unknown += days is None
