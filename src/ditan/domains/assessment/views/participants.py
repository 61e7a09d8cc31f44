"""One organisation's sheet: filling it in, handing it in, reviewing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ditan.base.answers import acting, answered
from ditan.base.asking import typed
from ditan.base.directory.forms import key_of
from ditan.base.refusal import Refusal
from ditan.domains.assessment import forms
from ditan.domains.assessment.models import Participant
from ditan.domains.assessment.permissions import VIEW, require
from ditan.domains.assessment.rules import rules_of
from ditan.domains.assessment.selectors.assessments import get_participant, sheet
from ditan.domains.assessment.selectors.scope import manages, reviews, sees_all
from ditan.domains.assessment.services import accept_rest, feed, hand_back, hand_in, save_score
from ditan.domains.assessment.services.scoring import cleaned, may_review, may_self_score
from ditan.domains.assessment.views.assessments import way_of


@require_GET
@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet."""
    require(request.user, VIEW)
    return _page(request, get_participant(request.user, pk))


def _page(
    request: HttpRequest,
    participant: Participant,
    errors: dict[int, str] | None = None,
    typed_values: Any = None,
) -> HttpResponse:
    assessment = participant.assessment
    scoring, reviewing = may_self_score(request.user, participant), may_review(request.user, participant)
    found = sheet(request.user, participant)
    wrong, values = errors or {}, typed_values or {}
    rows = []
    for row in found.lines:
        kept = row.cell.pk in wrong
        shown = scoring or found.shows_found or row.cell.stage == "self"
        asks = [
            (each, values.get(f"i.{row.cell.pk}.{each.number}", "") if kept else each.value if shown else "")
            for each in row.asks
        ]
        override = values.get(f"o.{row.cell.pk}", "") if kept else row.override
        rows.append(
            {
                "row": row,
                "asks": asks,
                "override": override,
                "text": values.get(f"t.{row.cell.pk}", "") if kept else "",
                "error": wrong.get(row.cell.pk, ""),
            }
        )
    in_state = assessment.state in ("self_scoring", "review")
    context = {
        "assessment": assessment,
        "participant": participant,
        "sheet": found,
        "rows": rows,
        "way": way_of(assessment),
        "scoring": scoring,
        "reviewing": reviewing,
        "editing": scoring or reviewing,
        "sees_all": sees_all(request.user),
        "may_return": in_state and participant.handed_in_at is not None and reviews(request.user, participant),
        "may_feed": (scoring or (manages(request.user) and participant.handed_in_at is None and in_state))
        and any(line.feed for line in rules_of(assessment).lines),
        "wrong": len(wrong),
    }
    return render(request, "assessment/participant.html", context, status=422 if wrong else 200)


@require_POST
@answered
def scores(request: HttpRequest, pk: int) -> HttpResponse:
    """Save every line that was changed. What is refused stays as it was typed, with the reason beside it."""
    participant = get_participant(request.user, pk)
    override = may_review(request.user, participant)
    errors, saved = dict[int, str](), 0
    for row in sheet(request.user, participant).lines:
        inputs = forms.posted_inputs(request.POST, row)
        text = typed(request, f"t.{row.cell.pk}")
        if inputs is None:
            continue
        same = cleaned(row.line, inputs, override=override) == row.cell.inputs
        confirms = override and f"c.{row.cell.pk}" in request.POST
        if same and not confirms:
            continue
        try:
            cell = row.cell
            cell.participant = participant
            seen = key_of(request.POST.get(f"v.{cell.pk}")) or 0
            save_score(user=request.user, cell=cell, version=seen, inputs=inputs, text=text)
            saved += 1
        except Refusal as refused:
            if refused.status == 403:
                raise
            errors[row.cell.pk] = refused.message
    if saved:
        messages.success(request, _("已保存 %d 项。") % saved)
    if errors:
        return _page(request, get_participant(request.user, pk), errors, request.POST)
    if not saved:
        messages.info(request, _("没有改动。"))
    return redirect("assessment:participant", pk=pk)


@require_POST
@acting("assessment:list")
def feed_(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the inputs of lines that have a feed."""
    participant = get_participant(request.user, pk)
    try:
        taken, lacking = feed(user=request.user, participant=participant)
    except Refusal as refused:
        if refused.status == 403:
            raise
        messages.error(request, refused.message)
    else:
        messages.success(request, _("已取 %d 项。") % taken)
        for each in lacking[:5]:
            messages.error(request, _("未取到：%s") % each)
    return redirect("assessment:participant", pk=pk)


@require_POST
@acting("assessment:list")
def hand_in_(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the organisation's own scores in."""
    participant = get_participant(request.user, pk)
    version, note = forms.version_of(request.POST), typed(request, "text")
    try:
        hand_in(user=request.user, participant=participant, version=version, note=note)
    except Refusal as refused:
        if refused.status == 403:
            raise
        messages.error(request, refused.message)
    else:
        messages.success(request, _("自评已提交，等待审核。"))
    return redirect("assessment:participant", pk=pk)


@require_POST
@acting("assessment:list")
def hand_back_(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an organisation's scores back to it."""
    participant = get_participant(request.user, pk)
    version, reason = forms.version_of(request.POST), typed(request, "text")
    try:
        hand_back(user=request.user, participant=participant, version=version, reason=reason)
    except Refusal as refused:
        if refused.status == 403:
            raise
        messages.error(request, refused.message)
    else:
        messages.success(request, _("已退回，该单位会收到理由。"))
    return redirect("assessment:participant", pk=pk)


@require_POST
@acting("assessment:list")
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over what stands for every line without a reviewed score."""
    participant = get_participant(request.user, pk)
    try:
        taken = accept_rest(user=request.user, participant=participant)
    except Refusal as refused:
        if refused.status == 403:
            raise
        messages.error(request, refused.message)
    else:
        messages.success(request, _("已同意 %d 项自评得分。") % taken)
    return redirect("assessment:participant", pk=pk)
