"""Values of a formula's part for every subject and period at once, with what is not known of them and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ditan.core.metrics.dimensions import addable, chinese, pure
from ditan.core.metrics.problems import Misfit

Floats = NDArray[np.float64]
Marks = NDArray[np.bool_]
Read = tuple[str, int]
"""A metric's code and the place of a period: what a value was read from."""
Fault = tuple[str, Marks]
"""Why a value does not exist though all its inputs are known, and where."""

NOTHING: frozenset[Read] = frozenset()
TOO_LARGE = "计算结果超出可表示的范围"


@dataclass(frozen=True, slots=True)
class Column:
    """A part of a formula.

    Parameters
    ----------
    values
        Shape (subjects, periods), in root units; a plain number has shape ().
    known
        Where there is a value.
    unit
        The root unit.
    reads
        For each period, what its values were read from; () for a plain number.
    faults
        Where something was divided by zero or grew too large.
    text
        The part as it was written, for messages.
    """

    values: Floats
    known: Marks
    unit: Any
    reads: tuple[frozenset[Read], ...] = ()
    faults: tuple[Fault, ...] = field(default=())
    text: str = ""

    @classmethod
    def number(cls, value: float, unit: Any = None) -> Column:
        return cls(np.asarray(value, dtype=float), np.asarray(True), pure() if unit is None else unit)

    @property
    def is_number(self) -> bool:
        return self.values.ndim == 0

    def moved(self, walk: Sequence[tuple[int, ...] | None]) -> Column:
        """The values at another period: `walk` names one place for each period, or None."""
        if self.is_number:
            return self
        places = np.array([found[0] if found else 0 for found in walk], dtype=int)
        there = np.array([found is not None for found in walk], dtype=bool)
        reads = tuple(self.reads[found[0]] if found else NOTHING for found in walk)
        faults = tuple((why, where[:, places] & there) for why, where in self.faults)
        return Column(self.values[:, places], self.known[:, places] & there, self.unit, reads, faults)

    def finite(self) -> Column:
        """The same, with what is no finite number marked as a fault."""
        wrong = self.known & ~np.isfinite(self.values)
        if not wrong.any():
            return self
        faults = (*self.faults, (TOO_LARGE, wrong))
        return Column(self.values, self.known & ~wrong, self.unit, self.reads, faults, self.text)


def joined(columns: Sequence[Column], values: Floats, unit: Any, faults: Sequence[Fault] = ()) -> Column:
    """A column computed from others, place by place: known where all of them are."""
    known = columns[0].known
    for column in columns[1:]:
        known = known & column.known
    for _why, where in faults:
        known = known & ~where
    kept = tuple(fault for column in columns for fault in column.faults)
    return Column(values, known, unit, merged([column.reads for column in columns]), (*kept, *faults)).finite()


def merged(reads: Sequence[tuple[frozenset[Read], ...]]) -> tuple[frozenset[Read], ...]:
    """What several columns read, period by period."""
    some = [each for each in reads if each]
    if len(some) < 2:
        return some[0] if some else ()
    return tuple(frozenset().union(*at) for at in zip(*some, strict=True))


def add(one: Column, other: Column) -> Column:
    return _same(one, other, np.add, "相加")


def subtract(one: Column, other: Column) -> Column:
    return _same(one, other, np.subtract, "相减")


def _same(one: Column, other: Column, how: Callable[[Floats, Floats], Floats], word: str) -> Column:
    if not addable(one.unit, other.unit):
        raise Misfit(f"“{one.text}”是{chinese(one.unit)}，“{other.text}”是{chinese(other.unit)}，不能{word}")
    with np.errstate(all="ignore"):
        return joined((one, other), how(one.values, other.values), one.unit)


def multiply(one: Column, other: Column) -> Column:
    with np.errstate(all="ignore"):
        return joined((one, other), one.values * other.values, one.unit * other.unit)


def divide(one: Column, other: Column) -> Column:
    """A quotient. Where the divisor is zero there is no value, and the fault names the divisor."""
    if other.is_number and other.values == 0:
        raise Misfit("除数是 0，没有意义", "syntax")
    zero = one.known & other.known & (other.values == 0)
    with np.errstate(all="ignore"):
        values = one.values / other.values
    faults = [(f"除数“{other.text}”为 0", zero)] if zero.any() else []
    return joined((one, other), values, one.unit / other.unit, faults)


def power(one: Column, other: Column) -> Column:
    """A power whose exponent is a plain number from -10 to 10."""
    if not other.is_number or abs(float(other.values)) > 10:
        raise Misfit("乘方的指数应为 -10 到 10 的数", "syntax")
    exponent = float(other.values)
    with np.errstate(all="ignore"):
        values = one.values**exponent
    zero = one.known & (one.values == 0) & (exponent < 0)
    faults = [(f"除数“{one.text}”为 0", zero)] if np.any(zero) else []
    return joined((one,), values, one.unit**exponent, faults)


def negative(one: Column) -> Column:
    return joined((one,), -one.values, one.unit)


def positive(one: Column) -> Column:
    return one
