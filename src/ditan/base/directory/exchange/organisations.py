"""Organisations out to a workbook and back in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from ditan.base.audit.services import record_apart
from ditan.base.directory import forms, services
from ditan.base.directory.exchange.form import Form, refuse_too_many
from ditan.base.directory.models import Organisation, OrganisationKind
from ditan.base.directory.permissions import MANAGE, require
from ditan.base.directory.selectors import OrganisationFilters, list_organisations

COLUMNS = {
    "name": "名称",
    "short_name": "简称",
    "kind": "类别",
    "function": "职能",
    "credit_code": "统一社会信用代码",
    "region": "所在区划",
    "parent": "上级单位",
    "aliases": "别名",
    "on": "生效日期",
}


def form() -> Form:
    """The workbook of organisations."""
    kinds = [str(label) for _value, label in OrganisationKind.choices]
    return Form("组织机构", COLUMNS, ("name", "kind"), wide=("name", "parent"), offered={"kind": kinds})


def export_organisations(user: User, filters: OrganisationFilters) -> bytes:
    """The list as the search left it."""
    require(user, MANAGE)
    rows = list_organisations(user, filters).prefetch_related("aliases")
    number = rows.count()
    refuse_too_many(number)
    data = form().written(_cells(row) for row in rows.iterator(chunk_size=2000))
    record_apart(act="directory.organisations_exported", user=user, outcome="done", detail=_("导出 %d 个单位") % number)
    return data


def import_organisations(*, user: User, data: bytes) -> int:
    """Found every organisation of the workbook; a row may name one of an earlier row as its parent."""
    require(user, MANAGE)
    return form().taken_in(data, lambda typed: _found(user, typed))


def _found(user: User, typed: dict[str, str]) -> Organisation:
    kinds = {str(label): value for value, label in OrganisationKind.choices}
    values: dict[str, Any] = {name: typed.get(name, "") for name in ("name", "short_name", "function", "credit_code")}
    values["kind"] = kinds.get(typed.get("kind", ""), typed.get("kind", ""))
    values["region"] = forms.region_named(typed.get("region", ""))
    on = typed.get("on", "")
    return services.create_organisation(
        user=user,
        values=values,
        parent=forms.organisation_named(typed.get("parent", "")),
        aliases=forms.aliases_of(typed.get("aliases", "")),
        on=forms.day_of(on) if on else None,
    )


def _cells(row: Organisation) -> list[str]:
    return [
        row.name,
        row.short_name,
        str(row.get_kind_display()),
        row.function,
        row.credit_code,
        row.region.code if row.region else "",
        row.parent.name if row.parent else "",
        "、".join(alias.name for alias in row.aliases.all()),
        row.valid_from.isoformat() if row.valid_from else "",
    ]
