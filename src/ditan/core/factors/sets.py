"""Sets of factors: guides, standards, notices and databases, each a choice that a user makes by name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ditan.core.factors.registry import rows_of


@dataclass(frozen=True, slots=True)
class FactorSet:
    """One set of `data/sets.csv`.

    Parameters
    ----------
    kind
        `guide`, `standard`, `notice`, `ipcc`, `database`, `paper`, `gwp` or `local`.
    note
        What a reader has to know before choosing it; Chinese.
    """

    code: str
    label: str
    english: str
    kind: str
    year: str
    note: str


@cache
def sets() -> dict[str, FactorSet]:
    """Every set by its code, in the order of the file."""
    return {row["code"]: FactorSet(**row) for row in rows_of("sets.csv")}


def label_of_set(code: str) -> str:
    """The Chinese name of a set; the code itself where the list does not have it.

    >>> label_of_set("ipcc_2006")
    '2006年IPCC国家温室气体清单指南'
    """
    known = sets().get(code)
    return known.label if known else code
