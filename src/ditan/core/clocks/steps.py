"""Which levels of a chain of escalation a deadline has reached."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from ditan.core.clocks.lights import surely_after
from ditan.core.clocks.working_days import WorkingDays, YearUnknown


@dataclass(frozen=True, slots=True)
class Step:
    """A level that is reached: its place in the chain, and the day on which it came up."""

    order: int
    on: datetime.date


def steps_reached(
    levels: Iterable[tuple[int, int]],
    due: datetime.date,
    since: datetime.date,
    today: datetime.date,
    calendar: WorkingDays,
) -> tuple[list[Step], int | None]:
    """The levels that a deadline has reached by today, ascending, and the first year whose holidays would be needed.

    Parameters
    ----------
    levels
        Pairs of a level's place in the chain and its working days after the deadline (negative: before it), ascending.
    since
        The day from which this deadline counts. Of levels that had come up before it only the last one is given: what
        is begun late begins at the level where it stands, and nobody is told of those that lie behind. A reminder ahead of
        the deadline that had come up by then is left out: whoever was just told of the deadline need not be reminded.

    Returns
    -------
    steps, unknown
        `unknown` is a year whose unpublished holidays keep a level from being placed. A level behind the deadline is then
        given on the day by which so many working days have passed under any arrangement (`surely_after`): late, but not
        never. None where every level up to today could be placed.
    """
    before: Step | None = None
    found: list[Step] = []
    unknown: int | None = None
    for order, after in levels:
        try:
            day = calendar.shift(due, after)
        except YearUnknown as error:
            unknown = error.year
            if after < 0:
                continue  # the deadline itself still comes up without a calendar
            day = surely_after(due, after)
        if day > today:
            break
        if after < 0 and day <= since:
            continue
        if day < since:
            before = Step(order, day)
        else:
            found.append(Step(order, day))
    return ([before] if before is not None else []) + found, unknown
