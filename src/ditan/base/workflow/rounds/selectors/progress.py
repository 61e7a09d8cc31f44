"""How far a round has come, at a glance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, DateField, F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from ditan.base.workflow.models import Assignment, Round, RoundState, SubmissionState
from ditan.base.workflow.rounds.past import Periods, periods_of
from ditan.base.workflow.rounds.selectors.rounds import DONE, TO_APPROVE, TO_FILL, TO_REVIEW, my_assignments
from ditan.base.workflow.rounds.selectors.scope import visible_assignments, visible_rounds
from ditan.base.workflow.rounds.working_days import DueWords, days_left_words

MOST_BOX = 6


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of assignments. `overdue` owe and are behind their last day; `late` came behind it."""

    total: int
    to_fill: int
    to_review: int
    to_approve: int
    approved: int
    locked: int
    overdue: int
    late: int

    @property
    def done(self) -> int:
        return self.approved + self.locked

    @property
    def handed_in(self) -> int:
        return self.total - self.to_fill


@dataclass(frozen=True, slots=True)
class Line:
    """An assignment as a list shows it."""

    assignment: Assignment
    due: DueWords
    periods: Periods


def progress_of(user: Any, round: Round) -> Progress:
    """The counts of what this user sees of a round. One query."""
    return _counted(visible_assignments(user).filter(round=round))


def _counted(rows: Any) -> Progress:
    state = "submission__state__in"
    last = rows.annotate(last=Coalesce(F("extended_to"), F("due_on"), output_field=DateField()))
    today = timezone.localdate()
    found = last.aggregate(
        total=Count("pk"),
        to_fill=Count("pk", filter=Q(submission__isnull=True) | Q(**{state: TO_FILL})),
        to_review=Count("pk", filter=Q(**{state: TO_REVIEW})),
        to_approve=Count("pk", filter=Q(**{state: TO_APPROVE})),
        approved=Count("pk", filter=Q(submission__state=SubmissionState.APPROVED)),
        locked=Count("pk", filter=Q(submission__state=SubmissionState.LOCKED)),
        overdue=Count("pk", filter=Q(**{state: TO_FILL, "last__lt": today, "submission__edition": 1})),
        late=Count("pk", filter=Q(submission__late=True)),
    )
    return Progress(**found)


def with_days(rows: Iterable[Assignment]) -> list[Line]:
    """Each assignment with the words for its last day."""
    return [
        Line(each, days_left_words(each.last_day, getattr(each, "submission", None)), periods_of(each.round.period))
        for each in rows
    ]


def to_do(user: Any) -> dict[str, Any]:
    """What waits for me, for the workbench."""
    fill, review = my_assignments(user, "fill"), my_assignments(user, "review")
    return {
        "fill": with_days(fill[:MOST_BOX]),
        "review": with_days(review[:MOST_BOX]),
        "fill_count": fill.count(),
        "review_count": review.count(),
    }


def waiting_count(user: Any) -> int:
    """How many sheets wait for me, for the menu."""
    return my_assignments(user, "waiting").count()


def filing(user: Any) -> dict[str, Any]:
    """The open rounds with their counts, for the workbench. A query a round, of few rounds."""
    open_rounds = visible_rounds(user).filter(state=RoundState.OPEN).order_by("due_on", "pk")[:MOST_BOX]
    return {"rounds": [(each, progress_of(user, each)) for each in open_rounds], "done_states": DONE}
