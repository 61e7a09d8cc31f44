"""A list as a workbook: the columns of the kind, the state of each item, and the sentence that it came from."""

from __future__ import annotations

import io
import json
from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any

import xlsxwriter
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.audit.models import Outcome
from ditan.base.audit.services import record_apart
from ditan.domains.plans.errors import NotAvailable
from ditan.domains.plans.exchange import columns as c
from ditan.domains.plans.kinds import KINDS, Content, Kind
from ditan.domains.plans.kinds.types import Choice, Flag
from ditan.domains.plans.models import ReviewItem
from ditan.domains.plans.permissions import EXPORT, IMPORT, require
from ditan.domains.plans.selectors import ItemFilters, list_items, visible_items

MOST_ROWS = 50_000
TEMPLATE_ROWS = 1_000
TEMPLATE_YEARS = ("2020", "2025", "2030")


def exportable(user: User, kind: str, filters: ItemFilters | None = None, picked: Collection[int] = ()) -> Any:
    """The items that this user may take out: those that match the search, of them the picked ones if any are."""
    require(user, EXPORT)
    rows = list_items(user, kind, filters)
    rows = visible_items(user, KINDS[kind], rows, EXPORT)
    return rows.filter(pk__in=picked) if picked else rows


def export_items(user: User, kind: str, filters: ItemFilters | None = None, *, picked: Collection[int] = ()) -> bytes:
    """The list of this kind as the search left it, or the picked rows of it, as an xlsx file."""
    rows = exportable(user, kind, filters, picked)
    number = rows.count()
    if number > MOST_ROWS:
        raise NotAvailable(
            _("共有 %(found)d 条，一次最多导出 %(most)d 条；请用筛选条件缩小范围。")
            % {"found": number, "most": MOST_ROWS}
        )
    data = workbook_of(KINDS[kind], list(rows))
    _log(user, KINDS[kind], number, filters or ItemFilters())
    return data


def _log(user: User, kind: Kind, number: int, filters: ItemFilters) -> None:
    """Note who took out how many rows by which search. Nothing was changed, so the row stands alone."""
    asked = {name: value for name, value in asdict(filters).items() if value != getattr(ItemFilters(), name)}
    record_apart(
        act="plans.items_exported",
        user=user,
        target_kind=kind.name,
        target_name=str(kind.label),
        outcome=Outcome.DONE,
        detail=_("导出 %(number)d 条；筛选条件：%(filters)s")
        % {"number": number, "filters": json.dumps(asked, ensure_ascii=False) if asked else _("无")},
    )


def template(user: User, kind: str) -> bytes:
    """An empty workbook of this kind for filling in."""
    require(user, IMPORT)
    if kind not in KINDS:
        raise NotAvailable(_("没有“%(kind)s”这类条目。") % {"kind": kind})
    return workbook_of(KINDS[kind], [], years=TEMPLATE_YEARS)


def workbook_of(kind: Kind, items: Sequence[ReviewItem], *, years: Sequence[str] = ()) -> bytes:
    """Items of one kind as an xlsx file."""
    contents = [kind.content_of(item) for item in items]
    columns = c.content_columns(kind, years or c.years_of(contents))
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(str(kind.label))
    _write_head(book, sheet, columns, rows=max(len(items), TEMPLATE_ROWS))
    body = book.add_format({"valign": "top"})
    for row, (item, content) in enumerate(zip(items, contents, strict=True), start=1):
        _write_row(sheet, row, item, content, columns, body)
    book.close()
    return stream.getvalue()


def _write_head(book: Any, sheet: Any, columns: Sequence[c.Column], *, rows: int) -> None:
    head = book.add_format(
        {"bold": True, "bg_color": "#E6F4F1", "valign": "top", "border": 1, "border_color": "#C9D6D2"}
    )
    titles = [*c.BEFORE, *(column.title for column in columns), *c.AFTER]
    widths = [*(c.WIDTHS.get(title, 9) for title in c.BEFORE), *(column.width for column in columns)]
    widths += [c.WIDTHS.get(title, 10) for title in c.AFTER]
    for number, (title, width) in enumerate(zip(titles, widths, strict=True)):
        sheet.write_string(0, number, title, head)
        sheet.set_column(number, number, width)
    for number, column in enumerate(columns, start=len(c.BEFORE)):
        offered = _offered(column)
        if offered:
            sheet.data_validation(1, number, rows, number, {"validate": "list", "source": offered})
    sheet.freeze_panes(1, len(c.BEFORE))
    sheet.autofilter(0, 0, rows, len(titles) - 1)


def _offered(column: c.Column) -> list[str]:
    kind_of_field = column.field.type
    if isinstance(kind_of_field, Choice):
        return list(kind_of_field.labels.values())
    return ["是", "否"] if isinstance(kind_of_field, Flag) else []


def _write_row(
    sheet: Any, row: int, item: ReviewItem, content: Content, columns: Sequence[c.Column], body: Any
) -> None:
    decided_at = timezone.localtime(item.decided_at).strftime("%Y-%m-%d %H:%M") if item.decided_at else ""
    cells: list[str | float | int] = [item.pk, item.version, item.plan_id, item.plan.title, item.plan.region_name]
    for column in columns:
        number = c.as_number(column, content)
        cells.append(c.shown_in(column, content) if number is None else number)
    cells += [
        item.get_state_display(),
        item.decided_by_name,
        decided_at,
        item.get_decided_how_display() if item.decided_how else "",
        round(item.confidence, 3),
        item.quote[:30_000],
        item.start,
        item.end,
    ]
    for number, cell in enumerate(cells):
        if isinstance(cell, str):
            if cell:
                sheet.write_string(row, number, c.escaped(cell), body)
        else:
            sheet.write_number(row, number, cell, body)
