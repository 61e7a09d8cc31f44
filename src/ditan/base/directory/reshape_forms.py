"""Acts on regions as a page sends them: what is to be done, and in words what follows from it, before it is done."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils.translation import gettext as _

from ditan.base.directory import forms, services
from ditan.base.directory.errors import InvalidFields
from ditan.base.directory.models import Region, RegionLevel
from ditan.base.directory.selectors.regions import Standing, standing_of
from ditan.base.directory.services.regions import parent_of
from ditan.core.directory import CodeRefused, level_of_code, region_code

SHOWN = 12
"""So many names are written out; the rest is a number."""


@dataclass(frozen=True, slots=True)
class Intent:
    """An act that was asked for: `do` does it, `follows` says what follows."""

    do: Callable[[], Region]
    follows: tuple[str, ...]


def founding(user: User, data: QueryDict) -> Intent:
    """A new region."""
    on, document = forms.day_of(data.get("on", "")), _document(data)
    code, name = data.get("code", "").strip(), data.get("name", "").strip()
    parent = forms.region_named(data.get("parent", ""), "parent")
    overlaps = forms.regions_named("\n".join(data.getlist("overlaps")), "overlaps")
    lines = [
        _("%(on)s 起新设“%(name)s”（%(code)s，%(level)s），隶属：%(parent)s。")
        % {
            "on": on,
            "name": name,
            "code": code,
            "level": _level(code),
            "parent": parent.name if parent else _("无上级"),
        }
    ]
    if overlaps:
        lines.append(_("与下列区划交叠：%s。") % _names(overlaps))
    lines.append(_("此日之前各页没有这个区划。"))

    def do() -> Region:
        return services.create_region(
            user=user, code=code, name=name, parent=parent, on=on, source=document, overlaps=overlaps
        )

    return Intent(do, tuple(lines))


def renaming(user: User, region: Region, data: QueryDict) -> Intent:
    """Another name."""
    on, document, name = forms.day_of(data.get("on", "")), _document(data), data.get("name", "").strip()
    words = {"on": on, "name": name, "old": region.name}
    lines = (
        _("%(on)s 起“%(old)s”称“%(name)s”，代码、隶属和所在单位不变。") % words,
        _("此日之前各页仍显示“%(old)s”；识读规划时新旧名称都认得。") % words,
    )

    def do() -> Region:
        return services.rename_region(user=user, region=region, name=name, on=on, document=document)

    return Intent(do, lines)


def moving(user: User, region: Region, data: QueryDict) -> Intent:
    """Another place in the tree."""
    on, document = forms.day_of(data.get("on", "")), _document(data)
    parent = forms.region_named(data.get("parent", ""), "parent")
    old, now = parent_of(region), standing_of(user, region)
    words = {"on": on, "name": region.name, "old": old.name if old else _("无上级")}
    words["new"] = parent.name if parent else _("无上级")
    lines = [_("%(on)s 起“%(name)s”由隶属“%(old)s”改为隶属“%(new)s”；此日之前各页仍按原隶属显示。") % words]
    if now.lower:
        lines.append(_("下级区划 %(number)d 个随之变更：%(names)s。") % _counted(now.lower))

    def do() -> Region:
        return services.move_region(user=user, region=region, parent=parent, on=on, document=document)

    return Intent(do, tuple(lines))


def abolishing(user: User, region: Region, data: QueryDict) -> Intent:
    """An end without a successor."""
    on, document = forms.day_of(data.get("on", "")), _document(data)
    now = standing_of(user, region)
    lines = [_("%(on)s 起“%(name)s”不再存在；此日之前各页照常显示。") % {"on": on, "name": region.name}]
    if now.facilities:
        lines.append(_("仍有 %d 个设施的所在区划是它，需在设施页面改填。") % now.facilities)

    def do() -> Region:
        return services.abolish_region(user=user, region=region, on=on, document=document)

    return Intent(do, tuple(lines))


def merging(user: User, region: Region, data: QueryDict) -> Intent:
    """Several into one."""
    on, document = forms.day_of(data.get("on", "")), _document(data)
    others = forms.regions_named("\n".join(data.getlist("others")), "regions")
    regions = list({each.pk: each for each in (region, *others)}.values())
    into = data.get("code", "").strip(), data.get("name", "").strip()
    parent = parent_of(region)
    words = {"on": on, "old": _names(regions), "name": into[1], "code": into[0]}
    words["parent"] = parent.name if parent else _("无上级")
    lines = [
        _("%(on)s 起 %(old)s 不再存在，合并为“%(name)s”（%(code)s），隶属：%(parent)s。") % words,
        *_taken_along([standing_of(user, each) for each in regions], into[1]),
        _("此日之前各页仍按合并前的区划显示。"),
    ]

    def do() -> Region:
        return services.merge_regions(user=user, regions=regions, into=into, on=on, document=document)

    return Intent(do, tuple(lines))


def splitting(user: User, region: Region, data: QueryDict) -> Intent:
    """One into several, with a place for each of what hangs on it."""
    on, document, now = forms.day_of(data.get("on", "")), _document(data), standing_of(user, region)
    pairs = zip(data.getlist("code"), data.getlist("name"), strict=False)
    into = [(code.strip(), name.strip()) for code, name in pairs if code.strip() or name.strip()]
    names = dict(into)
    lower = {each.pk: data.get(f"to-{each.pk}", "").strip() for each in (*now.lower, *now.across)}
    unit_place = data.get("units_to", "").strip()
    lines = [
        _("%(on)s 起“%(old)s”不再存在，拆分为：%(new)s。")
        % {"on": on, "old": region.name, "new": "、".join(f"“{name}”（{code}）" for code, name in into)}
    ]
    for code, name in into:
        placed = [each for each in (*now.lower, *now.across) if lower[each.pk] == code]
        if placed:
            lines.append(_("归入“%(to)s”的区划 %(number)d 个：%(names)s。") % {"to": name, **_counted(placed)})
    left = [each for each in (*now.lower, *now.across) if not lower[each.pk]]
    if left:
        lines.append(_("尚未安排去向的区划 %(number)d 个，仍挂在原区划下：%(names)s。") % _counted(left))
    units = {"units": now.organisations, "facilities": now.facilities, "to": names.get(unit_place, unit_place)}
    if now.organisations or now.facilities:
        lines.append(
            _("所在单位 %(units)d 个、设施 %(facilities)d 个改归“%(to)s”。") % units
            if unit_place
            else _("所在单位 %(units)d 个、设施 %(facilities)d 个仍记为原区划，需逐个改填所在区划。") % units
        )
    lines.append(_("此日之前各页仍按拆分前的区划显示。"))

    def do() -> Region:
        services.split_region(
            user=user, region=region, into=into, on=on, document=document, lower=lower, units_to=unit_place
        )
        return region

    return Intent(do, tuple(lines))


def fingerprint(data: QueryDict) -> str:
    """A digest of what a form holds: what was looked at is what is done."""
    kept = sorted(
        (name, value)
        for name, values in data.lists()
        if name not in ("csrfmiddlewaretoken", "seen", "step")
        for value in values
    )
    return hashlib.sha256(repr(kept).encode()).hexdigest()[:32]


def _taken_along(standing: Sequence[Standing], to: str) -> list[str]:
    lower = [each for one in standing for each in one.lower]
    across = [each for one in standing for each in one.across]
    lines = []
    if lower:
        lines.append(_("下级区划 %(number)d 个改隶“%(to)s”：%(names)s。") % {"to": to, **_counted(lower)})
    if across:
        lines.append(_("功能区 %(number)d 个改为与“%(to)s”交叠：%(names)s。") % {"to": to, **_counted(across)})
    units = {"units": sum(one.organisations for one in standing), "to": to}
    units["facilities"] = sum(one.facilities for one in standing)
    if units["units"] or units["facilities"]:
        lines.append(_("所在单位 %(units)d 个、设施 %(facilities)d 个改归“%(to)s”。") % units)
    return lines


def _counted(regions: Sequence[Region]) -> dict[str, Any]:
    return {"number": len(regions), "names": _names(regions)}


def _names(regions: Iterable[Region]) -> str:
    found = [each.name for each in regions]
    more = _("等 %d 个") % len(found) if len(found) > SHOWN else ""
    return "、".join(found[:SHOWN]) + more


def _level(code: str) -> str:
    try:
        return str(RegionLevel(level_of_code(region_code(code))).label)
    except CodeRefused as error:
        raise InvalidFields({"code": str(error)}) from error


def _document(data: QueryDict) -> str:
    return data.get("document", "").strip()[:200]
