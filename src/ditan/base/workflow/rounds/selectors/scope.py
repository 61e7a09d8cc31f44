"""Whose submissions a user sees: those of the organisations that the roles reach, those that her organisations review,
and those that she was asked to fill in person. Said here and nowhere else."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from ditan.base.access.scope import scope_of
from ditan.base.workflow.models import Assignment, Round, RoundState
from ditan.base.workflow.rounds.permissions import APPROVE, FILL, LOCK, MANAGE, REVIEW, VIEW, may


def visible_assignments(user: Any) -> QuerySet[Assignment]:
    """Assignments that this user may look at. Rounds that are not open yet show to who arranges them alone."""
    scope = scope_of(user, VIEW)
    rows = Assignment.objects.all()
    if not may(user, VIEW):
        return rows.none()
    if not scope.everything:
        mine = Q(organisation__in=scope.organisations) | Q(reviewer__in=scope.organisations)
        rows = rows.filter(mine | _in_person(user))
    return rows if user.has_perm(MANAGE) else rows.exclude(round__state=RoundState.DRAFT)


def visible_rounds(user: Any) -> QuerySet[Round]:
    """Rounds that this user may look at: all with all data, else those in which she has a part."""
    scope = scope_of(user, VIEW)
    rows = Round.objects.all() if user.has_perm(MANAGE) else Round.objects.exclude(state=RoundState.DRAFT)
    if not may(user, VIEW):
        return rows.none()
    return rows if scope.everything else rows.filter(pk__in=visible_assignments(user).values("round"))


def fills(user: Any, assignment: Assignment) -> bool:
    """Whether this user fills in for the organisation: by role, or because she was named."""
    scope = scope_of(user, FILL)
    if not may(user, FILL):
        return False
    named = {each.user_id for each in (assignment.filler, assignment.delegate) if each is not None}
    return scope.everything or assignment.organisation_id in scope.organisations or user.pk in named


def reviews(user: Any, assignment: Assignment) -> bool:
    """Whether this user reviews it for the department that looks at it first."""
    scope = scope_of(user, REVIEW)
    return scope.everything or (assignment.reviewer_id is not None and assignment.reviewer_id in scope.organisations)


def approves(user: Any, assignment: Assignment) -> bool:
    """Whether this user decides for the coordinating office."""
    scope = scope_of(user, APPROVE)
    return scope.everything or assignment.organisation_id in scope.organisations


def locks(user: Any, assignment: Assignment) -> bool:
    """Whether this user locks and restates for the coordinating office."""
    scope = scope_of(user, LOCK)
    return scope.everything or assignment.organisation_id in scope.organisations


def manages(user: Any) -> bool:
    """Whether this user arranges rounds: that reaches every organisation."""
    return scope_of(user, MANAGE).everything


def _in_person(user: Any) -> Q:
    return Q(filler__user=user.pk) | Q(delegate__user=user.pk)
