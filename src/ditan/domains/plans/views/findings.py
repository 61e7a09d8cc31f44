"""Contradictions: within a plan and between plans, both sides with their quotes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ditan.base.answers import safe_next
from ditan.base.asking import typed, user_of, wants_part
from ditan.base.declaration import may
from ditan.base.records.selectors import text_of
from ditan.domains.plans import services
from ditan.domains.plans.forms.filters import finding_search
from ditan.domains.plans.forms.words import code_word
from ditan.domains.plans.models import SERVING_CODES, Finding
from ditan.domains.plans.permissions import REVIEW
from ditan.domains.plans.selectors import contradictions as find
from ditan.domains.plans.selectors import finding_codes, get_finding, library_regions, plan_library
from ditan.domains.plans.views.marking import excerpt
from ditan.domains.plans.views.numbers import whole
from ditan.domains.plans.views.paging import paged
from ditan.domains.plans.views.refusals import acting, answered

ACTIONS = {"hold": services.confirm_item, "reject": services.reject_item, "reopen": services.reopen_item}


@answered
def contradictions(request: HttpRequest) -> HttpResponse:
    """Findings that match the search, the gravest first."""
    plans = list(plan_library(request.user).values_list("pk", "title"))
    filters, controls = finding_search(request.GET, library_regions(request.user), plans, finding_codes(request.user))
    rows = paged(request, find(request.user, filters))
    context = {
        "rows": rows,
        "findings": _with_context(list(rows.page)),
        "controls": controls,
        "searching": any(control.value for control in controls),
        "here": request.path,
        "may_review": may(request.user, REVIEW),
    }
    if wants_part(request):
        return render(request, "plans/_findings_body.html", context)
    return render(request, "plans/contradictions.html", context)


def _with_context(findings: list[Finding]) -> list[dict[str, object]]:
    """Each finding with its sides, each side with the text around its quote. One text is read once."""
    texts: dict[int, str] = {}
    shown: list[dict[str, object]] = []
    for finding in findings:
        sides = []
        for side in finding.sides:  # type: ignore[attr-defined]
            if side.plan_id not in texts:
                texts[side.plan_id] = text_of(side.plan.source)
            sides.append((side, excerpt(texts[side.plan_id], side.start, side.end)))
        shown.append({"finding": finding, "code": code_word(finding.code), "sides": sides})
    return shown


@require_POST
@acting(lambda pk: reverse("plans:contradictions"))
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    """A person's verdict: it holds, it does not, or it is open again."""
    finding = get_finding(request.user, pk)
    action = ACTIONS.get(request.POST.get("action", ""))
    version = whole(request.POST.get("version"))
    if request.POST.get("action") == "doubt" and version:
        services.doubt_finding(user=user_of(request), pk=finding.pk, version=version, reason=typed(request, "reason"))
        messages.success(request, _("已记录结论。"))
    elif action is None or not version:
        messages.error(request, _("没有这种操作，请刷新页面后重试。"))
    elif action is services.reject_item:
        reason = typed(request, "reason").strip()
        if finding.code in SERVING_CODES and not reason:
            messages.error(request, _("请写明关闭理由，例如“由市级任务支撑”；理由会留在记录中。"))
        else:
            action(user=user_of(request), kind="finding", pk=finding.pk, version=version, reason=reason)
            messages.success(request, _("已记录结论。"))
    else:
        action(user=user_of(request), kind="finding", pk=finding.pk, version=version)
        messages.success(request, _("已记录结论。"))
    return redirect(safe_next(request) or reverse("plans:contradictions"))
