"""Founding and renaming regions by date. What was before the day stays as it was.

Merging, splitting, moving and abolishing stand in `reshaping`.
"""

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
    RegionLevel,
    RegionLink,
    RegionName,
)
from ditan.base.directory.permissions import MANAGE, require
from ditan.base.directory.services.logged import log
from ditan.core.directory import CodeRefused, level_of_code, region_code


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
    aliases: Sequence[str] = (),
) -> Region:
    """A region from that day on; a zone may overlap districts beside its place in the tree."""
    require(user, MANAGE)
    if len(source) > 200:
        raise InvalidFields({"source": _("文字超过 %(most)d 个字符；请缩短。") % {"most": 200}})
    if len("|".join(aliases)) > 400:
        raise InvalidFields({"aliases": _("文字超过 %(most)d 个字符；请缩短。") % {"most": 400}})
    made = found_region(code, name, parent, on, source)
    if aliases:
        made.other_names = "|".join(aliases)
        made.save(update_fields=["other_names"])
    for other in overlaps:
        RegionLink.objects.create(region=made, other=other, kind=LinkKind.OVERLAPS, valid_from=on, source=source)
    log("region_created", user, "region", made, after={"code": made.code, "name": made.name, "on": str(on or "")})
    return made


@transaction.atomic
def rename_region(*, user: User, region: Region, name: str, on: datetime.date, document: str = "") -> Region:
    """Call a region otherwise from that day on; until then it keeps the name that it had."""
    require(user, MANAGE)
    found = living(region, on)
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
    note_side(change, found, after=False)
    old, found.name = found.name, wanted
    found.save(update_fields=["name"])
    note_side(change, found, after=True)
    log("region_renamed", user, "region", found, before={"name": old}, after={"name": wanted, "on": str(on)})
    return found


def found_region(code: str, name: str, parent: Region | None, on: datetime.date | None, source: str) -> Region:
    """A region with its first name and its place in the tree; refuses a code that another one has."""
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
    _refuse_parent(level, parent, on)
    kind = RegionKind.ZONE if level == "zone" else RegionKind.ADMINISTRATIVE
    made = Region.objects.create(
        code=kept, name=_name(name), kind=kind, level=level, valid_from=on, source=source, type_word=level
    )
    RegionName.objects.create(region=made, name=made.name, valid_from=on)
    if parent is not None:
        RegionLink.objects.create(region=made, other=parent, kind=LinkKind.PARENT, valid_from=on, source=source)
    return made


def _refuse_parent(level: str, parent: Region | None, on: datetime.date | None) -> None:
    """A region stands below one that exists on its first day and is of a higher level, as the codes say."""
    if parent is None:
        return
    if parent.valid_to is not None or (on is not None and parent.valid_from is not None and parent.valid_from > on):
        raise InvalidFields({"parent": _("“%(name)s”在该日期不存在，不能作上级；请另选。") % {"name": parent.name}})
    order = list(RegionLevel.values)
    if (
        level != RegionLevel.ZONE
        and parent.level != RegionLevel.ZONE
        and order.index(parent.level) >= order.index(level)
    ):
        words = {"parent": parent.name, "upper": parent.get_level_display(), "level": RegionLevel(level).label}
        raise InvalidFields(
            {"parent": _("代码表明这是%(level)s区划，不能隶属于%(upper)s的“%(parent)s”；请核对代码或上级。") % words}
        )


def _name(name: str) -> str:
    kept = name.strip()
    if not kept or len(kept) > 100:
        raise InvalidFields({"name": _("区划名称应为 1—100 个字符；请填写正式名称。")})
    return kept


def living(region: Region, on: datetime.date) -> Region:
    """The region as stored, if it begins before that day and has not ended."""
    found = Region.objects.select_for_update().get(pk=region.pk)
    if found.valid_to is not None or (found.valid_from is not None and found.valid_from >= on):
        raise WrongDay(
            _("“%(name)s”的存续期是 %(from)s 至 %(to)s，变更日期 %(on)s 不在其间；请核对日期。")
            % {"name": found.name, "from": found.valid_from or "…", "to": found.valid_to or _("现在"), "on": on}
        )
    return found


def unchanged_since(region: Region, on: datetime.date) -> None:
    """Refuse a day before which the region still had another name or another place: changes are made in their order."""
    rows = (*region.names.filter(valid_from__gte=on), *region.links.filter(valid_from__gte=on))
    latest = max((row.valid_from for row in rows if row.valid_from is not None), default=None)
    if latest is not None:
        raise WrongDay(
            _("“%(name)s”在 %(latest)s 还有变更登记；变更日期 %(on)s 须晚于这一天。")
            % {"name": region.name, "latest": latest, "on": on}
        )


def parent_of(region: Region) -> Region | None:
    """What the region belongs to now."""
    link = region.links.filter(kind=LinkKind.PARENT, valid_to__isnull=True).select_related("other").first()
    return link.other if link else None


def note_side(change: RegionChange, region: Region, *, after: bool) -> None:
    """Keep a region as it stands on one side of a change."""
    RegionChangeSide.objects.create(change=change, region=region, after=after, code=region.code, name=region.name)
