"""An inventory as it stands, row by row, ready to be computed with: a draft by the factors of today, a frozen one by its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ditan.core.inventory.co2e import GwpSet
from ditan.core.inventory.freezing import lines_again
from ditan.core.methods import Line
from ditan.domains.inventory.models import Inventory, State
from ditan.domains.inventory.selectors.amounts import is_biomass
from ditan.domains.inventory.selectors.books import factor_book
from ditan.domains.inventory.selectors.editions import gwp_for, newest_edition
from ditan.domains.inventory.services.computing import lines_now

_RANK = {State.SIGNED: 2, State.LOCKED: 1, State.DRAFT: 0}


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A row with its computed lines.

    Parameters
    ----------
    percents
        ± % of its inputs, as entered.
    """

    name: str
    position: int
    label: str
    category: str
    biomass: bool
    percents: Mapping[str, float]
    lines: tuple[Line, ...]


def standing_rows(inventory: Inventory) -> list[StandingRow]:
    """All rows without a notation key. Two queries."""
    edition = newest_edition(inventory)
    if edition is not None:
        return [_frozen(edition.content, said) for said in edition.content["rows"] if not said["notation"]]
    rows = list(inventory.rows.filter(removed_at__isnull=True, notation="").order_by("position", "pk"))
    lines = lines_now(inventory, rows, factor_book())
    return [
        StandingRow(
            str(row.pk),
            row.position,
            str(row),
            row.category,
            is_biomass(row.values),
            row.uncertainty,
            tuple(lines[row.pk]),
        )
        for row in rows
    ]


def base_of(inventory: Inventory) -> Inventory | None:
    """The inventory of its base year: of the region, the one that is furthest on; None where there is none."""
    if inventory.base_year is None or inventory.base_year == inventory.year:
        return None
    found = Inventory.objects.filter(region=inventory.region, year=inventory.base_year, demo=inventory.demo)
    ranked = sorted(found.select_related("region"), key=lambda each: (_RANK[State(each.state)], each.pk))
    return ranked[-1] if ranked else None


def standing_gwp(inventory: Inventory) -> GwpSet:
    """The GWPs that it counts with."""
    return gwp_for(inventory)


def _frozen(content: Mapping[str, Any], said: Mapping[str, Any]) -> StandingRow:
    label = said["label"] or f"{said['category']} {said['kind']}"
    lines = tuple(lines_again(content, said))
    return StandingRow(
        str(said["row"]),
        said["position"],
        label,
        said["category"],
        bool(said["biomass"]),
        said["uncertainty"],
        lines,
    )
