"""The inventories of a region through the years: what each says now, what it said in earlier editions, what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from ditan.core.inventory.co2e import GwpRefused
from ditan.core.inventory.comparing import Cause, Kind
from ditan.core.inventory.entry import as_asked
from ditan.core.inventory.kinds import kind_of
from ditan.core.inventory.series import Policy, Reason, Recalculation, SeriesRefused, recalculation
from ditan.core.methods import Input, InputKind
from ditan.domains.inventory.models import Edition, Inventory, Row, State
from ditan.domains.inventory.selectors.amounts import entries_of
from ditan.domains.inventory.selectors.comparing import compared, state_of, territorial
from ditan.domains.inventory.selectors.editions import gwp_for
from ditan.domains.inventory.selectors.scope import visible_inventories

MOST_YEARS = 60
_RANK = {State.SIGNED: 2, State.LOCKED: 1, State.DRAFT: 0}
_REASONS = {Cause.ACTIVITY: Reason.ACTIVITY, Cause.FACTOR: Reason.FACTOR, Cause.METHOD: Reason.METHOD}


@dataclass(frozen=True, slots=True)
class Frozen:
    """An edition with its total, t CO2e with land use; `change` against the edition before."""

    number: int
    at: datetime
    by_name: str
    reason: str
    gwp_set: str
    co2e: Decimal | None
    change: Decimal | None
    signed: bool
    unknown: int


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year of the series.

    Parameters
    ----------
    co2e
        What the inventory says now, t with land use; None where it is not known.
    unknown
        How many rows it does not hold, as their amount is not known.
    """

    inventory: Inventory
    co2e: Decimal | None
    gwp_set: str
    editions: tuple[Frozen, ...]
    unknown: int


@dataclass(frozen=True, slots=True)
class Series:
    """A region through the years.

    Parameters
    ----------
    verdict
        Whether the base year has to be published anew; None without a base year, or where `refused` says why not.
    """

    lines: tuple[YearLine, ...]
    verdict: Recalculation | None = None
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """A number that a row lacks and other years have."""

    row: Row
    input: Input
    known: Mapping[int, float] = field(default_factory=dict)


def series_of(user: Any, inventory: Inventory, threshold: float) -> Series:
    """The region's inventories by year, of each year the one that is furthest on; editions with their totals.

    Where an inventory was frozen more than once, its first and present states are compared to say why it was recalculated.
    """
    standing = _standing(user, inventory)
    editions = _editions([each.pk for each in standing])
    lines, before, after = [], {}, {}
    reasons: dict[int, tuple[Reason, ...]] = {}
    for each in standing:
        frozen = editions.get(each.pk, ())
        total, gwp_set, unknown = _now(each, frozen)
        lines.append(YearLine(each, total, gwp_set, frozen, unknown))
        if total is not None:
            after[each.year] = float(total)
        first = frozen[0] if frozen else None
        if first is not None and first.co2e is not None:
            before[each.year] = float(first.co2e)
            if first.co2e != total:
                reasons[each.year] = _reasons(user, each, first, gwp_set)
    if inventory.base_year is None or not before:
        return Series(tuple(lines))
    try:
        verdict = recalculation(before, after, reasons, Policy(inventory.base_year, threshold))
    except SeriesRefused as refused:
        return Series(tuple(lines), None, str(refused))
    return Series(tuple(lines), verdict)


def missing_in(user: Any, inventory: Inventory) -> list[Missing]:
    """Numbers that rows of the draft lack while the same row of other years has them. Three queries."""
    others = {each.pk: each.year for each in _standing(user, inventory) if each.year != inventory.year}
    known: dict[tuple[Any, ...], dict[int, float]] = defaultdict(dict)
    for row in Row.objects.filter(inventory__in=others, removed_at__isnull=True, notation=""):
        for name, value in row.values.items():
            if isinstance(value, int | float) and not isinstance(value, bool):
                known[_same(row), name][others[row.inventory_id]] = float(value)
    found = []
    for row in inventory.rows.filter(removed_at__isnull=True, notation="").order_by("position", "pk"):
        for asked in kind_of(row.kind).inputs:
            years = known.get((_same(row), asked.name))
            if asked.kind == InputKind.NUMBER and row.values.get(asked.name) is None and years:
                found.append(Missing(row, as_asked(asked, row.values), dict(sorted(years.items()))))
    return found


def _same(row: Row) -> tuple[Any, ...]:
    """What a row has in common with itself in another year: where it stands, what it is called, and what was chosen."""
    chosen = sorted((name, each) for name, each in row.values.items() if isinstance(each, str) and name != "evidence")
    return row.category, row.kind, row.label.strip(), tuple(chosen)


def _standing(user: Any, inventory: Inventory) -> list[Inventory]:
    """Of each year of the region one inventory: this one in its year, else the one that is furthest on."""
    found: dict[int, Inventory] = {}
    asked = visible_inventories(user).filter(region=inventory.region, demo=inventory.demo)
    for each in asked.order_by("-year", "pk")[:MOST_YEARS]:
        best = found.get(each.year)
        if best is None or _RANK[State(each.state)] >= _RANK[State(best.state)]:
            found[each.year] = each
    found[inventory.year] = inventory
    return [found[year] for year in sorted(found)]


def _editions(inventories: Sequence[int]) -> dict[int, tuple[Frozen, ...]]:
    """By inventory, the oldest first. Two queries, without the bulk of the contents."""
    names = ("inventory_id", "number", "at", "by_name", "reason")
    asked = Edition.objects.filter(inventory__in=inventories).order_by("inventory_id", "number")
    signed = set(
        Edition.objects.filter(inventory__in=inventories, signatures__duty="reviewed").values_list(
            "inventory_id", "number"
        )
    )
    found: dict[int, list[Frozen]] = defaultdict(list)
    total_of = "content__totals__co2e__with_land"
    for pk, number, at, by_name, reason, gwp_set, text, unknown in asked.values_list(
        *names, "content__about__gwp_set", f"{total_of}__tonnes", f"{total_of}__unknown"
    ):
        total = Decimal(text) if text else None
        last = found[pk][-1] if found[pk] else None
        alike = last is not None and last.gwp_set == gwp_set and last.co2e is not None and total is not None
        change = (
            total - last.co2e if alike and last is not None and total is not None and last.co2e is not None else None
        )
        found[pk].append(
            Frozen(number, at, by_name, reason, gwp_set, total, change, (pk, number) in signed, len(unknown or []))
        )
    return {pk: tuple(each) for pk, each in found.items()}


def _now(inventory: Inventory, frozen: Sequence[Frozen]) -> tuple[Decimal | None, str, int]:
    """What an inventory says now, with which GWPs, without how many rows: of a frozen one its edition, of a draft its rows."""
    if not inventory.is_draft and frozen:
        return frozen[-1].co2e, frozen[-1].gwp_set, frozen[-1].unknown
    try:
        total, unknown = territorial(gwp_for(inventory), entries_of(inventory))
    except GwpRefused:
        return None, inventory.gwp_set, 0
    return total, inventory.gwp_set, unknown


def _reasons(user: Any, inventory: Inventory, first: Frozen, gwp_set: str) -> tuple[Reason, ...]:
    """Why the inventory says something else than its first edition."""
    found = {Reason.GWP} if first.gwp_set != gwp_set else set()
    states = (state_of(user, inventory, f"e{first.number}"), state_of(user, inventory, "now"))
    for cell in compared(*states).cells:
        found |= {_REASONS[each] for each in cell.difference.causes if each in _REASONS}
        if cell.difference.kind in (Kind.ADDED, Kind.REMOVED) or Cause.KEY in cell.difference.causes:
            found.add(Reason.ACTIVITY)
    return tuple(each for each in Reason if each in found) or (Reason.ERROR,)
