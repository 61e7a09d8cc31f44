"""Reads of inventories: the list, one with its rows as a grid shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from ditan.base.links import address
from ditan.base.searching import holding
from ditan.domains.inventory.models import Emission, FindingState, Inventory, Row
from ditan.domains.inventory.permissions import VIEW
from ditan.domains.inventory.selectors.scope import visible_inventories


@dataclass(frozen=True, slots=True)
class InventoryFilters:
    """What the list is asked for."""

    q: str = ""
    state: str = ""
    year: int | None = None
    region: int | None = None


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row with what it comes to."""

    row: Row
    emissions: tuple[Emission, ...]

    def amount(self, gas: str, kind: str = "emission") -> float | None:
        """The sum of a gas over the row's outputs of that kind; None where one of them is not known or there is none."""
        found = [each.amount for each in self.emissions if each.gas == gas and each.kind == kind]
        return sum(each for each in found if each is not None) if found and None not in found else None

    @property
    def problems(self) -> tuple[str, ...]:
        """What keeps amounts of the row from being known, each sentence once."""
        told = (problem["message"] for each in self.emissions for problem in each.problems)
        return tuple(dict.fromkeys(told))


def list_inventories(user: Any, filters: InventoryFilters | None = None) -> QuerySet[Inventory]:
    """Inventories that match, the newest year first, each with the number of its rows and open findings."""
    asked = filters or InventoryFilters()
    rows = visible_inventories(user).annotate(
        row_count=Count("rows", filter=Q(rows__removed_at__isnull=True), distinct=True),
        open_findings=Count("findings", filter=Q(findings__state=FindingState.OPEN), distinct=True),
    )
    for word in asked.q.split():
        rows = rows.filter(holding(word, "title", "region__name", "organisation__name"))
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.year is not None:
        rows = rows.filter(year=asked.year)
    if asked.region is not None:
        rows = rows.filter(region=asked.region)
    return rows.order_by("-year", "region__code", "pk")


def get_inventory(user: Any, pk: int, permission: str = VIEW) -> Inventory:
    """One inventory; `Inventory.DoesNotExist` where the user does not reach it."""
    return visible_inventories(user, permission).get(pk=pk)


def page_of(user: Any, reference: str) -> str:
    """Where the inventory that a value of records came from opens; "" where it is none or the user does not reach it."""
    named, _, key = reference.partition(":")
    if named != "inventory" or not key.isdigit() or not visible_inventories(user).filter(pk=key).exists():
        return ""
    return address("inventory:inventory", int(key))


def row_lines(inventory: Inventory, kind: str = "", rows: Sequence[int] | None = None) -> list[RowLine]:
    """The rows in their order, each with its emissions; of one kind or with these keys only. Two queries."""
    asked = inventory.rows.filter(removed_at__isnull=True).select_related("source").order_by("position", "pk")
    if kind:
        asked = asked.filter(kind=kind)
    if rows is not None:
        asked = asked.filter(pk__in=rows)
    found = list(asked)
    by_row: dict[int, list[Emission]] = defaultdict(list)
    for each in Emission.objects.filter(row__in=[row.pk for row in found]).order_by("pk"):
        by_row[each.row_id].append(each)
    return [RowLine(row, tuple(by_row[row.pk])) for row in found]
