"""What the rows of an inventory come to, as `core.inventory` takes it: for totals, views, checks and tables alike."""

from __future__ import annotations

from functools import cache
from typing import Any

from ditan.core.factors.fuels import fuels
from ditan.core.factors.loading import book
from ditan.core.inventory.co2e import GwpSet, gwp_set
from ditan.core.inventory.entries import Entry
from ditan.core.inventory.kinds import kind_of
from ditan.core.inventory.notation import Key
from ditan.core.methods import OutputKind
from ditan.domains.inventory.models import Emission, Inventory

COUNTED = (OutputKind.EMISSION, OutputKind.REMOVAL, OutputKind.MEMO)
"""What is an amount of a gas of the inventory; energy and figures that are only compared are none."""


def entries_of(inventory: Inventory) -> list[Entry]:
    """Every amount, key and unknown of the inventory; `Entry.row` is the key of its row. Two queries.

    A row with a notation key gives that key for every gas that its kind may give.
    """
    rows = {
        pk: (kind, category, notation, is_biomass(values))
        for pk, kind, category, notation, values in inventory.rows.filter(removed_at__isnull=True)
        .order_by("position", "pk")
        .values_list("pk", "kind", "category", "notation", "values")
    }
    amounts = Emission.objects.filter(row__inventory=inventory, row__removed_at__isnull=True)
    found = [
        Entry(
            str(row),
            rows[row][1],
            gas,
            booked,
            memo=kind == OutputKind.MEMO,
            biomass=rows[row][3],
            problem="；".join(each["message"] for each in problems),
        )
        for row, gas, kind, booked, problems in amounts.filter(kind__in=COUNTED)
        .exclude(gas="")
        .order_by("row__position", "row", "pk")
        .values_list("row_id", "gas", "kind", "booked", "problems")
        if row in rows
    ]
    for pk, (kind, category, notation, biomass) in rows.items():
        if notation:
            found += [
                Entry(str(pk), category, gas, key=Key(notation), biomass=biomass) for gas in kind_of(kind).keyed_gases
            ]
    return found


def is_biomass(values: dict[str, Any]) -> bool:
    """Whether what a row burns is biomass."""
    fuel = fuels().get(str(values.get("fuel") or ""))
    return fuel is not None and fuel.biomass


@cache
def gwp_of(name: str, unverified: bool) -> GwpSet:
    """The named GWP set of the house; `GwpRefused` where it cannot be had."""
    return gwp_set(book(), name, unverified=unverified)
