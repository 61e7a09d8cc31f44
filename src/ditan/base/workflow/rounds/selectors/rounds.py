"""Rounds with who owes what, and what one's own organisations owe."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, DateField, F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from ditan.base.access.scope import scope_of
from ditan.base.workflow.models import Assignment, Round, RoundState, SubmissionState
from ditan.base.workflow.rounds.permissions import APPROVE, FILL, REVIEW, may
from ditan.base.workflow.rounds.selectors.scope import visible_assignments, visible_rounds

TO_FILL = (SubmissionState.DRAFT, SubmissionState.RETURNED, SubmissionState.RESTATING)
TO_REVIEW = (SubmissionState.SUBMITTED,)
TO_APPROVE = (SubmissionState.DEPARTMENT_APPROVED,)
LAST = Coalesce(F("extended_to"), F("due_on"), output_field=DateField())
DONE = (SubmissionState.APPROVED, SubmissionState.LOCKED)


@dataclass(frozen=True, slots=True)
class RoundFilters:
    """What a search asks for; empty parts ask nothing. `late` alone asks for who is behind the last day."""

    words: str = ""
    state: str = ""
    kind: str = ""
    late: bool = False


def list_rounds(user: Any, filters: RoundFilters | None = None) -> QuerySet[Round]:
    """Rounds with the counts of what this user sees of them, newest first. One query a page."""
    wanted = filters or RoundFilters()
    rows = visible_rounds(user)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.words.strip():
        rows = rows.filter(title__contains=wanted.words.strip().replace("\x00", ""))
    seen = Q(assignments__in=visible_assignments(user))
    state = "assignments__submission__state__in"
    return rows.annotate(
        owed=Count("assignments", filter=seen, distinct=True),
        owing=Count("assignments", filter=seen & Q(**{state: TO_FILL}), distinct=True),
        waiting=Count("assignments", filter=seen & Q(**{state: (*TO_REVIEW, *TO_APPROVE)}), distinct=True),
        done=Count("assignments", filter=seen & Q(**{state: DONE}), distinct=True),
        late=Count("assignments", filter=seen & Q(assignments__submission__late=True), distinct=True),
    ).order_by("-opens_on", "-pk")


def get_round(user: Any, pk: int) -> Round:
    """One round; `DoesNotExist` where the user has no part in it."""
    return visible_rounds(user).get(pk=pk)


def list_assignments(user: Any, round: Round, filters: RoundFilters | None = None) -> QuerySet[Assignment]:
    """Who owes what in a round."""
    wanted = filters or RoundFilters()
    rows = _joined(visible_assignments(user).filter(round=round))
    if wanted.words.strip():
        rows = rows.filter(organisation__name__contains=wanted.words.strip().replace("\x00", ""))
    if wanted.late:
        today = timezone.localdate()
        rows = rows.filter(
            Q(submission__late=True) | Q(submission__state__in=TO_FILL, submission__edition=1) & behind(today)
        )
    states = {"fill": TO_FILL, "review": TO_REVIEW, "approve": TO_APPROVE, "done": DONE}
    if wanted.state in states:
        rows = rows.filter(submission__state__in=states[wanted.state])
    return rows.order_by("organisation__position", "organisation__name", "subject__name", "pk")


def behind(day: datetime.date) -> Q:
    """The condition that the last day, moved or not, lies before this one."""
    return Q(extended_to__lt=day) | Q(extended_to__isnull=True, due_on__lt=day)


def my_assignments(user: Any, what: str = "") -> QuerySet[Assignment]:
    """What waits for this user: to fill in (`fill`), to review for her department or the coordinating office (`review`),
    either (`waiting`), or all that ever did."""
    rows = _joined(visible_assignments(user)).exclude(round__state=RoundState.DRAFT)
    filling, reviewing = scope_of(user, FILL), scope_of(user, REVIEW)
    named = Q(filler__user=user.pk) | Q(delegate__user=user.pk)
    fill = Q(organisation__in=filling.organisations) | named
    review = Q(reviewer__in=reviewing.organisations)
    to_fill = fill & Q(round__state=RoundState.OPEN, submission__state__in=TO_FILL)
    to_review = review & Q(round__state=RoundState.OPEN, submission__state__in=TO_REVIEW)
    if may(user, APPROVE):
        decides = scope_of(user, APPROVE)
        decide = Q(pk__isnull=False) if decides.everything else Q(organisation__in=decides.organisations)
        review |= decide
        to_review |= decide & Q(round__state=RoundState.OPEN, submission__state__in=TO_APPROVE)
    wanted = {"fill": to_fill, "review": to_review, "waiting": to_fill | to_review}
    rows = rows.filter(wanted.get(what, fill | review))
    return rows.order_by(LAST, "round__title", "organisation__name", "pk")


def get_assignment(user: Any, pk: int) -> Assignment:
    """One assignment of a round that was opened; `DoesNotExist` where the user may not see it."""
    return _joined(visible_assignments(user)).filter(submission__isnull=False).get(pk=pk)


def _joined(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """With all that a line shows, in one query; `cells` and `filled` count values."""
    joined = rows.select_related(
        "round", "organisation", "subject", "reviewer", "submission", "filler__user", "delegate__user"
    )
    return joined.annotate(
        cells=Count("submission__cells", distinct=True),
        filled=Count("submission__cells", filter=~Q(submission__cells__state="empty"), distinct=True),
    )
