"""Who is told of an alert: those who deal with it, and the coordinating office where nobody answers for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from ditan.base.access.models import Grant, RoleOfPost
from ditan.base.alerts.models import Alert, AlertState
from ditan.base.alerts.permissions import CHECK, HANDLE
from ditan.base.directory.models.dated import holds
from ditan.base.notices.services import notify
from ditan.base.workflow.rounds.services.telling import people_of

MOST_SINGLE = 5
"""So many new alerts of one act are told one by one; of more, an organisation is told once how many there are."""


def tell_raised(raised: Sequence[Alert], escalated: Sequence[Alert]) -> dict[str, set[int]]:
    """Tell of new alerts and of graver ones; of silent ones nobody is told. Gives who was, by what the alerts are about."""
    told: dict[str, set[int]] = defaultdict(set)
    loud = [each for each in raised if each.state != AlertState.MUTED]
    places = {each.responsible_id for each in (*loud, *escalated) if each.responsible_id is not None}
    by_place: dict[int, list[User]] = people_of(places, HANDLE) if places else {}
    office = _Office()
    groups: dict[int | None, list[Alert]] = defaultdict(list)
    for each in loud:
        groups[each.responsible_id].append(each)
    for place, alerts in groups.items():
        people = by_place.get(place or 0) or office.people
        for alert in alerts:
            told[alert.key] |= {each.pk for each in people}
        if len(alerts) > MOST_SINGLE:
            words = {"number": len(alerts), "title": alerts[0].title}
            key = f"{alerts[0].pk}-{alerts[-1].pk}"
            notify(kind="alerts.raised_many", to=people, context=words, key=key, link=reverse("alerts:list"))
            continue
        for alert in alerts:
            tell("raised", alert, people)
    for alert in escalated:
        people = [*by_place.get(alert.responsible_id or 0, ()), *office.people]
        told[alert.key] |= {each.pk for each in people}
        tell("escalated", alert, people)
    return told


class _Office:
    """The coordinating office's people, read once and only where they are needed."""

    def __init__(self) -> None:
        self._people: list[User] | None = None

    @property
    def people(self) -> list[User]:
        if self._people is None:
            self._people = coordinators()
        return self._people


def tell(kind: str, alert: Alert, people: Iterable[User], *, by: Any = None, reason: str = "") -> int:
    """Tell these people, once for each version of the alert; not whoever did it."""
    words = {
        "title": alert.title,
        "level": alert.get_level_display(),
        "sentence": alert.sentence,
        "due": alert.due_on or "—",
        "state": alert.get_state_display(),
        "reason": reason.strip(),
        "organisation": alert.responsible.name if alert.responsible else "—",
    }
    told = [each for each in people if each.pk != getattr(by, "pk", None)]
    key = f"{alert.pk}-{alert.version}"
    return notify(kind=f"alerts.{kind}", to=told, context=words, key=key, link=reverse("alerts:alert", args=[alert.pk]))


def handlers_of(alert: Alert) -> list[User]:
    """Who deals with it: whoever signed for it and the people of the responsible organisation."""
    place = alert.responsible_id
    people = people_of([place], HANDLE).get(place, []) if place is not None else []
    signed = [alert.handler] if alert.handler is not None else []
    return [*signed, *people]


def coordinators() -> list[User]:
    """Who checks for the coordinating office: everybody with that permission over all data."""
    app, _dot, codename = CHECK.partition(".")
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
