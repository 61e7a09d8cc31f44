"""Factors that speak of the same thing, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from ditan.core.factors.book import FactorBook
from ditan.core.factors.factor import ATTRIBUTES, Factor

Place = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Factors of the same quantity, gas and attributes that do not all give the same value."""

    factors: tuple[Factor, ...]

    @property
    def sets(self) -> tuple[str, ...]:
        """Codes of the sets that speak, each once."""
        return tuple(dict.fromkeys(each.factor_set for each in self.factors))

    @property
    def spread(self) -> float | None:
        """How far the largest lies above the smallest, as a share of the smallest; None where that says nothing."""
        return spread(self.factors)


@dataclass(frozen=True, slots=True)
class Pair:
    """What two sets say of one thing; one side is empty where that set says nothing of it.

    Parameters
    ----------
    change
        From left to right as a share of left; None where a side has no single number or the units differ.
    """

    left: tuple[Factor, ...]
    right: tuple[Factor, ...]

    @property
    def either(self) -> Factor:
        """A factor of the pair, for what both speak of."""
        return (*self.left, *self.right)[0]

    @property
    def same(self) -> bool:
        """Whether both sides say, and say the same."""
        return bool(self.left) and amounts(self.left) == amounts(self.right)

    @property
    def change(self) -> float | None:
        """See the class."""
        if len(amounts(self.left)) != 1 or len(amounts(self.right)) != 1:
            return None
        return change(self.left[0], self.right[0])


@dataclass(frozen=True, slots=True)
class Other:
    """What another factor says of the same thing; `change` is from the one asked about to this, as a share of that."""

    factor: Factor
    change: float | None


def change(left: Factor, right: Factor) -> float | None:
    """From left to right as a share of left; None where one has no number, units differ or left is zero.

    >>> round(change(Factor("a", "", "ncv", 40.0, "GJ/t", "x"), Factor("b", "", "ncv", 42.0, "GJ/t", "y")), 3)
    0.05
    """
    if left.value is None or right.value is None or left.unit != right.unit or left.value == 0:
        return None
    return (right.value - left.value) / abs(left.value)


def others(book: FactorBook, factor: Factor) -> tuple[Other, ...]:
    """What the book says beside a factor of the same quantity, gas and attributes, in the order of the book; nothing for
    entries of a database, which share a place without speaking of the same thing."""
    if factor.quantity in LISTED_ONLY:
        return ()
    return tuple(Other(each, change(factor, each)) for each in book.beside(factor) if each.code != factor.code)


def conflicts(
    book: FactorBook, quantity: str = "", match: Mapping[str, str] | None = None, gas: str = ""
) -> tuple[Conflict, ...]:
    """Everything of which the book holds different values, in the order of the book.

    Parameters
    ----------
    quantity, gas, match
        Narrow the search to these; empty: all.
    """
    wanted = match or {}
    return tuple(
        Conflict(tuple(sorted(factors, key=lambda each: each.factor_set)))
        for place, factors in book.places()
        if (not quantity or place[0] == quantity)
        and (not gas or place[1] == gas)
        and all(place[2 + ATTRIBUTES.index(name)] == value for name, value in wanted.items())
        and place[0] not in LISTED_ONLY
        and len(amounts(factors)) > 1
    )


LISTED_ONLY = ("efdb",)
"""Quantities whose factors share a place without speaking of the same thing: entries of a database, kept to look up."""


def compare(book: FactorBook, left: str, right: str, quantity: str = "") -> tuple[Pair, ...]:
    """All that the two sets of those codes say, thing by thing: what both say first, in the order of the book."""
    of_sets = sorted(
        (each for each in book if each.factor_set in (left, right) and (not quantity or each.quantity == quantity)),
        key=lambda each: each.place,
    )
    pairs = [
        Pair(
            tuple(each for each in factors if each.factor_set == left),
            tuple(each for each in factors if each.factor_set == right),
        )
        for factors in (tuple(group) for _, group in groupby(of_sets, key=lambda each: each.place))
    ]
    return tuple(sorted(pairs, key=lambda pair: not (pair.left and pair.right)))


def amounts(factors: Iterable[Factor]) -> frozenset[tuple[float | None, str, str]]:
    """The different values that factors give: numbers with units, or the text where there is no number."""
    return frozenset((each.value, each.unit, "" if each.value is not None else each.text) for each in factors)


def spread(factors: Iterable[Factor]) -> float | None:
    """How far the largest value lies above the smallest, as a share of the smallest.

    None where a value is no number, units differ, or the smallest is not above zero.

    >>> from ditan.core.factors.factor import Factor
    >>> round(spread([Factor("a", "", "ncv", 40.0, "GJ/t", "x"), Factor("b", "", "ncv", 42.0, "GJ/t", "y")]), 3)
    0.05
    """
    told = tuple(factors)
    values = [each.value for each in told if each.value is not None]
    if len(values) != len(told) or len({each.unit for each in told}) > 1 or not values or min(values) <= 0:
        return None
    return (max(values) - min(values)) / min(values)
