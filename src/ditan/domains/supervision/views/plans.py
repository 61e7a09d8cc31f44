"""Handing out what a plan asks for: all that would be made is shown before anything is."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ditan.base.answers import answered
from ditan.base.directory.forms import key_of
from ditan.base.directory.models import Organisation
from ditan.base.directory.permissions import MANAGE as DIRECTORY
from ditan.base.refusal import InvalidFields, Refusal
from ditan.domains.plans.models import PlanDocument
from ditan.domains.plans.selectors import get_plan, plan_library
from ditan.domains.supervision import forms
from ditan.domains.supervision.models import MatterClass, Reporting
from ditan.domains.supervision.permissions import MANAGE, may, require
from ditan.domains.supervision.selectors.naming import bearers_of
from ditan.domains.supervision.selectors.plan_rows import organisations_of, plan_rows
from ditan.domains.supervision.services import from_plan
from ditan.domains.supervision.services.registering import is_collective, register_names

MOST_NAMES = 200


@require_GET
@answered
def choose(request: HttpRequest) -> HttpResponse:
    """The plans from which matters can be handed out."""
    require(request.user, MANAGE)
    return render(request, "supervision/plans.html", {"plans": plan_library(request.user)})


@require_http_methods(["GET", "POST"])
@answered
def hand_out(request: HttpRequest, pk: int) -> HttpResponse:
    """The booked measures and tasks of a plan as matters: who leads, who cooperates, by when; then draw them up."""
    require(request.user, MANAGE)
    plan = get_plan(request.user, pk)
    if request.method != "POST":
        return _page(request, plan, {})
    register = request.POST.get("action") == "register"
    try:
        if register:
            entered = register_names(user=request.user, names=request.POST.getlist("register")[:MOST_NAMES])
            messages.success(request, _("已登记 %d 个单位；任务尚未立项，其余已填的内容都还在。") % len(entered))
            return _page(request, plan, {})
        made = _made(request, plan)
    except Refusal as refused:
        if refused.status == 403:
            raise
        errors = refused.errors if isinstance(refused, InvalidFields) else {"": refused.message}
        return _page(request, plan, errors, refused.status)
    hand = request.POST.get("action") == "hand_out"
    messages.success(request, (_("已立项并交办 %d 项。") if hand else _("已立项 %d 项，尚未交办。")) % made)
    state = "handed_out" if hand else "draft"
    return redirect(reverse("supervision:list") + f"?plan={pk}&state={state}")


def _made(request: HttpRequest, plan: PlanDocument) -> int:
    data, errors = request.POST, dict[str, str]()
    keys = [key for key in map(key_of, data.getlist("pick")) if key is not None]
    if not keys:
        raise InvalidFields({"pick": _("还没有勾选要立项的任务。")})
    due = forms.day_typed(data, "due_on", errors)
    dues: dict[int, datetime.date] = {}
    for key in keys:
        own = forms.day_typed(data, f"due-{key}", errors)
        if own is not None:
            dues[key] = own
    names: dict[str, Organisation] = {}
    for place in range(MOST_NAMES):
        printed = data.get(f"name-{place}", "")
        if not printed:
            break
        found = forms.one_organisation(data.get(f"organisation-{place}", ""), f"organisation-{place}", errors)
        if found is not None:
            names[printed] = found
    matter_class = forms.class_of(data, errors)
    if errors:
        raise InvalidFields(errors)
    before = {row.measure.pk for row in plan_rows(request.user, plan) if row.matter is not None}
    done = from_plan(
        user=request.user,
        plan=plan,
        measures=keys,
        due_on=due,
        dues=dues,
        names=names,
        matter_class=matter_class,
        reporting=data.get("reporting", Reporting.NONE),
        past_why=data.get("past_why", ""),
        hand_out=data.get("action") == "hand_out",
    )
    return len(done) - len(before & set(keys))


def _page(request: HttpRequest, plan: PlanDocument, errors: dict[str, str], status: int = 200) -> HttpResponse:
    rows = plan_rows(request.user, plan)
    known = organisations_of(rows)
    unknown = list(dict.fromkeys(name for row in rows if row.matter is None for name in row.names if name not in known))
    borne, keeps = bearers_of(unknown), may(request.user, DIRECTORY)
    data: Any = request.POST
    sent = {data.get(f"name-{place}", ""): f"organisation-{place}" for place in range(MOST_NAMES)}
    ticked = set(data.getlist("register")) if request.method == "POST" else None
    picked = set(data.getlist("pick")) if request.method == "POST" else None
    shown = [
        {
            "row": row,
            "lead": known.get(row.lead),
            "others": [(name, known.get(name)) for name in row.cooperating],
            "picked": row.matter is None and (picked is None or str(row.measure.pk) in picked),
            "due": data.get(f"due-{row.measure.pk}", "") or (row.due_on.isoformat() if row.due_on else ""),
            "error": errors.get(f"due-{row.measure.pk}", ""),
        }
        for row in rows
    ]
    context = {
        "plan": plan,
        "shown": shown,
        "left": sum(row.matter is None for row in rows),
        "done": sum(row.matter is not None for row in rows),
        "unknown": [
            {
                "place": place,
                "name": name,
                "typed": data.get(sent.get(name, ""), ""),
                "error": errors.get(sent.get(name, ""), ""),
                "bearers": len(borne.get(name, ())),
                "ticked": not is_collective(name) if ticked is None else name in ticked,
            }
            for place, name in enumerate(unknown[:MOST_NAMES])
        ],
        "keeps_directory": keeps,
        "may_register": keeps and any(name not in borne for name in unknown[:MOST_NAMES]),
        "errors": errors,
        "said": [words for name, words in errors.items() if not name.startswith(("organisation-", "due-"))],
        "typed": data,
        "chosen_class": data.get("class", ""),
        "classes": MatterClass.objects.filter(is_active=True),
        "reportings": Reporting.choices,
        "offered": forms.organisations_offered(),
    }
    return render(request, "supervision/from_plan.html", context, status=status)
