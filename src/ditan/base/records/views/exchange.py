"""Values out to a workbook or a csv."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ditan.base.answers import acting, answered, attachment
from ditan.base.asking import user_of
from ditan.base.records import exporting
from ditan.base.records.forms import observation_filters
from ditan.base.records.permissions import EXPORT, require
from ditan.base.records.selectors import get_metric, get_subject, series

CSV = "text/csv; charset=utf-8"


@require_GET
@acting("records:observations")
def values(request: HttpRequest) -> HttpResponse:
    """The list as the search left it; a long one is produced in the background."""
    require(request.user, EXPORT)
    filters = observation_filters(request.GET)
    long = exporting.ask_for_long(user_of(request), filters)
    if long is not None:
        messages.success(request, _("内容较多，正在后台生成“%(title)s”；完成后在这里下载。") % {"title": long.title})
        return redirect("reporting:downloads")
    data = exporting.values_workbook(user_of(request), filters)
    return attachment(data, f"{_('数据')}-{exporting.stamp()}.xlsx")


@require_GET
@answered
def series_file(request: HttpRequest, subject: int, metric: int) -> HttpResponse:
    """A series with all its versions; `?form=csv` for other programs."""
    require(request.user, EXPORT)
    whom, what = get_subject(request.user, subject), get_metric(request.user, metric)
    form = "csv" if request.GET.get("form") == "csv" else "xlsx"
    found = series(request.user, whom, what, request.GET.get("basis", ""))
    data = exporting.series_file(user_of(request), found, form)
    name = f"{whom.name}-{what.name}-{exporting.stamp()}.{form}"
    return attachment(data, name, CSV) if form == "csv" else attachment(data, name)
