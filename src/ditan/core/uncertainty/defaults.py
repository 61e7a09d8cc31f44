"""Ranges that a user may choose to assume where neither a row nor a factor gives one. None is verified, none is ever used alone."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class DefaultRange:
    """A customary range of a category and gas, half of the 95 % range in %.

    Parameters
    ----------
    activity, factor
        From and to; `factor` is None where `factor_text` says what cannot be said as ± %.
    """

    category: str
    gas: str
    name: str
    activity: tuple[float, float]
    factor: tuple[float, float] | None
    factor_text: str
    source: str
    verified: bool


@cache
def default_ranges() -> tuple[DefaultRange, ...]:
    """All of them.

    Examples
    --------
    >>> default_ranges()[0].activity
    (1.0, 5.0)
    """
    with (files(__package__) / "data" / "defaults.csv").open(encoding="utf-8") as read:
        return tuple(
            DefaultRange(
                row["category"],
                row["gas"],
                row["name"],
                (float(row["activity_low"]), float(row["activity_high"])),
                (float(row["factor_low"]), float(row["factor_high"])) if row["factor_low"] else None,
                row["factor_text"],
                row["source"],
                row["verified"] == "yes",
            )
            for row in csv.DictReader(read)
        )


def suggested(path: tuple[str, ...], gas: str) -> tuple[DefaultRange, ...]:
    """Those for a category, given with all above it, and a gas; for a person to choose from."""
    return tuple(each for each in default_ranges() if each.category in path and each.gas == gas)
