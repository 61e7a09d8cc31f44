"""Founding, renaming, merging and splitting regions by date. What was before the day stays as it was."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from ditan.base.directory.errors import InvalidFields, WrongDay
from ditan.base.directory.models import (
    ChangeKind,
    LinkKind,
    Region,
    RegionChange,
    RegionChangeSide,
    RegionKind,
    RegionLink,
    RegionName,
)
from ditan.base.directory.permissions import MANAGE, require
from ditan.base.directory.services.logged import log
from ditan.core.directory import CodeRefused, level_of_code, region_code

CodeAndName = tuple[str, str]


@transaction.atomic
def create_region(
    *,
    user: User,
    code: str,
    name: str,
    parent: Region | None = None,
    on: datetime.date | None = None,
    source: str = "",
    overlaps: Sequence[Region] = (),
) -> Region:
    """A region from that day on; a zone may overlap districts beside its place in the tree."""
    require(user, MANAGE)
    made = _found(code, name, parent, on, source)
    for other in overlaps:
        RegionLink.objects.create(region=made, other=other, kind=LinkKind.OVERLAPS, valid_from=on, source=source)
    log("region_created", user, "region", made, after={"code": made.code, "name": made.name, "on": str(on or "")})
    return made


@transaction.atomic
def rename_region(*, user: User, region: Region, name: str, on: datetime.date, document: str = "") -> Region:
    """Call a region otherwise from that day on; until then it keeps the name that it had."""
    require(user, MANAGE)
    found = _living(region, on)
    wanted = _name(name)
    last = found.names.filter(valid_to__isnull=True).first()
    if last is None:
        last = RegionName.objects.create(region=found, name=found.name, valid_from=found.valid_from)
    if last.name == wanted:
        raise InvalidFields({"name": _("新名称与现名“%(name)s”相同。") % {"name": wanted}})
    if last.valid_from is not None and last.valid_from >= on:
        raise WrongDay(
            _("现名“%(name)s”自 %(from)s 起使用；更名日期 %(on)s 须晚于这一天。")
            % {"name": last.name, "from": last.valid_from, "on": on}
        )
    last.valid_to = on
    last.save(update_fields=["valid_to"])
    RegionName.objects.create(region=found, name=wanted, valid_from=on)
    change = RegionChange.objects.create(kind=ChangeKind.RENAME, on=on, document=document)
    _side(change, found, after=False)
    old, found.name = found.name, wanted
    found.save(update_fields=["name"])
    _side(change, found, after=True)
    log("region_renamed", user, "region", found, before={"name": old}, after={"name": wanted, "on": str(on)})
    return found


@transaction.atomic
def merge_regions(
    *, user: User, regions: Sequence[Region], into: CodeAndName, on: datetime.date, document: str = ""
) -> Region:
    """Several regions end on that day and one new region begins. Those below them go over to it."""
    require(user, MANAGE)
    if len({region.pk for region in regions}) < 2:
        raise InvalidFields({"regions": _("合并至少需要两个不同的区划。")})
    old = [_living(region, on) for region in regions]
    parent = _parent_of(old[0])
    for region in old:
        _end(region, on)
    made = _found(*into, parent, on, document)
    change = RegionChange.objects.create(kind=ChangeKind.MERGE, on=on, document=document)
    for region in old:
        _side(change, region, after=False)
        _hand_down(region, made, on)
    _side(change, made, after=True)
    before = {"regions": [region.name for region in old]}
    log("regions_merged", user, "region", made, before=before, after={"name": made.name, "on": str(on)})
    return made


@transaction.atomic
def split_region(
    *, user: User, region: Region, into: Sequence[CodeAndName], on: datetime.date, document: str = ""
) -> list[Region]:
    """A region ends on that day and several begin. What was below it is placed by hand, for only people know where."""
    require(user, MANAGE)
    if len(into) < 2:
        raise InvalidFields({"into": _("拆分后至少应有两个区划。")})
    old = _living(region, on)
    parent = _parent_of(old)
    _end(old, on)
    change = RegionChange.objects.create(kind=ChangeKind.SPLIT, on=on, document=document)
    _side(change, old, after=False)
    made = [_found(code, name, parent, on, document) for code, name in into]
    for each in made:
        _side(change, each, after=True)
    log("region_split", user, "region", old, before={"name": old.name}, after={"into": [each.name for each in made]})
    return made


def _found(code: str, name: str, parent: Region | None, on: datetime.date | None, source: str) -> Region:
    try:
        kept = region_code(code)
    except CodeRefused as error:
        raise InvalidFields({"code": str(error)}) from error
    same = Region.objects.filter(code=kept, valid_to__isnull=True).first()
    if same is not None:
        raise InvalidFields(
            {"code": _("代码“%(code)s”现为“%(name)s”所用；请核对。") % {"code": kept, "name": same.name}}
        )
    level = level_of_code(kept)
    kind = RegionKind.ZONE if level == "zone" else RegionKind.ADMINISTRATIVE
    made = Region.objects.create(
        code=kept, name=_name(name), kind=kind, level=level, valid_from=on, source=source, type_word=level
    )
    RegionName.objects.create(region=made, name=made.name, valid_from=on)
    if parent is not None:
        RegionLink.objects.create(region=made, other=parent, kind=LinkKind.PARENT, valid_from=on, source=source)
    return made


def _name(name: str) -> str:
    kept = name.strip()
    if not kept or len(kept) > 100:
        raise InvalidFields({"name": _("区划名称应为 1—100 个字符；请填写正式名称。")})
    return kept


def _living(region: Region, on: datetime.date) -> Region:
    """The region as stored, if it begins before that day and has not ended."""
    found = Region.objects.select_for_update().get(pk=region.pk)
    if found.valid_to is not None or (found.valid_from is not None and found.valid_from >= on):
        raise WrongDay(
            _("“%(name)s”的存续期是 %(from)s 至 %(to)s，变更日期 %(on)s 不在其间；请核对日期。")
            % {"name": found.name, "from": found.valid_from or "…", "to": found.valid_to or _("现在"), "on": on}
        )
    return found


def _parent_of(region: Region) -> Region | None:
    link = region.links.filter(kind=LinkKind.PARENT, valid_to__isnull=True).select_related("other").first()
    return link.other if link else None


def _end(region: Region, on: datetime.date) -> None:
    region.valid_to = on
    region.save(update_fields=["valid_to"])
    region.names.filter(valid_to__isnull=True).update(valid_to=on)
    region.links.filter(valid_to__isnull=True).update(valid_to=on)


def _hand_down(old: Region, new: Region, on: datetime.date) -> None:
    """Those that stood below the old region, or overlapped it, from that day on do so with the new one."""
    for link in old.linked.filter(valid_to__isnull=True):
        if link.valid_from is not None and link.valid_from >= on:
            continue
        link.valid_to = on
        link.save(update_fields=["valid_to"])
        if not RegionLink.objects.filter(
            region=link.region_id, other=new, kind=link.kind, valid_to__isnull=True
        ).exists():
            RegionLink.objects.create(region=link.region, other=new, kind=link.kind, valid_from=on, source=link.source)


def _side(change: RegionChange, region: Region, *, after: bool) -> None:
    RegionChangeSide.objects.create(change=change, region=region, after=after, code=region.code, name=region.name)
