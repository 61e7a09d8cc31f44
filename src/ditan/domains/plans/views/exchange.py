"""Lists out to a workbook and back in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ditan.base.answers import attachment
from ditan.base.asking import user_of
from ditan.domains.plans.errors import ImportRefused, PlanError, RowError
from ditan.domains.plans.exchange import export_items, import_items, template
from ditan.domains.plans.exchange.long import ask_for_long
from ditan.domains.plans.forms.filters import item_search
from ditan.domains.plans.kinds import KINDS, Kind
from ditan.domains.plans.permissions import IMPORT, require
from ditan.domains.plans.selectors import ANY_STATE, ItemFilters
from ditan.domains.plans.views.refusals import acting, answered, note_refusal

SHOWN_ERRORS = 200
MOST_PICKED = 500


def _list_of(kind: str) -> str:
    return reverse(f"plans:{KINDS[kind].plural}")


@require_GET
@acting(_list_of)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The list as the search left it; a long one is produced in the background."""
    filters = item_search(request.GET, kind)
    long = ask_for_long(user_of(request), kind, filters)
    if long is not None:
        messages.success(request, _("内容较多，正在后台生成“%(title)s”；完成后在这里下载。") % {"title": long.title})
        return redirect("reporting:downloads")
    data = export_items(user_of(request), kind, filters)
    day = timezone.localtime().strftime("%Y%m%d-%H%M")
    return attachment(data, f"{KINDS[kind].label}-{day}.xlsx")


@require_GET
@acting(_list_of)
def export_picked(request: HttpRequest, kind: str) -> HttpResponse:
    """The rows of a page that were ticked, whatever their state."""
    picked = picked_of(request.GET.getlist("pick"), kind)
    if not picked:
        messages.error(request, _("还没有勾选；请先在列表左侧勾选要导出的条目。"))
        return redirect(_list_of(kind))
    everything = ItemFilters(state=ANY_STATE, current_only=False)
    data = export_items(user_of(request), kind, everything, picked=picked)
    day = timezone.localtime().strftime("%Y%m%d-%H%M")
    return attachment(data, f"{KINDS[kind].label}-{day}.xlsx")


def picked_of(identities: list[str], kind: str) -> list[int]:
    """The keys of the ticked rows (`target-12`); what is no row of this kind is left out."""
    parts = [identity.rpartition("-") for identity in identities[:MOST_PICKED]]
    return [
        int(key) for name, _dash, key in parts if name == kind and key.isascii() and key.isdigit() and len(key) < 16
    ]


@require_GET
@acting(_list_of)
def blank(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty workbook to fill in."""
    name = _("%(kind)s导入模板.xlsx") % {"kind": KINDS[kind].label}
    return attachment(template(user_of(request), kind), name)


@answered
def import_(request: HttpRequest, kind: str) -> HttpResponse:
    """Upload a workbook; every row that cannot be taken in is named, and then nothing is stored."""
    spec = KINDS[kind]
    require(request.user, IMPORT)
    if request.method != "POST":
        return _page(request, spec)
    upload = request.FILES.get("file")
    if upload is None:
        return _page(request, spec, errors=[RowError(0, "", _("还没有选择文件；请选择由本平台导出的 xlsx 文件。"))])
    check_only = "check" in request.POST
    try:
        report = import_items(user=user_of(request), kind=kind, data=upload.read(), check_only=check_only)
    except ImportRefused as error:
        note_refusal(request, error)
        return _page(request, spec, name=upload.name, errors=error.rows)
    except PlanError as error:
        note_refusal(request, error)
        return _page(request, spec, name=upload.name, errors=[RowError(0, "", error.message)])
    if check_only:
        return _page(request, spec, name=upload.name, report=report)
    messages.success(
        request,
        _("已导入 %(rows)d 行：修改 %(changed)d 条，新增 %(added)d 条，未变 %(unchanged)d 条。")
        % {"rows": report.rows, "changed": report.changed, "added": report.added, "unchanged": report.unchanged},
    )
    return redirect(f"plans:{spec.plural}")


def _page(
    request: HttpRequest,
    kind: Kind,
    *,
    name: str | None = "",
    errors: list[RowError] | None = None,
    report: object = None,
) -> HttpResponse:
    found = errors or []
    context = {
        "kind": kind,
        "file_name": name,
        "errors": found[:SHOWN_ERRORS],
        "error_count": len(found),
        "more_errors": max(0, len(found) - SHOWN_ERRORS),
        "report": report,
        "here": reverse(f"plans:{kind.plural}"),
        "template_url": reverse(f"plans:{kind.plural}_template"),
    }
    return render(request, "plans/import.html", context, status=422 if found else 200)
