"""An existing ledger: hand it in, say what its columns are, look at the report of its lines, have the chosen ones drawn up."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ditan.base.answers import acting, answered
from ditan.base.asking import user_of
from ditan.base.refusal import InvalidFields, Refusal
from ditan.base.workflow.selectors import list_jobs
from ditan.core.ledgers.columns import LOOKED_AT
from ditan.domains.supervision import forms
from ditan.domains.supervision.exchange import importing, mapping
from ditan.domains.supervision.exchange.reading import PASSED, REFUSED, SAME, TAKEN_IN
from ditan.domains.supervision.exchange.workbook import MOST_BYTES
from ditan.domains.supervision.models import LedgerImport, LedgerState, MatterClass, Reporting
from ditan.domains.supervision.permissions import MANAGE, require
from ditan.domains.supervision.selectors.ledgers import get_ledger, ledger_chunks, ledger_imports

RUNNING = (LedgerState.READING, LedgerState.SAVING)
SHOWN_IMPORTS = 10


@require_http_methods(["GET", "POST"])
@answered
def hand_in(request: HttpRequest) -> HttpResponse:
    """Choose a workbook. Nothing of it is stored as matters before somebody says so."""
    require(request.user, MANAGE)
    error = ""
    if request.method == "POST":
        upload = request.FILES.get("file")
        try:
            if upload is None:
                raise Refusal(_("还没有选择文件；请选择 .xlsx 台账。"))
            if (upload.size or 0) > MOST_BYTES:
                raise Refusal(
                    _("“%(name)s”有 %(found)d MB，最多 %(most)d MB；请分成几个文件导入。")
                    % {"name": upload.name, "found": (upload.size or 0) // 1_000_000, "most": MOST_BYTES // 1_000_000}
                )
            made = importing.hand_in_ledger(user=user_of(request), name=upload.name or "", data=upload.read())
            return redirect("supervision:ledger_columns", pk=made.pk)
        except Refusal as refused:
            if refused.status == 403:
                raise
            error = refused.message
    context = {"error": error, "imports": ledger_imports(request.user)[:SHOWN_IMPORTS]}
    return render(request, "supervision/ledger_import.html", context, status=422 if error else 200)


@require_http_methods(["GET", "POST"])
@answered
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what the columns are; where the head stands may be corrected first."""
    made = get_ledger(request.user, pk)
    if made.state not in (LedgerState.MAPPING, LedgerState.WAITING):
        return redirect("supervision:ledger_report", pk=pk)
    if request.method != "POST":
        return _columns_page(request, made, request.GET)
    data = request.POST
    sheet, first, last = (_number(data, name) for name in ("sheet", "first", "last"))
    found = mapping.guess(made, sheet, first, last)
    errors: dict[str, str] = {}
    try:
        matter_class = forms.class_of(data, errors)
        if errors:
            raise InvalidFields(errors)
        importing.map_ledger(
            user=user_of(request),
            pk=pk,
            sheet=found.sheet,
            first=found.head.first,
            last=found.head.last,
            fields=[data.get(f"field_{place}", "") for place in range(len(found.titles))],
            year=_number(data, "year", 0) or 0,
            hand_out=data.get("hand_out") == "1",
            matter_class=matter_class,
            reporting=data.get("reporting", ""),
        )
    except Refusal as refused:
        if refused.status == 403:
            raise
        errors = refused.errors if isinstance(refused, InvalidFields) else {"": refused.message}
        return _columns_page(request, made, data, errors)
    return redirect("supervision:ledger_report", pk=pk)


def _columns_page(
    request: HttpRequest, made: LedgerImport, data: QueryDict, errors: dict[str, str] | None = None
) -> HttpResponse:
    asked = [_number(data, name) for name in ("sheet", "first", "last")]
    if not data and made.fields:
        asked = [made.sheet, made.first, made.last]
    found = mapping.guess(made, *asked)
    typed = [data.get(f"field_{column.place}", column.field) for column in found.columns]
    if not data and made.fields and len(made.fields) == len(found.titles):
        typed = [made.fields[column.place] for column in found.columns]
    rows = made.sheets[found.sheet]["rows"][:LOOKED_AT]
    context = {
        "made": made,
        "guess": found,
        "columns": list(zip(found.columns, typed, strict=True)),
        "fields": list(mapping.LABELS.items()),
        "sheets": [each["name"] for each in made.sheets],
        "sheet_rows": [(place, " │ ".join(cell for cell in row if cell)[:90]) for place, row in enumerate(rows)],
        "classes": MatterClass.objects.filter(is_active=True),
        "reportings": Reporting.choices,
        "typed": {
            "year": data.get("year", made.year if made.fields else found.year),
            "class": data.get("class", str(made.matter_class_id or "")),
            "reporting": data.get("reporting", made.reporting),
            "hand_out": data.get("hand_out", "1" if made.hand_out else "0"),
        },
        "errors": list((errors or {}).values()),
    }
    return render(request, "supervision/ledger_columns.html", context, status=422 if errors else 200)


@require_GET
@answered
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The report of the lines; while it is read or stored, how far that has come."""
    made = get_ledger(request.user, pk)
    asked = bool(request.headers.get("HX-Request"))
    if made.state in RUNNING:
        job = list_jobs(request.user).filter(pk=made.job or 0).first()
        name = "supervision/_ledger_progress.html" if asked else "supervision/ledger_report.html"
        return render(request, name, {"made": made, "job": job, "running": True})
    if asked:
        return HttpResponse(headers={"HX-Refresh": "true"})
    if made.state == LedgerState.MAPPING:
        return redirect("supervision:ledger_columns", pk=pk)
    return _report_page(request, made)


def _report_page(request: HttpRequest, made: LedgerImport, errors: dict[str, str] | None = None) -> HttpResponse:
    only = "refused" in request.GET
    page = Paginator(ledger_chunks(request.user, made, refused_only=only), 1).get_page(request.GET.get("page"))
    rows = [row for chunk in page for row in chunk.rows if not only or row["outcome"] == REFUSED]
    left_out = set(made.left_out)
    for row in rows:
        row["takes"] = row["outcome"] in TAKEN_IN
        row["chosen"] = row["takes"] and row["row"] not in left_out
    waiting = made.state == LedgerState.WAITING
    names = [
        {**each, "text": request.POST.get(f"name_{place}", each.get("chosen", "")), "place": place}
        for place, each in enumerate(made.names)
    ]
    context = {
        "made": made,
        "rows": rows,
        "page": page,
        "only": only,
        "waiting": waiting,
        "refused": made.counts.get(REFUSED, 0),
        "same": made.counts.get(SAME, 0),
        "passed": made.counts.get(PASSED, 0),
        "takes": sum(made.counts.get(outcome, 0) for outcome in TAKEN_IN) - len(left_out),
        "names": [each for each in names if "chosen" not in each],
        "chosen_names": [each for each in names if "chosen" in each],
        "offered": forms.organisations_offered() if waiting and names else [],
        "errors": list((errors or {}).values()),
    }
    return render(request, "supervision/ledger_report.html", context, status=422 if errors else 200)


@require_POST
@acting("supervision:ledger_import")
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep which lines of this page are chosen, say which organisations are meant, have the lines drawn up, or give up."""
    user, data = user_of(request), request.POST
    wanted = data.get("do", "")
    if wanted == "drop":
        importing.drop_ledger(user=user, pk=pk)
        messages.success(request, _("已放弃这次导入，没有立项任何事项。"))
        return redirect("supervision:ledger_import")
    if wanted == "names":
        made = get_ledger(user, pk)
        chosen = {each["name"]: data.get(f"name_{place}", "") for place, each in enumerate(made.names)}
        try:
            importing.choose_organisations(user=user, pk=pk, chosen=chosen)
        except InvalidFields as refused:
            return _report_page(request, made, refused.errors)
        return redirect("supervision:ledger_report", pk=pk)
    shown, chosen_rows = ({int(n) for n in data.getlist(name) if n.isdecimal()} for name in ("shown", "row"))
    importing.leave_out(user=user, pk=pk, rows=shown - chosen_rows, keep=shown & chosen_rows)
    if wanted == "take":
        importing.take_ledger(user=user, pk=pk)
    else:
        messages.success(request, _("已记下本页的选择。"))
    return redirect("supervision:ledger_report", pk=pk)


def _number(data: Any, name: str, default: int | None = None) -> int | None:
    text = str(data.get(name, "")).strip()
    return int(text) if text.isdecimal() and len(text) < 7 else default
