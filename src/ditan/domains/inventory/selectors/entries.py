"""Rows as entries of an inventory: what `core.inventory` sums, views in several ways, and turns into CO2e."""

from __future__ import annotations

from collections.abc import Iterable

from ditan.core.factors import FactorBook
from ditan.core.factors.fuels import fuels
from ditan.core.inventory.booking import SCALES
from ditan.core.inventory.co2e import GwpSet, gwp_set
from ditan.core.inventory.entries import Entry
from ditan.core.inventory.kinds import kind_of
from ditan.core.inventory.notation import Key
from ditan.domains.inventory.models import Emission, Inventory, Row
from ditan.domains.inventory.selectors.books import factor_book
from ditan.domains.inventory.selectors.inventories import RowLine

COUNTED = ("emission", "removal", "memo")
"""Kinds of outputs that are amounts of a gas of the inventory; energy and checks are not."""


def entries_of(lines: Iterable[RowLine]) -> tuple[Entry, ...]:
    """What the rows contribute; the name of an entry's row is its key. No query."""
    return tuple(entry for line in lines for entry in _of_row(line))


def gwp_of(inventory: Inventory, book: FactorBook | None = None) -> GwpSet:
    """The GWP set that the inventory names; `GwpRefused` where the book does not have it."""
    return gwp_set(book or factor_book(), inventory.gwp_set, unverified=inventory.unverified)


def is_biomass(row: Row) -> bool:
    """Whether the row burns a fuel of biomass."""
    fuel = fuels().get(str(row.values.get("fuel") or ""))
    return fuel is not None and fuel.biomass


def _of_row(line: RowLine) -> list[Entry]:
    row, biomass = line.row, is_biomass(line.row)
    if row.notation:
        gases = [gas for gas in kind_of(row.kind).gases if gas in SCALES]
        return [Entry(str(row.pk), row.category, gas, key=Key(row.notation)) for gas in gases]
    return [_of_emission(row, each, biomass) for each in line.emissions if each.kind in COUNTED and each.gas]


def _of_emission(row: Row, emission: Emission, biomass: bool) -> Entry:
    problem = "；".join(each["message"] for each in emission.problems)
    return Entry(
        str(row.pk),
        row.category,
        emission.gas,
        emission.booked,
        memo=emission.kind == "memo",
        biomass=biomass,
        problem=problem if emission.booked is None else "",
    )
