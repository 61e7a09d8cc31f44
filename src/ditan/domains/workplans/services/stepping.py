"""From draft to issue and into the next edition: the steps of `core.machines.WORKPLAN`, and what is frozen on the way."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.core.machines import WORKPLAN, TransitionRefused, WorkPlanContext
from ditan.domains.workplans.checking import ERROR, findings_of
from ditan.domains.workplans.comparing import content_of, digest_of
from ditan.domains.workplans.errors import WrongState
from ditan.domains.workplans.models import Edition, WorkPlan
from ditan.domains.workplans.permissions import APPROVE, DRAW_UP, ISSUE
from ditan.domains.workplans.services.deeds import held, name_of, note

PERMISSIONS = {"submit": DRAW_UP, "return": APPROVE, "approve": APPROVE, "issue": ISSUE, "revise": DRAW_UP}


@transaction.atomic
def take_step(
    *,
    user: Any,
    pk: int,
    version: int,
    step: str,
    reason: str = "",
    document_number: str = "",
    issued_on: datetime.date | None = None,
) -> WorkPlan:
    """Take one step. Issuing freezes an edition; revising opens the next one with its reason.

    Raises
    ------
    WrongState
        Where the step cannot be taken, with what is missing.
    """
    if step not in PERMISSIONS:
        raise WrongState(_("没有这一步；请刷新页面后重试。"))
    workplan = held(user, pk, version, PERMISSIONS[step])
    lines = list(workplan.lines.select_related("organisation", "tracked").order_by("kind", "position", "pk"))
    found = findings_of(lines, timezone.localdate(), workplan.year)
    context = WorkPlanContext(
        lines=sum(not line.dropped for line in lines),
        faults=sum(each.level == ERROR for each in found),
        document_number=document_number,
        reason=reason,
    )
    before = workplan.state
    try:
        workplan.state = WORKPLAN.apply(before, step, context)
    except TransitionRefused as refused:
        faults = "".join(f"\n{each.sentence}" for each in found if each.level == ERROR)
        raise WrongState(f"{refused}{faults if step in ('approve', 'issue') else ''}") from refused
    after: dict[str, Any] = {"state": workplan.state, "edition": workplan.edition}
    if step == "issue":
        workplan.document_number = document_number.strip()[:100]
        workplan.issued_on = issued_on or timezone.localdate()
        content = content_of(lines)
        edition = Edition(
            workplan=workplan,
            number=workplan.edition,
            document_number=workplan.document_number,
            issued_on=workplan.issued_on,
            reason=workplan.reason,
            content=content,
            digest=digest_of(content),
            by_id=user.pk,
            by_name=name_of(user),
            at=timezone.now(),
        )
        edition.save()
        after |= {"document_number": workplan.document_number, "digest": edition.digest}
    if step == "revise":
        workplan.edition += 1
        workplan.reason = reason.strip()[:400]
        after["edition"] = workplan.edition
    workplan.save(update_fields=["state", "edition", "reason", "document_number", "issued_on", "updated_at"])
    note(step, user, workplan, before={"state": before}, after=after, reason=reason)
    return workplan
