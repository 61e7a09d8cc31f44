"""What pages send, as values: days, keys, and the controls of search areas."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ditan.base.directory.errors import InvalidFields
from ditan.base.directory.models import Organisation, OrganisationKind, Person, Post, Region, RegionLevel
from ditan.base.directory.selectors import OrganisationFilters
from ditan.base.directory.selectors.facilities import FacilityFilters
from ditan.base.directory.selectors.picking import picked
from ditan.base.directory.viewing import day_shown
from ditan.base.searching import Control

LONGEST_KEY = 15


def day_of(text: str, name: str = "on") -> datetime.date:
    """A day as typed, 2026-07-01; `InvalidFields` where it is none."""
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError as error:
        raise InvalidFields(
            {name: _("“%(text)s”不是日期；请按 2026-07-01 的样式填写。") % {"text": text.strip()}}
        ) from error


def as_of(data: QueryDict) -> datetime.date:
    """The day that a page is read as of: the address's, else the one that is held for all pages, else today."""
    try:
        return datetime.date.fromisoformat(data.get("as_of", "").strip())
    except ValueError:
        return day_shown()


def as_of_control(on: datetime.date) -> Control:
    """The field of the day, shown on every page that can be read as of one."""
    return Control("as_of", gettext_lazy("截至日期"), on.isoformat(), placeholder="2026-07-01")


def key_of(text: str | None) -> int | None:
    """A key, or None where the text is none."""
    return int(text) if text and re.fullmatch(rf"[0-9]{{1,{LONGEST_KEY}}}", text) else None


def organisation_filters(data: QueryDict) -> OrganisationFilters:
    """What the list of organisations is asked for; what makes no sense is left out."""
    kind = data.get("kind", "")
    return OrganisationFilters(
        words=data.get("words", "")[:100],
        kind=kind if kind in OrganisationKind.values else "",
        below=key_of(data.get("below")),
        as_of=as_of(data),
    )


def organisation_controls(filters: OrganisationFilters) -> list[Control]:
    """The search area of the list of organisations."""
    return [
        Control("words", _("名称/代码"), filters.words, placeholder=_("名称、简称、别名或统一社会信用代码")),
        Control("kind", _("类别"), filters.kind, list(OrganisationKind.choices)),
        as_of_control(filters.as_of or timezone.localdate()),
    ]


def facility_filters(data: QueryDict) -> FacilityFilters:
    """What the list of facilities is asked for."""
    return FacilityFilters(words=data.get("words", "")[:100], at=data.get("at", "")[:100], as_of=as_of(data))


def facility_controls(filters: FacilityFilters) -> list[Control]:
    """The search area of the list of facilities."""
    return [
        Control("words", _("设施"), filters.words, placeholder=_("名称、类别或地址")),
        Control("at", _("单位"), filters.at, placeholder=_("单位全称或简称的一部分")),
        as_of_control(filters.as_of or timezone.localdate()),
    ]


def level_of(data: QueryDict) -> str:
    """The level of regions that a list is narrowed to."""
    level = data.get("level", "")
    return level if level in RegionLevel.values else ""


def region_controls(on: datetime.date, words: str, level: str) -> list[Control]:
    """The search area of the list of regions."""
    return [
        as_of_control(on),
        Control("words", _("名称/代码"), words, placeholder=_("名称、别名或代码开头")),
        Control("level", _("层级"), level, list(RegionLevel.choices)),
    ]


def together(*parts: Callable[[], Any]) -> list[Any]:
    """What the parts of a form say. All that is refused is told at once: nobody mends a form field by field."""
    said, errors = [], dict[str, str]()
    for part in parts:
        try:
            said.append(part())
        except InvalidFields as error:
            errors.update(error.errors)
    if errors:
        raise InvalidFields(errors)
    return said


def organisation_values(data: QueryDict) -> dict[str, Any]:
    """The fields of an organisation as a form sends them; the region is named by its code or name."""
    return {**organisation_words(data), "region": region_named(data.get("region", ""))}


def organisation_words(data: QueryDict) -> dict[str, Any]:
    """Those of them that are looked up nowhere."""
    return {name: data.get(name, "") for name in ("name", "short_name", "kind", "function", "credit_code")}


def aliases_of(text: str) -> tuple[str, ...]:
    """Other names, separated by 、 or a new line."""
    return tuple(part.strip() for part in re.split(r"[、;；|\n]", text) if part.strip())


def region_named(text: str, name: str = "region") -> Region | None:
    """The living region of this code, or of this name where only one has it. `name` is the field that is refused."""
    wanted = text.strip()
    if not wanted:
        return None
    code = wanted.split()[0]
    living = Region.objects.filter(valid_to__isnull=True)
    found = list(living.filter(code=code)[:2]) or list(living.filter(name=wanted)[:2])
    if len(found) == 1:
        return found[0]
    why = _("有多个区划叫“%s”，请改填代码。") if found else _("没有现行区划“%s”；请填写名称或代码。")
    raise InvalidFields({name: why % wanted[:200]})


def regions_named(text: str, name: str) -> list[Region]:
    """Several regions, separated by 、 or a new line."""
    found = [region_named(part, name) for part in aliases_of(text)]
    return list({each.pk: each for each in found if each is not None}.values())


def facility_values(data: QueryDict) -> dict[str, Any]:
    """The fields of a facility as a form sends them."""
    values: dict[str, Any] = {name: data.get(name, "") for name in ("name", "kind", "address", "longitude", "latitude")}
    values["region"] = region_named(data.get("region", ""))
    return values


def organisation_named(text: str, name: str = "parent") -> Organisation | None:
    """The living organisation of this name or credit code; None for an empty text."""
    wanted = text.strip()
    if not wanted:
        return None
    living = Organisation.objects.filter(valid_to__isnull=True)
    found = picked(living, wanted, lambda rows, text: rows.filter(name=text) or rows.filter(credit_code=text.upper()))
    if len(found) == 1:
        return found[0]
    why = (
        _("有多个单位叫“%s”；请输入时从列表中选取，或改填统一社会信用代码。")
        if found
        else _("没有现行单位“%s”；请填写单位全称，或输入几个字后从列表中选取。")
    )
    raise InvalidFields({name: why % wanted[:200]})


def post_named(organisation: str, title: str) -> Post:
    """The living post of this title in the organisation that is named."""
    found = organisation_named(organisation, "organisation")
    if found is None or not title.strip():
        raise InvalidFields({"organisation": _("请填写单位和岗位名称。")})
    post = Post.objects.filter(organisation=found, title=title.strip(), valid_to__isnull=True).first()
    if post is None:
        words = {"name": found.name, "title": title.strip()[:100]}
        raise InvalidFields({"title": _("“%(name)s”没有岗位“%(title)s”；请核对名称，或先在单位页面新增岗位。") % words})
    return post


def person_named(text: str, name: str) -> Person:
    """The person of this number, or of this name where only one has it."""
    wanted = text.strip()
    people = Person.objects.all()
    found = picked(people, wanted, lambda rows, text: rows.filter(staff_number=text or "—") or rows.filter(name=text))
    if len(found) == 1:
        return found[0]
    why = (
        _("有多人叫“%s”；请输入时从列表中选取，或改填工号。")
        if found
        else _("没有人员“%s”；请先在“人员与岗位”中新增。")
    )
    raise InvalidFields({name: why % wanted[:100]})
