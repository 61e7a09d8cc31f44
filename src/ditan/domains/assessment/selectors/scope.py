"""Whose scores a user sees and gives: those of the organisations that her roles reach. Said here and nowhere else."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from ditan.base.access.scope import scope_of
from ditan.base.records.selectors.scope import shows_demo
from ditan.domains.assessment.models import Assessment, Participant
from ditan.domains.assessment.permissions import MANAGE, REVIEW, RUBRICS, SCORE, VIEW, may


def visible_participants(user: Any, permission: str = VIEW) -> QuerySet[Participant]:
    """Organisations under assessment that the user reaches with the permission, and may see."""
    rows = Participant.objects.all() if shows_demo() else Participant.objects.filter(assessment__demo=False)
    for needed in dict.fromkeys((VIEW, permission)):
        if not may(user, needed):
            return rows.none()
        scope = scope_of(user, needed)
        if not scope.everything:
            rows = rows.filter(organisation__in=scope.organisations)
    return rows


def visible_assessments(user: Any) -> QuerySet[Assessment]:
    """Assessments in which the user sees anybody; with all data every one."""
    rows = Assessment.objects.all() if shows_demo() else Assessment.objects.filter(demo=False)
    if not may(user, VIEW):
        return rows.none()
    if scope_of(user, VIEW).everything:
        return rows
    return rows.filter(Q(pk__in=visible_participants(user).values("assessment")))


def sees_all(user: Any) -> bool:
    """Whether the user sees every organisation side by side."""
    return may(user, VIEW) and scope_of(user, VIEW).everything


def scores_for(user: Any, participant: Participant) -> bool:
    """Whether this user scores this organisation for itself."""
    return _reaches(user, SCORE, participant)


def reviews(user: Any, participant: Participant) -> bool:
    """Whether this user reviews this organisation's scores: whoever scored it for itself reaches it alone, a reviewer
    reaches others."""
    return _reaches(user, REVIEW, participant)


def manages(user: Any) -> bool:
    """Whether this user runs assessments: they reach every organisation."""
    return may(user, VIEW) and may(user, MANAGE) and scope_of(user, MANAGE).everything


def keeps_rubrics(user: Any) -> bool:
    """Whether this user keeps rubrics: they hold for every organisation."""
    return may(user, VIEW) and may(user, RUBRICS) and scope_of(user, RUBRICS).everything


def _reaches(user: Any, permission: str, participant: Participant) -> bool:
    if not (may(user, VIEW) and may(user, permission)):
        return False
    scope = scope_of(user, permission)
    return scope.everything or participant.organisation_id in scope.organisations
