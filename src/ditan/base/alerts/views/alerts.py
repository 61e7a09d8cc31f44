"""All alerts; one alert with its numbers, its way and its files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ditan.base.alerts import forms
from ditan.base.alerts.clocks import due_words
from ditan.base.alerts.export import export_alerts
from ditan.base.alerts.models import Alert
from ditan.base.alerts.permissions import EXPORT, HANDLE, VIEW, may, require
from ditan.base.alerts.selectors.alerts import get_alert, lines_of, list_alerts
from ditan.base.alerts.selectors.detail import evidence_of, figures_of, sources_of, timeline, way_of
from ditan.base.alerts.selectors.rules import condition_words
from ditan.base.alerts.selectors.scope import assigns, handles
from ditan.base.alerts.services.handling import EVIDENCE_IN, possible_steps
from ditan.base.answers import acting, answered, attachment
from ditan.base.asking import wants_part
from ditan.base.paging import paged
from ditan.base.records.permissions import VIEW as VIEW_VALUES
from ditan.base.records.selectors import bytes_of

REASSIGNED_IN = ("triggered", "acknowledged", "disposing")


@require_GET
@answered
def listing(request: HttpRequest) -> HttpResponse:
    """Alerts that match the search, the gravest and most urgent first; what is open, where nothing else is asked."""
    require(request.user, VIEW)
    filters = forms.alert_filters(request.GET)
    rows = paged(request, list_alerts(request.user, filters))
    context = {
        "rows": rows,
        "lines": lines_of(rows.page.object_list),
        "may_export": may(request.user, EXPORT),
        "may_handle": may(request.user, HANDLE),
        "here": reverse("alerts:list"),
    }
    if wants_part(request):
        return render(request, "alerts/_list_body.html", context)
    context["controls"] = forms.alert_controls(request.user, filters)
    return render(request, "alerts/list.html", context)


@require_GET
@acting("alerts:list")
def export(request: HttpRequest) -> HttpResponse:
    """The alerts that match as a workbook."""
    data = export_alerts(request.user, forms.alert_filters(request.GET))
    return attachment(data, f"{_('预警')}-{timezone.localtime():%Y%m%d-%H%M}.xlsx")


@require_GET
@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """One alert."""
    require(request.user, VIEW)
    found = get_alert(request.user, pk)
    mine = handles(request.user, found)
    context = {
        "alert": found,
        "due": due_words(found),
        "way": way_of(found),
        "figures": figures_of(request.user, found),
        "sources": sources_of(request.user, found),
        "stages": timeline(found),
        "evidence": evidence_of(found),
        "steps": possible_steps(request.user, found),
        "may_assign": assigns(request.user, found) and found.state in REASSIGNED_IN,
        "may_add": mine and found.state in EVIDENCE_IN,
        "rule_then": found.fired_version.content,
        "condition": condition_words(found.fired_version.content["kind"], found.fired_version.content["parameters"]),
        "series_url": _series(found) if may(request.user, VIEW_VALUES) else "",
        "here": reverse("alerts:alert", args=[pk]),
    }
    return render(request, "alerts/alert.html", context)


def _series(alert: Alert) -> str:
    """The address of all values of its metric and subject; none where it is about neither."""
    if alert.subject_id is None or alert.metric_id is None:
        return ""
    return reverse("records:series", args=[alert.subject_id, alert.metric_id])


@require_GET
@answered
def evidence_file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """The file as it was handed in, to save."""
    require(request.user, VIEW)
    found = get_alert(request.user, pk).evidence.select_related("source").get(pk=file, removed_at=None)
    try:
        data = bytes_of(found.source)
    except FileNotFoundError as error:
        raise Http404(_("“%s”的文件已不在服务器上；请联系系统管理员从备份恢复。") % found.source.name) from error
    return attachment(data, found.source.name, "application/octet-stream")
