"""Two inventories, or two versions of one, cell by cell: what came, what went, what changed by how much and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ditan.core.inventory.notation import Key
from ditan.core.methods import Line, Operand

Where = tuple[str, ...]
"""What identifies a cell on both sides: row, category, gas, or only the last two."""


class Kind(StrEnum):
    """What became of a cell."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    SAME = "same"


class Cause(StrEnum):
    """Why an amount changed, as far as its working tells."""

    ACTIVITY = "activity"
    FACTOR = "factor"
    METHOD = "method"
    KEY = "key"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Side:
    """A cell of one inventory.

    Parameters
    ----------
    booked
        Amount in booked units; None where a key stands or nothing is known.
    method
        Code of the method with its version.
    activity
        What was entered, by name.
    factors
        By name of the parameter: code and value of the factor.
    """

    booked: int | None
    key: Key | None = None
    method: str = ""
    activity: Mapping[str, Any] = field(default_factory=dict)
    factors: Mapping[str, tuple[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell on both sides.

    Parameters
    ----------
    difference
        After less before in booked units; None where one side is no number.
    causes
        Every cause that the two workings show; `UNKNOWN` where they show none.
    """

    where: Where
    kind: Kind
    before: Side | None
    after: Side | None
    causes: tuple[Cause, ...] = ()

    @property
    def difference(self) -> int | None:
        old = self.before.booked if self.before else None
        new = self.after.booked if self.after else None
        return None if old is None or new is None else new - old

    @property
    def percent(self) -> float | None:
        """Of the amount before; None where that is no number or 0."""
        if self.difference is None or self.before is None or not self.before.booked:
            return None
        return self.difference / abs(self.before.booked) * 100


def compare(before: Mapping[Where, Side], after: Mapping[Where, Side]) -> tuple[Difference, ...]:
    """Every cell of either side, those that are the same included, in the order of `before` and then what was added."""
    return tuple(_difference(where, before.get(where), after.get(where)) for where in dict.fromkeys((*before, *after)))


def _difference(where: Where, old: Side | None, new: Side | None) -> Difference:
    if old is None or new is None:
        return Difference(where, Kind.ADDED if old is None else Kind.REMOVED, old, new)
    if (old.booked, old.key) == (new.booked, new.key):
        return Difference(where, Kind.SAME, old, new)
    return Difference(where, Kind.CHANGED, old, new, _causes(old, new))


def _causes(old: Side, new: Side) -> tuple[Cause, ...]:
    found = {
        Cause.KEY: old.key != new.key,
        Cause.METHOD: old.method != new.method,
        Cause.ACTIVITY: dict(old.activity) != dict(new.activity),
        Cause.FACTOR: dict(old.factors) != dict(new.factors),
    }
    return tuple(cause for cause, holds in found.items() if holds) or (Cause.UNKNOWN,)


def side_of(line: Line, booked: int | None) -> Side:
    """The cell of an evaluated line."""
    activity = {each.name: each.value for each in line.operands if not each.factors}
    factors = {
        each.name: ("+".join(factor.code for factor in each.factors), each.value)
        for each in line.operands
        if each.factors
    }
    return Side(booked, None, line.method.code, activity, factors)


@dataclass(frozen=True, slots=True)
class Effects:
    """A change split in two, in the unit of the output; the two add up to the change.

    Parameters
    ----------
    activity
        What the change of what was entered makes, averaged over both years' factors.
    factor
        What the change of factors makes, averaged over both years' activity.
    """

    activity: float
    factor: float


def effects(before: Line, after: Line) -> Effects | None:
    """The change between two lines of the same method split into activity and factor by their own formula.

    Each effect is the mean of taking it first and taking it last (Shapley), so that the two leave nothing over. Purchased
    electricity needs this: in 重庆 the grid factor rises while that of the nation falls.

    Returns
    -------
    Effects or None
        None where the lines are of different methods or numbers of controls, or an amount is not known.
    """
    if before.amount is None or after.amount is None:
        return None
    if (before.method.code, before.output.name) != (after.method.code, after.output.name):
        return None
    old, new = {each.name: each for each in before.operands}, {each.name: each for each in after.operands}
    factors = {name for name in old if old[name].factors or new[name].factors}
    if any(_size(old[name]) != _size(new[name]) for name in factors):
        return None

    def amount(activity: Mapping[str, Operand], factor: Mapping[str, Operand]) -> float:
        chosen = {name: (factor if name in factors else activity)[name].value for name in before.output.needs}
        return float(before.output.compute(**chosen))

    crossed, other = amount(new, old), amount(old, new)
    return Effects(
        ((crossed - before.amount) + (after.amount - other)) / 2,
        ((other - before.amount) + (after.amount - crossed)) / 2,
    )


def _size(operand: Operand) -> int:
    """Of a parameter picked once a control, how many; a row whose controls differ in number cannot be crossed."""
    return len(operand.value) if isinstance(operand.value, tuple) else 1
