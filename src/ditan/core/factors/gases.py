"""Gases and pollutants that factors speak of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ditan.core.factors.registry import rows_of


@dataclass(frozen=True, slots=True)
class Gas:
    """One gas of `data/gases.csv`; `kind` is `ghg` (reported in an inventory), `other_ghg` or `pollutant`."""

    code: str
    label: str
    kind: str


@cache
def gases() -> dict[str, Gas]:
    """Every gas by its code, in the order of the file."""
    return {row["code"]: Gas(**row) for row in rows_of("gases.csv")}
