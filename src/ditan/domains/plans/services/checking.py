"""Findings: stored once each, kept where a person decided, gone where the plan no longer shows them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from ditan.core.reading import draft
from ditan.core.reading.check import check_plans
from ditan.domains.plans.drafts import drafts_of, plan_number
from ditan.domains.plans.models import SERVING_CODES, Finding, FindingSpan, PlanDocument, State
from ditan.domains.plans.names import lexicon
from ditan.domains.plans.permissions import REVIEW, require
from ditan.domains.plans.services.logged import log_plan

PlanOf = Callable[[str], int]


@transaction.atomic
def recheck(*, user: User, plan: PlanDocument) -> PlanDocument:
    """Check a plan against the others of its region, as people have left them by now.

    What is wrong within the plan itself is a matter of its text and comes with each reading.
    """
    require(user, REVIEW)
    before = _open_findings(plan)
    check_region(plan=plan)
    log_plan("plan_rechecked", user, plan, before={"findings": before}, after={"findings": _open_findings(plan)})
    return plan


def _open_findings(plan: PlanDocument) -> int:
    return Finding.objects.filter(spans__plan=plan).exclude(state=State.REJECTED).distinct().count()


def replace_findings(*, plan: PlanDocument, findings: Sequence[draft.Finding]) -> None:
    """Store the findings within one plan."""
    stored = Finding.objects.filter(plan=plan, across=False).exclude(code__in=SERVING_CODES)
    _store(stored, findings, across=False, plan_of=lambda _file: plan.pk, lengths={plan.pk: plan.source.decoded.text})


def check_region(*, plan: PlanDocument) -> None:
    """Check the current plans of the plan's region against each other and store the contradictions."""
    if plan.region_id is None:
        return
    plans = list(
        PlanDocument.objects.filter(region=plan.region_id, is_current=True)
        .select_related("source__decoded", "region")
        .order_by("pk")
    )
    stored = Finding.objects.filter(across=True, plan__region=plan.region_id)
    found = _between(drafts_of(plans)) if len(plans) > 1 else ()
    texts = {each.pk: each.source.decoded.text for each in plans}
    _store(stored, found, across=True, plan_of=plan_number, lengths=texts)


def _between(drafts: Sequence[draft.Draft]) -> tuple[draft.Finding, ...]:
    return tuple(
        finding for finding in check_plans(drafts, lexicon()) if len({span.file for span in finding.spans}) > 1
    )


def _store(
    stored: QuerySet[Finding],
    findings: Iterable[draft.Finding],
    *,
    across: bool,
    plan_of: PlanOf,
    lengths: dict[int, str],
) -> None:
    former = {finding.key: finding for finding in stored.select_for_update()}
    found = {_key(finding, plan_of): finding for finding in findings if finding.spans}
    for key, finding in found.items():
        known = former.pop(key, None)
        if known is None:
            _create(key, finding, across=across, plan_of=plan_of, texts=lengths)
        elif (known.level, known.message, known.stale) != (finding.level, finding.message, False):
            known.level, known.message, known.stale = finding.level, finding.message, False
            known.save()
    gone = former.values()
    Finding.objects.filter(pk__in=[each.pk for each in gone if each.state == State.PROPOSED]).delete()
    Finding.objects.filter(pk__in=[each.pk for each in gone if each.state != State.PROPOSED]).update(stale=True)


def _key(finding: draft.Finding, plan_of: PlanOf) -> str:
    """What tells a finding from others: its code and its places. A better message makes no new finding."""
    places = sorted((plan_of(span.file), span.start, span.end) for span in finding.spans)
    return hashlib.sha256(f"{finding.code}{places}".encode()).hexdigest()


def _create(key: str, finding: draft.Finding, *, across: bool, plan_of: PlanOf, texts: dict[int, str]) -> None:
    row = Finding.objects.create(
        plan_id=plan_of(finding.spans[0].file),
        across=across,
        code=finding.code[:64],
        level=finding.level,
        message=finding.message,
        key=key,
    )
    FindingSpan.objects.bulk_create(
        FindingSpan(
            finding=row,
            plan_id=plan_of(span.file),
            position=position,
            start=span.start,
            end=span.end,
            quote=texts[plan_of(span.file)][span.start : span.end],
        )
        for position, span in enumerate(finding.spans)
    )
