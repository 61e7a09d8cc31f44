"""Quantities: the kinds of parameters that a factor can be, with the units in which each may be given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ditan.core.factors.registry import rows_of


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity of `data/quantities.csv`.

    Parameters
    ----------
    units
        The units allowed, as the source's values are converted to; empty where any will do.
    low, high
        Outside of which no value of the quantity can be; None where there is no end.
    """

    code: str
    label: str
    english: str
    units: tuple[str, ...]
    low: float | None
    high: float | None
    note: str


@cache
def quantities() -> dict[str, Quantity]:
    """Every quantity by its code."""
    return {
        row["code"]: Quantity(
            row["code"],
            row["label"],
            row["english"],
            tuple(row["units"].split("|")) if row["units"] else (),
            float(row["low"]) if row["low"] else None,
            float(row["high"]) if row["high"] else None,
            row["note"],
        )
        for row in rows_of("quantities.csv")
    }


def label_of_quantity(code: str) -> str:
    """The Chinese name of a quantity; the code itself where the list does not have it.

    >>> label_of_quantity("ncv")
    '平均低位发热量'
    """
    known = quantities().get(code)
    return known.label if known else code
