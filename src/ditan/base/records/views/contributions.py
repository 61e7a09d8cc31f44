"""One contribution: where it is said, what it should do, and a person's word on it; and one that no text tells."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ditan.base import declaration
from ditan.base.answers import answered, safe_next
from ditan.base.asking import user_of
from ditan.base.declaration import Server, may, page_of_source, servers_of
from ditan.base.records import services
from ditan.base.records.errors import InvalidFields, NotAllowed, RecordRefused
from ditan.base.records.forms import text_of
from ditan.base.records.models import Contribution, Metric, Sign
from ditan.base.records.permissions import CONTRIBUTIONS, SEE_CONTRIBUTIONS, require
from ditan.base.records.selectors.contributions import get_contribution, steps_of_contribution
from ditan.base.records.views.deciding import note_refusal

FIELDS = ("sign", "expected", "unit", "year", "reason")


def step_words() -> dict[str, str]:
    """What the steps of a contribution are called."""
    return {"added": _("登记"), "confirmed": _("确认"), "rejected": _("否定"), "bulk": _("批量确认")}


@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at a contribution, confirm it with what it should do, or rule it out with a reason."""
    declaration.require(request.user, SEE_CONTRIBUTIONS, NotAllowed)
    row = get_contribution(request.user, pk)
    typed = {name: _shown(getattr(row, name)) for name in FIELDS if name != "reason"} | {"reason": ""}
    if request.method != "POST":
        return _page(request, row, typed)
    require(request.user, CONTRIBUTIONS)
    typed = {name: text_of(request.POST, name) for name in FIELDS}
    version = text_of(request.POST, "version")
    seen = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
    try:
        if text_of(request.POST, "action") == "reject":
            services.reject_contribution(user=user_of(request), pk=pk, version=seen, reason=typed["reason"])
            messages.success(request, _("已否定该支撑关系，机器不会再次提出。"))
        else:
            services.confirm_contribution(
                user=user_of(request),
                pk=pk,
                version=seen,
                sign=_sign(typed["sign"]),
                expected=typed["expected"],
                unit=typed["unit"],
                year=typed["year"],
                reason=typed["reason"],
            )
            messages.success(request, _("已确认该支撑关系。"))
    except NotAllowed:
        raise
    except InvalidFields as error:
        note_refusal(request, error)
        return _page(request, row, typed, error.errors, status=422)
    except RecordRefused as error:
        note_refusal(request, error)
        return _page(request, get_contribution(request.user, pk), typed, {"": error.message}, status=error.status)
    return redirect(safe_next(request) or reverse("records:contribution", args=[pk]))


@answered
def new(request: HttpRequest) -> HttpResponse:
    """Say that something serves a metric which no text tells."""
    require(request.user, CONTRIBUTIONS)
    key = text_of(request.POST if request.method == "POST" else request.GET, "server")
    server = next((each for each in servers_of(request.user, {key}) if each.key == key), None)
    if server is None:
        raise ObjectDoesNotExist(key)
    names = (*FIELDS[:-1], "metric", "basis")
    typed = {name: text_of(request.POST, name) for name in names}
    if request.method != "POST":
        return _new(request, server, {**typed, "sign": "0"})
    try:
        row = services.add_contribution(
            user=user_of(request),
            server_key=key,
            metric=_metric(typed["metric"]),
            sign=_sign(typed["sign"]),
            expected=typed["expected"],
            unit=typed["unit"],
            year=typed["year"],
            basis=typed["basis"],
            subject=_subject(text_of(request.POST, "subject")),
        )
    except InvalidFields as error:
        note_refusal(request, error)
        return _new(request, server, typed, error.errors, status=422)
    messages.success(request, _("已登记支撑关系。"))
    return redirect(safe_next(request) or reverse("records:contribution", args=[row.pk]))


def _page(
    request: HttpRequest,
    row: Contribution,
    typed: dict[str, str],
    errors: dict[str, str] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    words = step_words()
    server = next((each for each in servers_of(request.user, {row.server_key}) if each.key == row.server_key), None)
    context = {
        "row": row,
        "server": server,
        "typed": typed,
        "errors": errors or {},
        "signs": [(str(value), label) for value, label in Sign.choices],
        "steps": [(step, words.get(step.step, step.step)) for step in steps_of_contribution(row)],
        "source_page": page_of_source(request.user, row.source_id, row.start) if row.source_id else "",
        "may_manage": may(request.user, CONTRIBUTIONS),
        "next": safe_next(request),
    }
    return render(request, "records/contribution.html", context, status=status)


def _new(
    request: HttpRequest,
    server: Server,
    typed: dict[str, str],
    errors: dict[str, str] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "server": server,
        "typed": typed,
        "errors": errors or {},
        "signs": [(str(value), label) for value, label in Sign.choices],
        "metrics": Metric.objects.filter(is_active=True).only("name", "unit").order_by("name"),
        "subject": text_of(request.POST if request.method == "POST" else request.GET, "subject"),
        "next": safe_next(request),
    }
    return render(request, "records/contribution_new.html", context, status=status)


def _metric(name: str) -> int:
    """The metric that a person chose by its name; 0 where the catalogue has none."""
    return Metric.objects.filter(name=name.strip(), is_active=True).values_list("pk", flat=True).first() or 0


def _subject(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _sign(text: str) -> int:
    return int(text) if text in ("1", "0", "-1") else 9


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)
