"""The platform's log of acts on plans, written in the transaction of each act: no row, no act.

It stands beside the record of decisions, which belongs to a plan and carries its items' history.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User

from ditan.base.audit.services import record
from ditan.base.records.models import Source
from ditan.domains.plans.models import Decision, Finding, PlanDocument, ReviewItem

Values = Mapping[str, Any]

ACTS = {
    Decision.Action.CONFIRM: "confirmed",
    Decision.Action.EDIT: "edited",
    Decision.Action.REJECT: "rejected",
    Decision.Action.REOPEN: "reopened",
    Decision.Action.DOUBT: "doubted",
    Decision.Action.ADD: "added",
}


def log_plan(
    act: str, user: User | None, plan: PlanDocument, *, before: Values | None = None, after: Values | None = None
) -> None:
    """An act on a plan as a whole."""
    record(
        act=f"plans.{act}",
        user=user,
        target_kind="plan",
        target_key=plan.pk,
        target_name=plan.title,
        before=before,
        after=after,
    )


def log_source(act: str, user: User | None, source: Source, *, outcome: str = "done", detail: str = "") -> None:
    """An act on a file that was handed in."""
    record(
        act=f"plans.{act}",
        user=user,
        target_kind="upload",
        target_key=source.pk,
        target_name=source.name,
        outcome=outcome,
        detail=detail,
    )


def log_decision(user: User, item: ReviewItem | Finding, line: Decision) -> None:
    """A decision on one item or finding, as its line in the record of decisions says."""
    thing = "finding" if isinstance(item, Finding) else "item"
    record(
        act=f"plans.{thing}_{ACTS[Decision.Action(line.action)]}",
        user=user,
        target_kind=item.kind,
        target_key=item.pk,
        target_name=item.label,
        before=line.before,
        after=line.after,
        detail=line.reason,
    )
