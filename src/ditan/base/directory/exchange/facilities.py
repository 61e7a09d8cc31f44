"""Facilities out to a workbook and back in. A facility that its organisation has already is changed by its row."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from ditan.base.audit.services import record_apart
from ditan.base.directory import forms, services
from ditan.base.directory.errors import InvalidFields
from ditan.base.directory.exchange.form import Form, refuse_too_many
from ditan.base.directory.models import Facility
from ditan.base.directory.permissions import MANAGE, require
from ditan.base.directory.selectors.facilities import FacilityFilters, list_facilities
from ditan.base.directory.services.facilities import plain_degrees

COLUMNS = {
    "organisation": "所属单位",
    "name": "名称",
    "kind": "类别",
    "address": "地址",
    "region": "所在区划",
    "longitude": "经度",
    "latitude": "纬度",
    "on": "生效日期",
}


def form() -> Form:
    """The workbook of facilities."""
    return Form("设施", COLUMNS, ("organisation", "name"), wide=("organisation", "name", "address"))


def export_facilities(user: User, filters: FacilityFilters) -> bytes:
    """The list as the search left it."""
    require(user, MANAGE)
    rows = list_facilities(user, filters)
    number = rows.count()
    refuse_too_many(number)
    data = form().written(_cells(row) for row in rows.iterator(chunk_size=2000))
    record_apart(act="directory.facilities_exported", user=user, outcome="done", detail=_("导出 %d 个设施") % number)
    return data


def import_facilities(*, user: User, data: bytes) -> int:
    """Take in every facility of the workbook; one of the same organisation and name is brought up to date."""
    require(user, MANAGE)
    return form().taken_in(data, lambda typed: _taken(user, typed))


def _taken(user: User, typed: dict[str, str]) -> Facility:
    organisation = forms.organisation_named(typed.get("organisation", ""), "organisation")
    if organisation is None:
        raise InvalidFields({"organisation": _("所属单位为空；请填写单位全称或统一社会信用代码。")})
    fields = ("name", "kind", "address", "longitude", "latitude")
    values: dict[str, Any] = {name: typed.get(name, "") for name in fields}
    values["region"] = forms.region_named(typed.get("region", ""))
    known = organisation.facilities.filter(name=values["name"], valid_to__isnull=True).first()
    if known is not None:
        return services.edit_facility(user=user, pk=known.pk, values=values)
    on = typed.get("on", "")
    day = forms.day_of(on) if on else None
    return services.create_facility(user=user, organisation=organisation, values=values, on=day)


def _cells(row: Facility) -> list[str]:
    return [
        row.organisation.name,
        row.name,
        row.kind,
        row.address,
        row.region.code if row.region else "",
        plain_degrees(row.longitude),
        plain_degrees(row.latitude),
        row.valid_from.isoformat() if row.valid_from else "",
    ]
