"""Facilities of an organisation: a plant, a building, a station, with where it stands as plain numbers."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from ditan.base.directory.errors import Changed, InvalidFields, StillInUse, WrongDay
from ditan.base.directory.models import Facility, Organisation, Region
from ditan.base.directory.permissions import MANAGE, require
from ditan.base.directory.services.logged import log

FIELDS = ("name", "kind", "address", "region", "longitude", "latitude")
LONGEST = {"name": 200, "kind": 64, "address": 300}
PLACES = Decimal("0.000001")
"""Six decimals of a degree are about a decimetre."""


@transaction.atomic
def create_facility(
    *, user: User, organisation: Organisation, values: Mapping[str, Any], on: datetime.date | None = None
) -> Facility:
    """A facility that the organisation runs from that day on."""
    require(user, MANAGE)
    if organisation.valid_to is not None:
        raise InvalidFields({"organisation": _("“%(name)s”已撤销，不能再登记设施。") % {"name": organisation.name}})
    made = Facility(organisation=organisation, valid_from=on, **checked(values))
    _refuse_double(made)
    made.save()
    log("facility_created", user, "facility", made, after=shown(made))
    return made


@transaction.atomic
def edit_facility(*, user: User, pk: int, values: Mapping[str, Any], seen: str | None = None) -> Facility:
    """Change what is said of a facility. `seen` is the mark of what the form was filled with: what somebody else changed
    since is not overwritten."""
    require(user, MANAGE)
    found = _current(pk)
    before = shown(found)
    if seen is not None and seen != mark_of(found):
        raise Changed(_("“%(name)s”刚被他人修改；请刷新后在新内容上再改。") % {"name": found.name})
    for name, value in checked(values).items():
        setattr(found, name, value)
    _refuse_double(found)
    found.save()
    log("facility_changed", user, "facility", found, before=before, after=shown(found))
    return found


@transaction.atomic
def close_facility(*, user: User, pk: int, on: datetime.date) -> Facility:
    """From that day on the facility is no more; pages as of earlier days show it."""
    require(user, MANAGE)
    found = _current(pk)
    if found.valid_from is not None and found.valid_from >= on:
        raise WrongDay(
            _("“%(name)s”自 %(from)s 起登记；停用日期 %(on)s 须晚于这一天。")
            % {"name": found.name, "from": found.valid_from, "on": on}
        )
    found.valid_to = on
    found.save(update_fields=["valid_to"])
    log("facility_closed", user, "facility", found, after={"valid_to": str(on)})
    return found


def checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as they are kept; `InvalidFields` names each that is refused. Coordinates come both or not at all."""
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"no such fields: {sorted(unknown)}")
    errors: dict[str, str] = {}
    kept: dict[str, Any] = {name: str(values.get(name) or "").strip() for name in LONGEST}
    if not kept["name"]:
        errors["name"] = _("名称为空；请填写设施名称。")
    for name, most in LONGEST.items():
        if len(kept[name]) > most:
            errors[name] = _("文字超过 %(most)d 个字符；请缩短。") % {"most": most}
    kept["region"] = values.get("region")
    if kept["region"] is not None and not isinstance(kept["region"], Region):
        errors["region"] = _("没有这个区划；请从列表中选择。")
    kept["longitude"] = _degrees("longitude", values.get("longitude"), 180, errors)
    kept["latitude"] = _degrees("latitude", values.get("latitude"), 90, errors)
    one, other = kept["longitude"], kept["latitude"]
    if (one is None) != (other is None) and not errors:
        errors["latitude" if other is None else "longitude"] = _("经度和纬度须同时填写，或同时留空。")
    if errors:
        raise InvalidFields(errors)
    return kept


def shown(found: Facility) -> dict[str, str]:
    """What the log keeps of a facility."""
    return {
        "organisation": found.organisation.name,
        "name": found.name,
        "kind": found.kind,
        "address": found.address,
        "region": found.region.code if found.region else "",
        "longitude": plain_degrees(found.longitude),
        "latitude": plain_degrees(found.latitude),
    }


def mark_of(found: Facility) -> str:
    """A short digest of all that can be changed."""
    return hashlib.sha256(json.dumps(shown(found), ensure_ascii=False).encode()).hexdigest()[:16]


def plain_degrees(value: Decimal | None) -> str:
    """Degrees as a form shows them.

    >>> plain_degrees(Decimal("106.050000")), plain_degrees(Decimal("100")), plain_degrees(None)
    ('106.05', '100', '')
    """
    return "" if value is None else f"{value.normalize():f}"


def _degrees(name: str, typed: Any, most: int, errors: dict[str, str]) -> Decimal | None:
    text = str(typed).strip() if typed is not None else ""
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) > most:
        errors[name] = _("“%(text)s”不是 -%(most)d 至 %(most)d 之间的度数；请填写十进制度，如 106.054321。") % {
            "text": text[:30],
            "most": most,
        }
        return None
    return number.quantize(PLACES)


def _current(pk: int) -> Facility:
    found = Facility.objects.select_for_update(of=("self",)).select_related("organisation", "region").get(pk=pk)
    if found.valid_to is not None:
        raise StillInUse(_("“%(name)s”已于 %(on)s 停用，不能再修改。") % {"name": found.name, "on": found.valid_to})
    return found


def _refuse_double(found: Facility) -> None:
    same = Facility.objects.filter(organisation=found.organisation, name=found.name, valid_to__isnull=True)
    if same.exclude(pk=found.pk).exists():
        raise InvalidFields(
            {
                "name": _("“%(organisation)s”已有设施“%(name)s”；请改用已有的，或换一个名称。")
                % {"organisation": found.organisation.name, "name": found.name}
            }
        )
