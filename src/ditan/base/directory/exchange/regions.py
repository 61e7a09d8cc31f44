"""Regions out to a workbook and back in. A workbook founds regions; what is there is changed by date on its pages."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from ditan.base.audit.services import record_apart
from ditan.base.directory import forms, services
from ditan.base.directory.errors import InvalidFields
from ditan.base.directory.exchange.form import Form, refuse_too_many
from ditan.base.directory.models import Region
from ditan.base.directory.permissions import MANAGE, require
from ditan.base.directory.selectors import RegionRow, list_regions

COLUMNS = {
    "code": "代码",
    "name": "名称",
    "parent": "隶属",
    "overlaps": "交叠",
    "aliases": "别名",
    "on": "生效日期",
    "source": "来源",
}


def form() -> Form:
    """The workbook of regions."""
    return Form("行政区划", COLUMNS, ("code", "name"), wide=("name", "overlaps", "source"))


def export_regions(user: User, on: datetime.date, words: str = "", level: str = "") -> bytes:
    """The list as the search left it, with the names and places of that day."""
    require(user, MANAGE)
    rows = list_regions(user, on, words, level)
    refuse_too_many(len(rows))
    data = form().written(_cells(row) for row in rows)
    record_apart(
        act="directory.regions_exported", user=user, outcome="done", detail=_("导出 %d 个行政区划") % len(rows)
    )
    return data


def import_regions(*, user: User, data: bytes) -> int:
    """Found every region of the workbook that is not there yet; a row may name one of an earlier row as its parent."""
    require(user, MANAGE)
    return form().taken_in(data, lambda typed: _founded(user, typed))


def _founded(user: User, typed: dict[str, str]) -> Region | None:
    code, name = typed.get("code", ""), typed.get("name", "")
    known = Region.objects.filter(code=code, valid_to__isnull=True).first()
    if known is not None:
        if known.name != name:
            words = {"code": code, "known": known.name, "name": name[:100]}
            raise InvalidFields(
                {
                    "name": _("代码“%(code)s”现为“%(known)s”，与本行“%(name)s”不一致；更名请在该区划的页面上办理。")
                    % words
                }
            )
        return None
    on = typed.get("on", "")
    return services.create_region(
        user=user,
        code=code,
        name=name,
        parent=forms.region_named(typed.get("parent", ""), "parent"),
        overlaps=forms.regions_named(typed.get("overlaps", ""), "overlaps"),
        aliases=forms.aliases_of(typed.get("aliases", "")),
        on=forms.day_of(on) if on else None,
        source=typed.get("source", ""),
    )


def _cells(row: RegionRow) -> list[str]:
    return [
        row.region.code,
        row.name,
        row.parent.code if row.parent else "",
        "、".join(other.code for other in row.overlaps),
        "、".join(row.region.aliases),
        row.region.valid_from.isoformat() if row.region.valid_from else "",
        row.region.source,
    ]
