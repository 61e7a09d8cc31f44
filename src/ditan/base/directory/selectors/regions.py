"""Regions as of a day: the tree in its order, each with the name that it had, and the zones beside it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from ditan.base.declaration import may
from ditan.base.directory.models import LinkKind, Region, RegionChange, RegionLink, RegionName
from ditan.base.directory.permissions import VIEW, require


@dataclass(slots=True)
class RegionRow:
    """A region as it was on the day. `depth` is its distance from the root of the tree."""

    region: Region
    name: str
    parent: Region | None = None
    depth: int = 0
    overlaps: list[Region] = field(default_factory=list)


def list_regions(user: Any, as_of: datetime.date | None = None, words: str = "", level: str = "") -> list[RegionRow]:
    """All regions of a day in the order of the tree, zones after the districts of their parent. Three queries."""
    if not may(user, VIEW):
        return []
    on = as_of or timezone.localdate()
    names = dict(RegionName.objects.as_of(on).values_list("region_id", "name"))
    rows = {}
    for region in Region.objects.as_of(on):
        region.name = names.get(region.pk, region.name)  # as it was called then; nothing here is saved
        rows[region.pk] = RegionRow(region, region.name)
    children: dict[int | None, list[RegionRow]] = {}
    for link in RegionLink.objects.as_of(on).order_by("other__code"):
        row = rows.get(link.region_id)
        if row is None or link.other_id not in rows:
            continue
        if link.kind == LinkKind.OVERLAPS:
            row.overlaps.append(rows[link.other_id].region)
        else:
            row.parent = rows[link.other_id].region
    for row in sorted(rows.values(), key=lambda each: each.region.code):
        children.setdefault(row.parent.pk if row.parent else None, []).append(row)
    kept = words.strip()
    return [
        row
        for row in _in_order(children)
        if (not level or row.region.level == level)
        and (not kept or kept in row.name or row.region.code.startswith(kept) or kept in row.region.other_names)
    ]


def _in_order(children: dict[int | None, list[RegionRow]]) -> list[RegionRow]:
    """Each row before those below it, and how deep it stands."""
    found: list[RegionRow] = []
    waiting = [(row, 0) for row in reversed(children.get(None, []))]
    while waiting:
        row, depth = waiting.pop()
        row.depth = depth
        found.append(row)
        waiting += [(lower, row.depth + 1) for lower in reversed(children.get(row.region.pk, []))]
    return found


def get_region(user: Any, pk: int) -> Region:
    """One region; `DoesNotExist` where the user may not see the directory."""
    rows = Region.objects.all() if may(user, VIEW) else Region.objects.none()
    return rows.get(pk=pk)


def region_changes(user: Any, region: Region) -> QuerySet[RegionChange]:
    """What happened to a region, newest first, with both sides."""
    rows = RegionChange.objects.filter(sides__region=region) if may(user, VIEW) else RegionChange.objects.none()
    return rows.distinct().prefetch_related("sides")


@dataclass(frozen=True, slots=True)
class Standing:
    """What hangs on a region today: what a change of it takes along."""

    region: Region
    lower: tuple[Region, ...]
    across: tuple[Region, ...]
    organisations: int
    facilities: int


def standing_of(user: Any, region: Region) -> Standing:
    """The regions below and across it, and how many units and facilities are in it. Three queries."""
    require(user, VIEW)
    links = list(region.linked.filter(valid_to__isnull=True).select_related("region").order_by("region__code"))
    return Standing(
        region,
        tuple(link.region for link in links if link.kind == LinkKind.PARENT),
        tuple(link.region for link in links if link.kind == LinkKind.OVERLAPS),
        region.organisations.filter(valid_to__isnull=True).count(),
        region.facilities.filter(valid_to__isnull=True).count(),
    )
