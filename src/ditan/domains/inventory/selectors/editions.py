"""Editions of inventories: what was frozen, by whom and why, who signed, and whether it computes to the same digits."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.json import KT

from ditan.core.inventory.co2e import GwpSet
from ditan.core.inventory.freezing import differences, gwp_in
from ditan.domains.inventory.models import Edition, Emission, Inventory, Row, State
from ditan.domains.inventory.selectors.amounts import gwp_of
from ditan.domains.inventory.selectors.inventories import RowLine, get_inventory
from ditan.domains.inventory.tracing import trace_in


def list_editions(inventory: Inventory) -> QuerySet[Edition]:
    """The newest first, each with its signatures, `co2e` (text of tonnes with land use, None where it cannot be had) and the
    `unknown_rows` that it does not hold (text of a JSON list), without the bulk of its content. Two queries."""
    total = "content__totals__co2e__with_land"
    found = inventory.editions.defer("content").prefetch_related("signatures").order_by("-number")
    return found.annotate(co2e=KT(f"{total}__tonnes"), unknown_rows=KT(f"{total}__unknown"))


def get_edition(user: Any, pk: int, number: int) -> Edition:
    """One edition of an inventory that the user sees; `DoesNotExist` where there is none."""
    inventory = get_inventory(user, pk)
    found: Edition = inventory.editions.prefetch_related("signatures").get(number=number)
    found.inventory = inventory
    return found


def newest_edition(inventory: Inventory) -> Edition | None:
    """The edition that stands for a locked or signed inventory; None of a draft, which is what its rows say now."""
    if inventory.is_draft or not inventory.edition:
        return None
    found: Edition = inventory.editions.get(number=inventory.edition)
    return found


def verified(edition: Edition) -> list[str]:
    """What comes out differently when the edition is computed again from its own content; empty where nothing does."""
    return differences(edition.content, edition.digest)


def gwp_for(inventory: Inventory) -> GwpSet:
    """The GWPs that count for an inventory: frozen ones where it is locked or signed, else those of the house.

    Read once for an inventory that was fetched: rows that ask one after the other cost no more than one.
    """
    if inventory.state == State.DRAFT or not inventory.edition:
        return gwp_of(inventory.gwp_set, inventory.unverified)
    kept: dict[int, GwpSet] = inventory.__dict__.setdefault("_frozen_gwps", {})
    if inventory.edition not in kept:
        names = ("about", "factors", "gwp", "gwp_by_origin")
        asked = inventory.editions.filter(number=inventory.edition)
        found = asked.values_list(*(f"content__{name}" for name in names))[0]
        kept[inventory.edition] = gwp_in(dict(zip(names, found, strict=True)))
    return kept[inventory.edition]


def lines_in(edition: Edition) -> list[RowLine]:
    """The frozen rows as the grid shows rows, with their amounts and working; nothing of it is stored anew."""
    return [_row_line(edition.content, each) for each in edition.content["rows"]]


def row_in(edition: Edition, row: int) -> RowLine:
    """One frozen row; `Row.DoesNotExist` where the edition has none of that key."""
    for each in edition.content["rows"]:
        if each["row"] == row:
            return _row_line(edition.content, each)
    raise Row.DoesNotExist


def totals_of(edition: Edition) -> dict[str, Decimal | None]:
    """CO2e of the edition in tonnes: with and without land use, and of purchased electricity and heat."""
    found = edition.content["totals"]["co2e"]
    return {name: Decimal(each["tonnes"]) if "tonnes" in each else None for name, each in found.items()}


def _row_line(content: Mapping[str, Any], said: Mapping[str, Any]) -> RowLine:
    names = ("kind", "category", "label", "values", "typed", "notation", "notation_reason", "choices", "own")
    row = Row(
        pk=said["row"],
        position=said["position"],
        **{name: said[name] for name in (*names, "uncertainty", "source_note")},
    )
    return RowLine(row, tuple(_emission(content, row, each) for each in said["lines"]))


def _emission(content: Mapping[str, Any], row: Row, line: Mapping[str, Any]) -> Emission:
    method, output = line["name"].split("|", 1)
    names = ("gas", "kind", "unit", "amount", "booked", "problems", "unverified")
    kept = {name: line[name] for name in names}
    return Emission(row=row, method=method, output=output, trace=trace_in(content, line), **kept)
