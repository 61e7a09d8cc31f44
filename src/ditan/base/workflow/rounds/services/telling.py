"""Who is told what: everybody who has a hand in it, once."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from ditan.base.access.models import Grant, RoleOfPost
from ditan.base.directory.models.dated import holds
from ditan.base.notices.services import notify
from ditan.base.statements import rows_of
from ditan.base.workflow.models import Assignment, Round, Submission
from ditan.base.workflow.rounds.permissions import APPROVE, FILL, REVIEW

RETURNED = ("return", "return_department")


def tell_opened(round: Round, owed: Iterable[Assignment]) -> None:
    """Tell each organisation's people what they are asked for."""
    by_place = people_of([each.organisation_id for each in owed], FILL)
    for each in owed:
        notify(
            kind="workflow.round_opened",
            to=_fillers(each, by_place),
            context={"round": round.title, "organisation": each.organisation.name, "due": each.last_day},
            key=f"{each.pk}",
            link=reverse("workflow:sheet", args=[each.pk]),
        )


def tell_step(assignment: Assignment, submission: Submission, step: str, reason: str, *, by: Any) -> None:
    """Tell whoever has to do something now."""
    words = {
        "round": assignment.round.title,
        "organisation": assignment.organisation.name,
        "reason": reason.strip(),
        "by": submission.submitted_by_name,
    }
    key = f"{assignment.pk}-{submission.version}"
    link = reverse("workflow:sheet", args=[assignment.pk])
    if step == "submit":
        people = _reviewers(assignment)
        kind = "workflow.submitted"
    elif step == "approve_department":
        people, kind = coordinators(), "workflow.submitted"
    elif step in RETURNED:
        people, kind = fillers_of(assignment), "workflow.returned"
    elif step in ("approve", "restate"):
        people, kind = fillers_of(assignment), f"workflow.{'approved' if step == 'approve' else 'restating'}"
    else:
        return
    others = [each for each in people if each.pk != getattr(by, "pk", None)]
    if others:
        notify(kind=kind, to=others, context=words, key=key, link=link)


def fillers_of(assignment: Assignment) -> list[User]:
    """The people who fill in this one."""
    return _fillers(assignment, people_of([assignment.organisation_id], FILL))


def _fillers(assignment: Assignment, by_place: dict[int, list[User]]) -> list[User]:
    named = [each.user for each in (assignment.filler, assignment.delegate) if each is not None and each.user]
    return [*named, *by_place.get(assignment.organisation_id, ())]


def _reviewers(assignment: Assignment) -> list[User]:
    if assignment.reviewer_id is None:
        return coordinators()
    return people_of([assignment.reviewer_id], REVIEW).get(assignment.reviewer_id, [])


def coordinators() -> list[User]:
    """Who decides for the coordinating office: everybody with that permission over all data."""
    roles = Q(role__scope="all") & _gives("role", APPROVE)
    day = timezone.localdate()
    posts = RoleOfPost.objects.filter(roles, holds(day, "post__holdings__"), holds(day, "post__"))
    grants = Grant.objects.filter(roles, holds(day))
    keys = {
        *posts.order_by().values_list("post__holdings__person__user", flat=True),
        *grants.order_by().values_list("user", flat=True),
    }
    return list(User.objects.filter(pk__in=keys - {None}, is_active=True))


def people_of(places: Iterable[int], permission: str) -> dict[int, list[User]]:
    """Active accounts that hold the permission in these organisations themselves, by organisation. Three queries.

    Whoever reaches an organisation from above is not told of each below it.
    """
    day, wanted = timezone.localdate(), set(places)
    if len(wanted) == 1:  # every step asks so; the statements are put together once
        (place,) = wanted
        pairs = {pair for build in (_by_post, _by_grant) for pair in rows_of(build, day, permission, key=place)}
    else:
        pairs = {
            *_posts(day, permission).filter(post__organisation__in=wanted),
            *_grants(day, permission).filter(organisation__in=wanted),
        }
    users = User.objects.filter(is_active=True).in_bulk({user for _place, user in pairs if user is not None})
    found: dict[int, list[User]] = {}
    for place, user in sorted((place, user) for place, user in pairs if user in users):
        found.setdefault(place, []).append(users[user])
    return found


def _posts(day: datetime.date, permission: str) -> Any:
    """Pairs of an organisation and an account whose post there gives the permission."""
    rows = RoleOfPost.objects.filter(_gives("role", permission), holds(day, "post__holdings__"), holds(day, "post__"))
    return rows.order_by().values_list("post__organisation", "post__holdings__person__user")


def _grants(day: datetime.date, permission: str) -> Any:
    """Pairs of an organisation and an account that was granted the permission for it."""
    return Grant.objects.filter(_gives("role", permission), holds(day)).order_by().values_list("organisation", "user")


def _by_post(day: datetime.date, permission: str, place: int) -> Any:
    return _posts(day, permission).filter(post__organisation=place)


def _by_grant(day: datetime.date, permission: str, place: int) -> Any:
    return _grants(day, permission).filter(organisation=place)


def _gives(prefix: str, permission: str) -> Q:
    app, _dot, codename = permission.partition(".")
    return Q(
        **{
            f"{prefix}__permissions__content_type__app_label": app,
            f"{prefix}__permissions__codename": codename,
        }
    )
