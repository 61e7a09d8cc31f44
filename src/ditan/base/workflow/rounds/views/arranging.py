"""The coordinating office draws up a round, gives it out, and presses."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ditan.base.answers import acting, answered, safe_next
from ditan.base.directory.forms import key_of
from ditan.base.directory.models import OrganisationKind
from ditan.base.records.models import Status
from ditan.base.refusal import InvalidFields, Refusal
from ditan.base.workflow.models import Round, RoundKind
from ditan.base.workflow.rounds import forms, selectors
from ditan.base.workflow.rounds.permissions import MANAGE, require
from ditan.base.workflow.rounds.selectors import choosing
from ditan.base.workflow.rounds.services import arranging
from ditan.base.workflow.rounds.services.copying import Copied, copy_round
from ditan.base.workflow.rounds.services.reminding import owing, urge
from ditan.base.workflow.rounds.views.answers import assignment_of, version_of
from ditan.base.workflow.rounds.working_days import calendar_warning

MOST_BOXES = 3_000


@answered
def new(request: HttpRequest) -> HttpResponse:
    """Draw up a round; one that is to follow another (`from`) takes over its metrics and organisations."""
    require(request.user, MANAGE)
    key = key_of(request.POST.get("from") or request.GET.get("from"))
    source = selectors.get_round(request.user, key) if key else None
    if request.method != "POST":
        typed = forms.round_after(source, timezone.localdate()) if source else forms.blank_round()
        return _form(request, None, typed, source=source)
    values = forms.round_values(request.POST)
    try:
        if source is not None:
            return _copied(request, copy_round(user=request.user, source=source, values=values))
        made = arranging.make_round(user=request.user, values=values)
    except Refusal as error:
        return _form(request, None, request.POST, error, source)
    _warn(request, made)
    messages.success(request, _("已建立“%s”。请选择要填报的指标。") % made.title)
    return redirect("workflow:round_metrics", pk=made.pk)


def _copied(request: HttpRequest, copied: Copied) -> HttpResponse:
    _warn(request, copied.round)
    messages.success(request, _("已照上一轮建立“%s”，指标和单位均已带入；请核对后下达。") % copied.round.title)
    left = (*copied.left_metrics, *copied.left_organisations)
    if left:
        messages.warning(request, _("未带入（指标已停用或单位已撤销）：%s") % "、".join(left[:20]))
    return redirect("workflow:round", pk=copied.round.pk)


@answered
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is said of a round; what was typed survives a refusal."""
    require(request.user, MANAGE)
    found = selectors.get_round(request.user, pk)
    if request.method != "POST":
        typed = {name: getattr(found, name) for name in forms.FIELDS}
        return _form(request, found, {**typed, "opens_on": f"{found.opens_on}", "due_on": f"{found.due_on}"})
    try:
        kept = arranging.edit_round(
            user=request.user, pk=pk, version=version_of(request.POST), values=forms.round_values(request.POST)
        )
    except Refusal as error:
        return _form(request, found, request.POST, error)
    _warn(request, kept)
    messages.success(request, _("已保存“%s”。") % kept.title)
    return redirect("workflow:round", pk=pk)


@answered
def metrics(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose what the round asks for."""
    require(request.user, MANAGE)
    found = selectors.get_round(request.user, pk)
    if request.method == "POST":
        try:
            arranging.ask_for(
                user=request.user, pk=pk, version=version_of(request.POST), metrics=forms.asked_of(request.POST)
            )
        except Refusal as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("指标已保存。"))
            if "next" in request.POST:
                return redirect("workflow:round_organisations", pk=pk)
        return redirect(f"{reverse('workflow:round_metrics', args=[pk])}?words={request.POST.get('words', '')[:100]}")
    words = request.GET.get("words", "")[:100]
    context = {
        "round": found,
        "asked": list(choosing.asked_metrics(request.user, found)),
        "offered": list(choosing.metrics_to_ask(request.user, found, words)),
        "words": words,
    }
    return render(request, "workflow/round_metrics.html", context)


@answered
def organisations(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose who owes what, and who looks at it first."""
    require(request.user, MANAGE)
    found = selectors.get_round(request.user, pk)
    responsible = choosing.responsible_for(found)
    if request.method == "POST":
        try:
            arranging.assign(
                user=request.user,
                pk=pk,
                version=version_of(request.POST),
                owed=forms.owed_of(request.POST, responsible),
            )
        except Refusal as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("填报单位已保存。"))
            if "next" in request.POST:
                return redirect("workflow:round", pk=pk)
        return redirect("workflow:round_organisations", pk=pk)
    words, kind = request.GET.get("words", "")[:100], request.GET.get("kind", "")[:24]
    rows = list(found.assignments.select_related("organisation", "subject", "reviewer").prefetch_related("metrics"))
    asked = list(choosing.asked_metrics(request.user, found))
    context = {
        "round": found,
        "asked": asked,
        "rows": [(row, _share(row, asked)) for row in rows],
        "offered": list(choosing.organisations_to_ask(request.user, found, words, kind)),
        "responsible": responsible,
        "departments": list(choosing.departments(request.user)),
        "regions": list(choosing.regions(request.user)),
        "boxes": len(rows) * len(asked) <= MOST_BOXES,
        "kinds": OrganisationKind.choices,
        "words": words,
        "kind": kind,
    }
    return render(request, "workflow/round_organisations.html", context)


def _share(row: Any, asked: list[Any]) -> dict[str, Any]:
    own = {each.metric_id for each in row.metrics.all()}
    return {"all": len(own) == len(asked), "metrics": own, "count": len(own)}


@require_POST
@acting("workflow:rounds")
def open_(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it out."""
    return _act(request, pk, arranging.open_round, _("已下达“%s”，各单位已收到消息。"))


@require_POST
@acting("workflow:rounds")
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End it."""
    reason = request.POST.get("reason", "")[:2000]
    return _act(request, pk, arranging.close_round, _("已关闭“%s”。"), reason=reason)


@require_POST
@acting("workflow:rounds")
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take answers again."""
    reason = request.POST.get("reason", "")[:2000]
    return _act(request, pk, arranging.reopen_round, _("已重新开放“%s”。"), reason=reason)


def _act(request: HttpRequest, pk: int, service: Any, done: str, **more: Any) -> HttpResponse:
    found = selectors.get_round(request.user, pk)
    try:
        service(user=request.user, pk=pk, version=version_of(request.POST), **more)
        messages.success(request, done % found.title)
    except Refusal as error:
        if error.status == 403:
            raise
        messages.error(request, error.message)
    return redirect("workflow:round", pk=pk)


@require_POST
@acting("workflow:rounds")
def urge_all(request: HttpRequest, pk: int) -> HttpResponse:
    """催报 to all who still owe; who was urged within four hours is left in peace."""
    found = selectors.get_round(request.user, pk)
    told, peace = 0, 0
    for each in owing().filter(round=found):
        try:
            told += bool(urge(user=request.user, assignment=each))
        except Refusal as error:
            if error.status == 403:
                raise
            peace += 1
    messages.success(
        request, _("已向 %(told)d 家催报；%(peace)d 家四小时内刚催过，未重复发送。") % {"told": told, "peace": peace}
    )
    return redirect("workflow:round", pk=pk)


@require_POST
@acting("workflow:rounds")
def urge_one(request: HttpRequest, pk: int) -> HttpResponse:
    """催报 to one organisation."""
    assignment = assignment_of(request, pk)
    told = urge(user=request.user, assignment=assignment)
    if told:
        messages.success(
            request, _("已向“%(name)s”的 %(n)d 人催报。") % {"name": assignment.organisation.name, "n": told}
        )
    else:
        messages.warning(
            request,
            _("“%s”没有可通知的填报账号；请电话联系，或请安全管理员授予填报角色。") % assignment.organisation.name,
        )
    return redirect(safe_next(request) or reverse("workflow:round", args=[assignment.round_id]))


@require_POST
@acting("workflow:rounds")
def extend_(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one organisation more time."""
    assignment = assignment_of(request, pk)
    to = forms.day_or_none(request.POST.get("to", ""))
    if to is None:
        raise InvalidFields({"to": _("请填写延期日期，如 2026-07-20。")})
    arranging.extend(user=request.user, assignment=assignment, to=to, reason=request.POST.get("reason", ""))
    messages.success(request, _("已延期至 %s。") % to)
    return redirect("workflow:sheet", pk=pk)


def _warn(request: HttpRequest, round: Round) -> None:
    warning = calendar_warning(round.opens_on, round.due_on)
    if warning:
        messages.warning(request, warning)


def _form(
    request: HttpRequest, found: Round | None, typed: Any, error: Refusal | None = None, source: Round | None = None
) -> HttpResponse:
    errors = error.errors if isinstance(error, InvalidFields) else {}
    context = {
        "found": found,
        "source": source,
        "typed": typed,
        "errors": errors,
        "refused": error.message if error and not errors else "",
        "kinds": RoundKind.choices,
        "statuses": Status.choices,
        "periods": forms.period_choices(timezone.localdate()),
        "back": reverse("workflow:round", args=[found.pk]) if found else reverse("workflow:rounds"),
    }
    return render(request, "workflow/round_edit.html", context, status=422 if error else 200)
