"""What a target asks for, and the values that it is held against, as plain values."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ditan.core.assessment import Convention, Direction


class Basis(StrEnum):
    """Whether a number tells a state, a year, or everything since a start."""

    LEVEL = "level"
    ANNUAL = "annual"
    CUMULATIVE = "cumulative"


@dataclass(frozen=True, slots=True)
class Asked:
    """A target, in the unit of its metric.

    Parameters
    ----------
    direction
        Where the metric should go.
    comparator
        As printed: `=`, `>=`, `<=`, `>`, `<`, `approx`.
    value, text
        A number, or words (不减少); neither where it is handed down and has not arrived.
    year
        By the end of which it is to be reached; None where the plan prints none.
    base_year, base_value
        Where the path starts; the value only where the plan prints it.
    is_decline
        Whether it is a fall in percent since the base year (累计下降18%); then the convention's own formulas hold.
    awaits_value
        Whether its value comes from above and is not there yet.
    assessed
        What a person decided after its year: `met`, `not_met`, `undecidable`; "" before.
    is_draft
        Whether the plan is a draft for comment, whose targets bind nobody.
    floor, ceiling
        Between which the metric can lie.
    """

    direction: Direction
    comparator: str = "="
    basis: Basis = Basis.LEVEL
    value: float | None = None
    text: str = ""
    year: int | None = None
    base_year: int | None = None
    base_value: float | None = None
    convention: Convention = Convention.LINEAR
    is_decline: bool = False
    awaits_value: bool = False
    assessed: str = ""
    is_draft: bool = False
    floor: float | None = None
    ceiling: float | None = None


@dataclass(frozen=True, slots=True)
class Actual:
    """One value that stands, in the unit of the metric.

    Parameters
    ----------
    year
        In which its period ends.
    first_year
        In which its period starts; it tells of which span a value over several years speaks.
    end
        Last day of the period.
    number, text
        One of them, or neither where the value is reported as unknown.
    is_final
        Whether its status is 定稿 or 公布.
    whole
        Whether it tells of the whole year or its end, and not of some months of it.
    name
        The period as a screen calls it.
    """

    year: int
    end: datetime.date
    number: float | None = None
    text: str = ""
    is_final: bool = False
    contested: bool = False
    whole: bool = True
    first_year: int | None = None
    name: str = ""

    @property
    def is_known(self) -> bool:
        return self.number is not None or bool(self.text)


def comparable(asked: Asked, series: Sequence[Actual]) -> tuple[Actual, ...]:
    """The values that the target may be held against, oldest first, one a year.

    Left out are parts of a year, values that are unknown, and, where it counts since a base year, those of an earlier count:
    a fall of 2016—2020 says nothing of a target of 2021—2025.
    """
    found: dict[int, Actual] = {}
    for each in sorted(series, key=lambda actual: (actual.year, actual.end)):
        if not (each.whole and each.is_known):
            continue
        if asked.basis is Basis.CUMULATIVE and asked.base_year is not None and asked.is_decline:
            if each.year <= asked.base_year:
                continue
            start = each.first_year if each.first_year is not None else each.year
            if start != each.year and start != asked.base_year + 1:
                continue
        found[each.year] = each
    return tuple(found.values())
