"""The log and the log of log-ins: search, one row with its before and after, export."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ditan.base.answers import XLSX, acting, answered, disposition
from ditan.base.asking import wants_part
from ditan.base.audit.differences import differences
from ditan.base.audit.export import export_log
from ditan.base.audit.forms import log_search
from ditan.base.audit.permissions import EXPORT, VIEW, require
from ditan.base.audit.selectors import entries, get_entry, stretch
from ditan.base.audit.words import act_word
from ditan.base.declaration import may
from ditan.base.paging import SIZES


@require_GET
@answered
def listing(request: HttpRequest, sign_ins: bool = False) -> HttpResponse:
    """Rows of the log that match the search, newest first."""
    require(request.user, VIEW)
    filters, controls = log_search(request.GET, sign_ins=sign_ins)
    size = next((each for each in SIZES if str(each) == request.GET.get("size")), SIZES[0])
    before, after = request.GET.get("before", ""), request.GET.get("after", "")
    rows = stretch(entries(request.user, filters), size=size, before=before, after=after)
    context = {
        "rows": {"size": size},
        "stretch": rows,
        "entries": [(entry, act_word(entry.act)) for entry in rows.rows],
        "sizes": SIZES,
        "controls": controls,
        "sign_ins": sign_ins,
        "here": request.path,
        "export_url": reverse("audit:sign_ins_export" if sign_ins else "audit:log_export"),
        "may_export": may(request.user, EXPORT),
    }
    part = wants_part(request)
    return render(request, "audit/_log_body.html" if part else "audit/log.html", context)


@require_GET
@answered
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """One row: in the drawer, or as a page of its own."""
    require(request.user, VIEW)
    found = get_entry(request.user, pk)
    context = {
        "entry": found,
        "act": act_word(found.act),
        "lines": differences(found.before, found.after, found.target_kind),
    }
    return render(request, "audit/_entry.html" if wants_part(request, "drawer") else "audit/entry.html", context)


@require_GET
@acting("audit:log")
def export(request: HttpRequest, sign_ins: bool = False) -> FileResponse:
    """The rows that match as a workbook."""
    require(request.user, EXPORT)
    filters, _controls = log_search(request.GET, sign_ins=sign_ins)
    file = export_log(request.user, filters)
    day = timezone.localtime().strftime("%Y%m%d-%H%M")
    name = f"{_('登录日志') if sign_ins else _('操作日志')}-{day}.xlsx"
    return FileResponse(file, content_type=XLSX, headers={"Content-Disposition": disposition(name)})
