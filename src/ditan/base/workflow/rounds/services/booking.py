"""What is locked becomes observations: once for each edition, however often it is asked for."""

from __future__ import annotations

from typing import Any

from ditan.base.records.errors import ReportsRefused
from ditan.base.records.models import Origin
from ditan.base.records.services import Report, record_many
from ditan.base.workflow.models import Assignment, CellState, Submission
from ditan.base.workflow.rounds.errors import WrongState


def reference_of(submission: Submission) -> str:
    """The name under which observations point back to the submission."""
    return f"submission:{submission.pk}"


def book(*, user: Any, assignment: Assignment, submission: Submission) -> int:
    """Record the values of a submission; gives how many cells it has to say."""
    asking = assignment.round
    restated = submission.steps.filter(step="restate").order_by("-pk").values_list("reason", flat=True).first()
    reports = [
        Report(
            subject=assignment.subject,
            metric=cell.asked.metric,
            period=asking.period,
            status=asking.status,
            origin=Origin.ROUND,
            reported=cell.reported,
            state="" if cell.state == CellState.NUMBER else cell.state,
            unit=cell.unit,
            issuer_name=assignment.organisation.name,
            reason=(restated or "") if submission.edition > 1 else "",
            decided=submission.edition > 1,
            note=cell.note,
        )
        for cell in submission.cells.select_related("asked__metric")
        if cell.state != CellState.EMPTY
    ]
    try:
        record_many(reports, user=user, reference=reference_of(submission), permission=None)
    except ReportsRefused as refused:
        raise WrongState(refused.message) from refused
    return len(reports)
