"""What an evaluation gives: a level, a sentence, and the numbers behind it."""

from __future__ import annotations

from dataclasses import dataclass

from ditan.core.alerts.levels import Level
from ditan.core.periods import Period


@dataclass(frozen=True, slots=True)
class Value:
    """A value as rules look at it.

    Parameters
    ----------
    period
        What it is for.
    number
        In `unit`; None where it is unknown, not applicable or a text. Unknown is not zero: no rule fires on it.
    unit
        As printed.
    """

    period: Period
    number: float | None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that made a rule fire.

    Parameters
    ----------
    role
        `value`, `base`, `limit`, `change`, `target`, `forecast`, `low`, `high`, `due`, `late`, `progress`.
    label
        What a screen calls it.
    text
        As it is read, without the unit.
    unit
        Its unit.
    period
        Code of the period that it is for, empty where it is for none.
    """

    role: str
    label: str
    text: str
    unit: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Firing:
    """That a rule fires: how grave it is, why in one sentence, and with which numbers."""

    level: Level
    sentence: str
    figures: tuple[Figure, ...]


def shown(number: float) -> str:
    """A number as a sentence says it.

    Examples
    --------
    >>> shown(67.0), shown(1560.9), shown(-0.5), shown(0.1 + 0.2)
    ('67', '1,560.9', '-0.5', '0.3')
    """
    text = f"{number:,.12g}"
    return text if "e" in text else text.rstrip("0").rstrip(".") if "." in text else text


def with_unit(text: str, unit: str) -> str:
    """A number and its unit; a percent sign stands close.

    >>> with_unit("35", "微克/立方米"), with_unit("6.6", "%"), with_unit("3", "")
    ('35 微克/立方米', '6.6%', '3')
    """
    if not unit:
        return text
    return f"{text}{unit}" if unit in ("%", "‰") else f"{text} {unit}"
