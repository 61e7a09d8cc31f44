"""Rows and factors that the tests of checks use."""

from typing import Any

from ditan.core.factors import Factor, FactorBook
from ditan.core.inventory.categories import categories
from ditan.core.inventory.checks import Facts, RowFacts
from ditan.core.inventory.entries import Entry


def clinker(code: str, value: float, factor_set: str = "efdb_china", **more: Any) -> Factor:
    """An emission factor of clinker."""
    return Factor(
        code,
        "熟料排放因子",
        "emission_factor",
        value,
        "tCO2/t",
        factor_set,
        "CO2",
        process="clinker",
        verified=True,
        **more,
    )


BOOK = FactorBook(
    [
        clinker("nsp", 0.52284),
        clinker("shaft", 0.25295),
        clinker("guide", 0.538, "provincial_guide_2011"),
        clinker("ipcc", 0.51, "ipcc_2006", lower=0.479, upper=0.541),
    ]
)
"""EFDB 223694 ff, the guide of 2011 and IPCC 2006: all are kept, they differ by kiln and edition."""


def row(name: str, category: str = "2.A.1", **more: Any) -> RowFacts:
    """A row of 1000 t of clinker, or what `more` says."""
    held: dict[str, Any] = {
        "kind": "clinker",
        "values": {"clinker_t": 1000.0},
        "activity": 1000.0,
        "unit": "t",
        "amounts": {"CO2": 522.84},
    }
    return RowFacts(name, name, category, **{**held, **more})


def facts(*rows: RowFacts, entries: tuple[Entry, ...] = (), **more: Any) -> Facts:
    """An inventory of 2023."""
    return Facts(2023, "重庆", categories(), rows, entries, **more)
