"""Merging, splitting, moving and abolishing regions by date, and what hangs on them: lower regions, units, facilities."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from ditan.base.directory.errors import InvalidFields, StillInUse, UnderItself
from ditan.base.directory.models import ChangeKind, Facility, LinkKind, Organisation, Region, RegionChange, RegionLink
from ditan.base.directory.permissions import MANAGE, require
from ditan.base.directory.services.logged import log
from ditan.base.directory.services.regions import (
    found_region,
    living,
    note_side,
    parent_of,
    unchanged_since,
)

CodeAndName = tuple[str, str]
Done = TypeVar("Done")


def rehearse(act: Callable[[], Done]) -> Done:
    """Do it and undo it: what it would refuse is refused, and nothing stays."""
    with transaction.atomic():
        done = act()
        transaction.set_rollback(True)
    return done


@transaction.atomic
def merge_regions(
    *, user: User, regions: Sequence[Region], into: CodeAndName, on: datetime.date, document: str = ""
) -> Region:
    """Several regions end on that day and one new region begins. What is below and in them goes over to it."""
    require(user, MANAGE)
    if len({region.pk for region in regions}) < 2:
        raise InvalidFields({"regions": _("合并至少需要两个不同的区划。")})
    old = [_ending(region, on) for region in regions]
    parent = parent_of(old[0])
    for region in old:
        _end(region, on)
    made = found_region(*into, parent, on, document)
    change = RegionChange.objects.create(kind=ChangeKind.MERGE, on=on, document=document)
    moved = [0, 0]
    for region in old:
        note_side(change, region, after=False)
        for link in region.linked.filter(valid_to__isnull=True):
            _relink(link, made, on)
        moved = [had + more for had, more in zip(moved, _rehouse(region, made), strict=True)]
    note_side(change, made, after=True)
    before = {"regions": [region.name for region in old]}
    after = {"name": made.name, "on": str(on), "organisations": moved[0], "facilities": moved[1]}
    log("regions_merged", user, "region", made, before=before, after=after)
    return made


@transaction.atomic
def split_region(
    *,
    user: User,
    region: Region,
    into: Sequence[CodeAndName],
    on: datetime.date,
    document: str = "",
    lower: Mapping[int, str] | None = None,
    units_to: str = "",
) -> list[Region]:
    """A region ends on that day and several begin.

    `lower` says by key to which of them, named by its code, each region below it, or zone across it, goes; `units_to` where units and
    facilities go. What nobody placed stays with the region that ended until somebody does: only people know where.
    """
    require(user, MANAGE)
    if len(into) < 2:
        raise InvalidFields({"into": _("拆分后至少应有两个区划。")})
    old = _ending(region, on)
    parent = parent_of(old)
    _end(old, on)
    change = RegionChange.objects.create(kind=ChangeKind.SPLIT, on=on, document=document)
    note_side(change, old, after=False)
    made = [found_region(code, name, parent, on, document) for code, name in into]
    for each in made:
        note_side(change, each, after=True)
    by_code = {each.code: each for each in made}
    placed = _place_lower(old, {key: _made(by_code, code) for key, code in (lower or {}).items() if code}, on)
    moved = _rehouse(old, _made(by_code, units_to)) if units_to else (0, 0)
    after: dict[str, object] = {"into": [each.name for each in made], "on": str(on), "lower": placed}
    after |= {"organisations": moved[0], "facilities": moved[1]}
    log("region_split", user, "region", old, before={"name": old.name}, after=after)
    return made


@transaction.atomic
def move_region(*, user: User, region: Region, parent: Region | None, on: datetime.date, document: str = "") -> Region:
    """Let a region belong to another from that day on, with all below it."""
    require(user, MANAGE)
    found = living(region, on)
    unchanged_since(found, on)
    old = parent_of(found)
    if (old.pk if old else None) == (parent.pk if parent else None):
        raise InvalidFields({"parent": _("隶属没有变化；请选择新的上级区划。")})
    if parent is not None:
        living(parent, on + datetime.timedelta(days=1))
        _refuse_below(found, parent)
    found.links.filter(kind=LinkKind.PARENT, valid_to__isnull=True).update(valid_to=on)
    if parent is not None:
        RegionLink.objects.create(region=found, other=parent, kind=LinkKind.PARENT, valid_from=on, source=document)
    names = {"before": old.name if old else "", "after": parent.name if parent else ""}
    note = _("隶属由“%(before)s”改为“%(after)s”") % {key: name or _("无上级") for key, name in names.items()}
    change = RegionChange.objects.create(kind=ChangeKind.MOVE, on=on, document=document, note=note[:400])
    for after in (False, True):
        note_side(change, found, after=after)
    log(
        "region_moved",
        user,
        "region",
        found,
        before={"parent": names["before"]},
        after={"parent": names["after"], "on": str(on)},
    )
    return found


@transaction.atomic
def abolish_region(*, user: User, region: Region, on: datetime.date, document: str = "") -> Region:
    """A region ends on that day and nothing takes its place. What is below and in it is placed first."""
    require(user, MANAGE)
    found = _ending(region, on)
    lower = found.linked.filter(kind=LinkKind.PARENT, valid_to__isnull=True).count()
    units = found.organisations.filter(valid_to__isnull=True).count()
    if lower or units:
        raise StillInUse(
            _(
                "“%(name)s”还有 %(lower)d 个下级区划、%(units)d 个所在单位；请先变更它们的隶属或所在区划，或改用合并、拆分。"
            )
            % {"name": found.name, "lower": lower, "units": units}
        )
    found.linked.filter(valid_to__isnull=True, valid_from__gte=on).delete()
    found.linked.filter(valid_to__isnull=True).update(valid_to=on)
    _end(found, on)
    change = RegionChange.objects.create(kind=ChangeKind.ABOLISH, on=on, document=document)
    note_side(change, found, after=False)
    log("region_abolished", user, "region", found, before={"name": found.name}, after={"on": str(on)})
    return found


def _ending(region: Region, on: datetime.date) -> Region:
    found = living(region, on)
    unchanged_since(found, on)
    return found


def _end(region: Region, on: datetime.date) -> None:
    region.valid_to = on
    region.save(update_fields=["valid_to"])
    region.names.filter(valid_to__isnull=True).update(valid_to=on)
    region.links.filter(valid_to__isnull=True).update(valid_to=on)


def _relink(link: RegionLink, new: Region, on: datetime.date) -> None:
    """What stood below the old region, or overlapped it, does so with the new one from that day on."""
    known = RegionLink.objects.filter(region=link.region_id, other=new, kind=link.kind, valid_to__isnull=True).exists()
    if link.valid_from is not None and link.valid_from >= on:
        if known:
            link.delete()
            return
        link.other = new  # it would have begun only after that day
        link.save(update_fields=["other"])
        return
    link.valid_to = on
    link.save(update_fields=["valid_to"])
    if not known:
        RegionLink.objects.create(region=link.region, other=new, kind=link.kind, valid_from=on, source=link.source)


def _rehouse(old: Region, new: Region) -> tuple[int, int]:
    """Units and facilities that exist are in the new region; gives how many of each."""
    units = Organisation.objects.filter(region=old, valid_to__isnull=True).update(region=new, version=F("version") + 1)
    return units, Facility.objects.filter(region=old, valid_to__isnull=True).update(region=new)


def _place_lower(old: Region, placed: Mapping[int, Region], on: datetime.date) -> dict[str, str]:
    """Put each region that stood below the old one, or overlapped it, where it was said to go; gives both names."""
    done: dict[str, str] = {}
    for link in old.linked.filter(valid_to__isnull=True).select_related("region"):
        if link.region_id in placed:
            _relink(link, placed[link.region_id], on)
            done[link.region.name] = placed[link.region_id].name
    return done


def _made(by_code: Mapping[str, Region], code: str) -> Region:
    found = by_code.get(code.strip())
    if found is None:
        raise InvalidFields(
            {"lower": _("代码“%(code)s”不在拆分后的区划中；请重新选择去向。") % {"code": code.strip()[:20]}}
        )
    return found


def _refuse_below(region: Region, parent: Region) -> None:
    at: Region | None = parent
    while at is not None:
        if at.pk == region.pk:
            raise UnderItself(
                _("“%(parent)s”就在“%(name)s”之下（或就是它本身），不能作它的上级；请另选。")
                % {"parent": parent.name, "name": region.name}
            )
        at = parent_of(at)
