"""What the closed assessments of the year gave."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from ditan.base.reporting.documents import Note
from ditan.domains.assessment.models import Assessment, AssessmentState
from ditan.domains.assessment.selectors.assessments import AssessmentFilters, grid, list_assessments
from ditan.domains.evaluation.facts import AssessmentFact


def assessments_of(user: Any, year: int) -> tuple[AssessmentFact, ...]:
    """Those that are closed: one that is still argued about says nothing yet."""
    closed = AssessmentFilters(state=AssessmentState.CLOSED, year=year)
    return tuple(_fact(user, each) for each in list_assessments(user, closed).select_related("snapshot"))


def _fact(user: Any, assessment: Assessment) -> AssessmentFact:
    frozen = assessment.snapshot
    rows = [
        (row.participant.organisation_name, row.sheet.total, row.place.place) for row in grid(user, assessment).rows
    ]
    rows.sort(key=lambda row: (row[2] is None, row[2] or 0, row[0]))
    return AssessmentFact(
        title=f"{assessment.title}（演示）" if assessment.demo else assessment.title,
        year=assessment.year,
        rows=tuple(rows),
        note=Note(f"考核“{assessment.title}”，{timezone.localdate(frozen.at):%Y-%m-%d}定稿，摘要 {frozen.digest[:12]}"),
    )
