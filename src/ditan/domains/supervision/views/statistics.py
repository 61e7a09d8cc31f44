"""Statistics by organisation, the circular of a period, the ledger and the sheet of a matter as files."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ditan.base.answers import DOCX, answered, attachment
from ditan.base.asking import user_of
from ditan.base.audit.services import record_apart
from ditan.base.reporting.documents.charts import describe, draw
from ditan.base.reporting.tables import table_file
from ditan.domains.supervision import forms
from ditan.domains.supervision.exchange.circular import (
    BASIS,
    circular_file,
    period_words,
    statistics_chart,
    statistics_table,
)
from ditan.domains.supervision.exchange.export import ask_for_long, export_ledger
from ditan.domains.supervision.exchange.orders import order_file
from ditan.domains.supervision.permissions import EXPORT, VIEW, may, require
from ditan.domains.supervision.selectors.statistics import MOST_LISTED, behind, by_organisation, total_of


@dataclass(frozen=True, slots=True)
class Asked:
    """The period of a page, and what was wrong with what was typed."""

    start: datetime.date
    end: datetime.date
    error: str = ""

    @property
    def query(self) -> str:
        return f"start={self.start}&end={self.end}"


def period_of(data: Any) -> Asked:
    """The period that a page is asked for; this year where it names none, or none that can be."""
    today = timezone.localdate()
    year = Asked(datetime.date(today.year, 1, 1), datetime.date(today.year, 12, 31))
    texts = data.get("start", "").strip(), data.get("end", "").strip()
    if not any(texts):
        return year
    start, end = (forms.day_or_none(text) for text in texts)
    if start is None or end is None:
        return Asked(year.start, year.end, _("起止日期应按 2026-01-01 的样式填写；已按今年统计。"))
    if start > end:
        return Asked(
            year.start,
            year.end,
            _("开始日期 %(start)s 晚于结束日期 %(end)s；已按今年统计。") % {"start": start, "end": end},
        )
    return Asked(start, end)


@require_GET
@answered
def statistics(request: HttpRequest) -> HttpResponse:
    """What each organisation was asked for in a period, and what became of it."""
    require(request.user, VIEW)
    asked = period_of(request.GET)
    rows = by_organisation(request.user, asked.start, asked.end)
    chart = statistics_chart(rows)
    context = {
        **_context(request, asked),
        "rows": rows,
        "total": total_of(rows),
        "picture": draw(chart) if chart else None,
        "alt": describe(chart) if chart else "",
        "basis": BASIS,
    }
    return render(request, "supervision/statistics.html", context)


@require_GET
@answered
def circular(request: HttpRequest) -> HttpResponse:
    """Who is late in a period, as the circular lists it."""
    require(request.user, VIEW)
    asked = period_of(request.GET)
    context = {
        **_context(request, asked),
        "late": behind(request.user, asked.start, asked.end),
        "most": MOST_LISTED,
    }
    return render(request, "supervision/circular.html", context)


def _context(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    return {
        "asked": asked,
        "said": period_words(asked.start, asked.end),
        "periods": periods_offered(timezone.localdate()),
        "may_export": may(request.user, EXPORT),
    }


def periods_offered(today: datetime.date) -> list[tuple[str, str]]:
    """Periods that a page offers by name: this year, the last, the quarters and the months until now."""
    year, day = today.year, datetime.date
    quarter = (today.month - 1) // 3
    spans = [(day(year, 1, 1), day(year, 12, 31)), (day(year - 1, 1, 1), day(year - 1, 12, 31))]
    spans += [_months(year, 3 * number + 1, 3) for number in range(quarter, -1, -1)]
    spans += [_months(year, month, 1) for month in range(today.month, max(today.month - 3, 0), -1)]
    return [(f"start={start}&end={end}", period_words(start, end)) for start, end in spans]


def _months(year: int, first: int, number: int) -> tuple[datetime.date, datetime.date]:
    after = first + number
    end = datetime.date(year + (after > 12), (after - 1) % 12 + 1, 1) - datetime.timedelta(days=1)
    return datetime.date(year, first, 1), end


@require_GET
@answered
def statistics_file(request: HttpRequest) -> HttpResponse:
    """The figures of the page as xlsx or csv."""
    require(request.user, EXPORT)
    asked = period_of(request.GET)
    table = statistics_table(by_organisation(request.user, asked.start, asked.end), asked.start, asked.end)
    record_apart(
        act="supervision.statistics_exported",
        user=user_of(request),
        target_kind="supervision.matter",
        target_key="",
        target_name=table.title,
        outcome="done",
        detail=_("%(number)d 行") % {"number": len(table.rows)},
    )
    return table_file(table, request.GET.get("format", "xlsx"))


@require_GET
@answered
def circular_docx(request: HttpRequest) -> HttpResponse:
    """The circular of a period as docx, to be edited."""
    asked = period_of(request.GET)
    name, data = circular_file(user_of(request), asked.start, asked.end)
    return attachment(data, name, DOCX)


@require_GET
@answered
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet of a matter as docx."""
    name, data = order_file(user_of(request), pk)
    return attachment(data, name, DOCX)


@require_GET
@answered
def export(request: HttpRequest) -> HttpResponse:
    """The ledger of a search as a workbook; a long one by way of the download centre."""
    user, filters = user_of(request), forms.matter_filters(request.GET)
    if ask_for_long(user, filters) is not None:
        messages.success(request, _("台账较长，正在后台生成；完成后在下载中心取。"))
        return redirect("reporting:downloads")
    day = timezone.localtime().strftime("%Y%m%d-%H%M")
    return attachment(export_ledger(user, filters), _("督办台账-%s.xlsx") % day)
