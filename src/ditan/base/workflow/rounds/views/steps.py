"""Buttons that move a submission on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ditan.base.answers import acting, safe_next
from ditan.base.directory.forms import person_named
from ditan.base.refusal import Refusal
from ditan.base.workflow.models import Assignment, SubmissionState
from ditan.base.workflow.rounds import selectors
from ditan.base.workflow.rounds.errors import NotReady
from ditan.base.workflow.rounds.selectors.scope import visible_assignments
from ditan.base.workflow.rounds.services.arranging import delegate
from ditan.base.workflow.rounds.services.handing_in import lock_all, take_step
from ditan.base.workflow.rounds.views.answers import assignment_of, version_of


def _take(request: HttpRequest, pk: int, step: str, done: str) -> HttpResponse:
    assignment = assignment_of(request, pk)
    try:
        take_step(
            user=request.user,
            assignment=assignment,
            step=step,
            version=version_of(request.POST),
            reason=request.POST.get("reason", "")[:2000],
        )
    except NotReady:
        # The page itself lists what is left to do, beside the cells, until it is done.
        return redirect(f"{_page(assignment)}?check=1#problems")
    except Refusal as refused:
        if refused.status == 403:
            raise
        messages.error(request, refused.message)
    else:
        messages.success(request, done)
    return redirect(safe_next(request) or _page(assignment))


def _page(assignment: Assignment) -> str:
    return reverse("workflow:sheet", args=[assignment.pk])


@require_POST
@acting("workflow:my")
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand it in."""
    return _take(request, pk, "submit", _("已提交。审核结果会以消息通知您。"))


@require_POST
@acting("workflow:my")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back before anybody has looked at it."""
    return _take(request, pk, "withdraw", _("已撤回，可以继续修改。"))


@require_POST
@acting("workflow:my")
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The department's word: on to the coordinating office, or back with a reason."""
    if request.POST.get("action") == "return":
        return _take(request, pk, "return_department", _("已退回，填报人会收到理由。"))
    return _take(request, pk, "approve_department", _("已审核通过，送统筹单位审核。"))


@require_POST
@acting("workflow:my")
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The coordinating office's word."""
    if request.POST.get("action") == "return":
        return _take(request, pk, "return", _("已退回，填报人会收到理由。"))
    return _take(request, pk, "approve", _("已通过。锁定后数据入库。"))


@require_POST
@acting("workflow:my")
def lock(request: HttpRequest, pk: int) -> HttpResponse:
    """Lock it: its values become observations."""
    return _take(request, pk, "lock", _("已锁定，数据已入库。"))


@require_POST
@acting("workflow:my")
def restate(request: HttpRequest, pk: int) -> HttpResponse:
    """Open what was locked for a new edition, with a reason; or give that up."""
    if request.POST.get("action") == "abandon":
        return _take(request, pk, "abandon_restatement", _("已放弃重述，恢复为锁定的内容。"))
    return _take(request, pk, "restate", _("已开启重述；原值保留为历史版本。"))


@require_POST
@acting("workflow:rounds")
def lock_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Lock all that the coordinating office has approved."""
    found = selectors.get_round(request.user, pk)
    rows = visible_assignments(request.user).filter(round=found, submission__state=SubmissionState.APPROVED)
    joined = rows.select_related("round", "organisation", "subject", "submission", "filler__user", "delegate__user")
    done = lock_all(user=request.user, assignments=list(joined))
    messages.success(request, _("已锁定 %d 家，数据已入库。") % done)
    return redirect("workflow:round", pk=pk)


@require_POST
@acting("workflow:my")
def delegate_(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody else fill in, or take that back."""
    assignment = assignment_of(request, pk)
    named = request.POST.get("person", "").strip()
    person = person_named(named, "person") if named else None
    delegate(user=request.user, assignment=assignment, person=person)
    messages.success(request, _("已委托 %s 代填。") % person.name if person else _("已取消代填。"))
    return redirect(_page(assignment))
