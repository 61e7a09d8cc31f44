"""Who is told of an assessment: the people who score for an organisation, and those who run it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from ditan.base.access.models import Grant, RoleOfPost
from ditan.base.directory.models.dated import holds
from ditan.base.notices.services import notify
from ditan.base.workflow.rounds.services.telling import people_of
from ditan.domains.assessment.models import Assessment, Participant
from ditan.domains.assessment.permissions import REVIEW, SCORE


def tell_participants(
    kind: str, assessment: Assessment, participants: Iterable[Participant], *, by: Any, reason: str = "", key: str = ""
) -> None:
    """Tell the people of each organisation, once for each version of the assessment."""
    rows = list(participants)
    people = people_of([each.organisation_id for each in rows], SCORE)
    for each in rows:
        told = [one for one in people.get(each.organisation_id, ()) if one.pk != getattr(by, "pk", None)]
        notify(
            kind=f"assessment.{kind}",
            to=told,
            context=_words(assessment, each, reason),
            key=key or f"{each.pk}-{assessment.version}-{each.version}",
            link=reverse("assessment:participant", args=[each.pk]),
        )


def tell_office(kind: str, participant: Participant, *, by: Any, reason: str = "", key: str = "") -> None:
    """Tell those who review and answer for all organisations."""
    assessment = participant.assessment
    notify(
        kind=f"assessment.{kind}",
        to=[one for one in reviewers() if one.pk != getattr(by, "pk", None)],
        context=_words(assessment, participant, reason),
        key=key or f"{participant.pk}-{participant.version}",
        link=reverse("assessment:participant", args=[participant.pk]),
    )


def reviewers() -> list[User]:
    """Everybody who reviews with all data."""
    app, _dot, codename = REVIEW.partition(".")
    roles = Q(
        role__scope="all",
        role__permissions__content_type__app_label=app,
        role__permissions__codename=codename,
    )
    day = timezone.localdate()
    posts = RoleOfPost.objects.filter(roles, holds(day, "post__holdings__"), holds(day, "post__"))
    grants = Grant.objects.filter(roles, holds(day))
    keys = {
        *posts.order_by().values_list("post__holdings__person__user", flat=True),
        *grants.order_by().values_list("user", flat=True),
    }
    return list(User.objects.filter(pk__in=keys - {None}, is_active=True))


def _words(assessment: Assessment, participant: Participant, reason: str) -> dict[str, Any]:
    return {
        "title": assessment.title,
        "organisation": participant.organisation_name,
        "due": assessment.self_due_on or "—",
        "appeal_due": assessment.appeal_due_on or "—",
        "reason": reason.strip() or "—",
    }
