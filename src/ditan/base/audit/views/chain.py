"""How the chain stands, and the button that verifies it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from ditan.base.answers import acting, answered
from ditan.base.audit.permissions import VERIFY, VIEW, require
from ditan.base.audit.selectors import chain_state, last_verifications
from ditan.base.audit.services.asking import VERIFY_JOB, ask_for_verification
from ditan.base.audit.words import finding_text
from ditan.base.declaration import may
from ditan.base.workflow.selectors import get_job, list_open_jobs

SHOWN_FINDINGS = 50


@require_GET
@answered
def chain(request: HttpRequest) -> HttpResponse:
    """The last seal, the unsealed end, the last verifications."""
    require(request.user, VIEW)
    seen = last_verifications(request.user)
    context = {
        "state": chain_state(request.user),
        "verifications": seen,
        "findings": [finding_text(each) for each in seen[0].findings[:SHOWN_FINDINGS]] if seen else [],
        "job": list_open_jobs(request.user, kind=VERIFY_JOB).first(),
        "may_verify": may(request.user, VERIFY),
    }
    return render(request, "audit/chain.html", context)


@require_POST
@acting("audit:chain")
def verify(request: HttpRequest) -> HttpResponse:
    """Queue a verification."""
    ask_for_verification(user=request.user)
    return redirect("audit:chain")


@require_GET
@answered
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a verification has come; the page is drawn anew when it has ended."""
    require(request.user, VERIFY)
    job = get_job(request.user, pk)
    answer = render(request, "audit/_progress.html", {"job": job})
    if not job.is_open:
        answer["HX-Refresh"] = "true"
    return answer
