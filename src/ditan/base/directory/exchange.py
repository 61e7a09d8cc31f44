"""Organisations out to a workbook and back in. One bad row, and nothing is stored."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from ditan.base.audit.services import record_apart
from ditan.base.directory import forms, services
from ditan.base.directory.errors import DirectoryRefused, ImportRefused, InvalidFields, RowError
from ditan.base.directory.models import Organisation, OrganisationKind
from ditan.base.directory.permissions import MANAGE, require
from ditan.base.directory.selectors import OrganisationFilters, list_organisations
from ditan.base.directory.sheets import FORMULA, MOST_ROWS, places_of, read_sheet

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
NEEDED = ("name", "kind")
MOST_EXPORTED = 50_000


def export_organisations(user: User, filters: OrganisationFilters) -> bytes:
    """The list as the search left it."""
    require(user, MANAGE)
    rows = list_organisations(user, filters).prefetch_related("aliases")
    number = rows.count()
    if number > MOST_EXPORTED:
        raise DirectoryRefused(
            _("共有 %(found)d 个单位，一次最多导出 %(most)d 个；请用查询条件缩小范围。")
            % {"found": number, "most": MOST_EXPORTED}
        )
    data = _workbook(_cells(row) for row in rows.iterator(chunk_size=2000))
    record_apart(act="directory.organisations_exported", user=user, outcome="done", detail=_("导出 %d 个单位") % number)
    return data


def template(user: User) -> bytes:
    """An empty workbook to fill in."""
    require(user, MANAGE)
    return _workbook([])


@transaction.atomic
def import_organisations(*, user: User, data: bytes) -> int:
    """Found every organisation of the workbook; `ImportRefused` names each cell that cannot be taken in.

    A row may name an organisation of an earlier row as its parent.
    """
    require(user, MANAGE)
    head, rows = _read(data)
    errors: list[RowError] = []
    made = 0
    for number, row in enumerate(rows, start=2):
        typed = {name: row[place] for name, place in head.items() if place < len(row)}
        if not any(typed.values()):
            continue
        try:
            with transaction.atomic():
                _found(user, typed)
            made += 1
        except InvalidFields as error:
            errors += [RowError(number, COLUMNS.get(name, ""), message) for name, message in error.errors.items()]
        except DirectoryRefused as error:
            errors.append(RowError(number, "", error.message))
    if errors:
        raise ImportRefused(errors)
    return made


def error_workbook(data: bytes, errors: Sequence[RowError]) -> bytes:
    """The workbook that was handed in, with what is wrong in a column at the right of each row."""
    head, rows = _read(data)
    said: dict[int, list[str]] = {}
    for error in errors:
        said.setdefault(error.row, []).append(f"{error.column}：{error.message}" if error.column else error.message)
    places = [head.get(name) for name in COLUMNS]
    return _workbook(
        (
            [
                *(row[place] if place is not None and place < len(row) else "" for place in places),
                "；".join(said.get(number, ())),
            ]
            for number, row in enumerate(rows, start=2)
        ),
        more=("错误说明",),
    )


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


def _read(data: bytes) -> tuple[dict[str, int], list[list[str]]]:
    """Where each known column stands, and the rows as text; `ImportRefused` where it is no such workbook."""
    first, *rows = read_sheet(data) or [[]]
    names = {title: name for name, title in COLUMNS.items()}
    places = places_of(first, list(names), [COLUMNS[name] for name in NEEDED])
    return {names[title]: place for title, place in places.items()}, rows


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


def _workbook(rows: Iterable[Sequence[str]], more: tuple[str, ...] = ()) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("组织机构")
    head = book.add_format({"bold": True, "bg_color": "#E6F4F1", "border": 1, "border_color": "#C9D6D2"})
    for place, title in enumerate((*COLUMNS.values(), *more)):
        sheet.write_string(0, place, title, head)
        sheet.set_column(place, place, 28 if title in ("名称", "上级单位", "错误说明") else 16)
    offered = [str(label) for _value, label in OrganisationKind.choices]
    sheet.data_validation(1, 2, MOST_ROWS, 2, {"validate": "list", "source": offered})
    sheet.freeze_panes(1, 1)
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if cell:
                sheet.write_string(number, place, f"'{cell}" if cell.startswith(FORMULA) else cell)
    book.close()
    return stream.getvalue()
