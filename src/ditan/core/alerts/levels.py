"""How grave an alert is: four colours, always said with their word."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Level(StrEnum):
    """Colours of an alert, the mildest first."""

    BLUE = "blue"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"


LABELS = {Level.RED: "红色", Level.ORANGE: "橙色", Level.YELLOW: "黄色", Level.BLUE: "蓝色"}
"""The word beside each colour, the gravest first."""

RANK = {level: rank for rank, level in enumerate(Level, start=1)}
"""A number that grows with the gravity."""

GRAVEST_FIRST = tuple(reversed(Level))


def is_worse(level: Level, than: Level | None) -> bool:
    """Whether one level is graver than another; anything is graver than none.

    Examples
    --------
    >>> is_worse(Level.RED, Level.ORANGE), is_worse(Level.BLUE, None), is_worse(Level.RED, Level.RED)
    (True, True, False)
    """
    return than is None or RANK[level] > RANK[than]


def worst(levels: Iterable[Level]) -> Level | None:
    """The gravest of these, None of none."""
    return max(levels, key=RANK.__getitem__, default=None)
