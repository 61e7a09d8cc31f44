"""Who hears of a level, read once a night for all clocks together."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from django.contrib.auth.models import User
from django.db.models import Q

from ditan.base.access.models import Grant, RoleOfPost
from ditan.base.directory.models import Post
from ditan.base.directory.models.dated import holds
from ditan.base.workflow.clocks.permissions import HEAR
from ditan.base.workflow.models import Audience, Clock
from ditan.base.workflow.rounds.services.telling import people_of


class People:
    """The people of these clocks. Whoever is missing is stood in for by the next: handler, head, office."""

    def __init__(self, clocks: Sequence[Clock], day: datetime.date) -> None:
        self._places = {each.organisation_id for each in clocks if each.organisation_id is not None}
        self._named = {each.handler_id for each in clocks if each.handler_id is not None}
        self._day = day
        self._handlers: dict[str, dict[int, list[User]]] = {}
        self._holders: dict[str, list[User]] = {}
        self._heads: dict[int, list[User]] | None = None
        self._people: dict[int, User] | None = None

    def of(self, clock: Clock, who: str) -> list[User]:
        """Whom a level of this clock tells."""
        if who == Audience.LEADER:
            return self._holding(HEAR) or self._holding(clock.office)
        if who == Audience.OFFICE:
            return self._holding(clock.office)
        head = self._heads_of(clock) if who == Audience.HEAD else []
        return head or self._handling(clock) or self._heads_of(clock) or self._holding(clock.office)

    def _handling(self, clock: Clock) -> list[User]:
        if self._people is None:
            self._people = User.objects.filter(is_active=True).in_bulk(self._named)
        named = self._people.get(clock.handler_id or 0)
        if named is not None:
            return [named]
        if not clock.handles or clock.organisation_id is None:
            return []
        if clock.handles not in self._handlers:
            self._handlers[clock.handles] = people_of(self._places, clock.handles)
        return self._handlers[clock.handles].get(clock.organisation_id, [])

    def _heads_of(self, clock: Clock) -> list[User]:
        if self._heads is None:
            self._heads = heads_of(self._places, self._day)
        return self._heads.get(clock.organisation_id or 0, [])

    def _holding(self, permission: str) -> list[User]:
        if permission not in self._holders:
            self._holders[permission] = holders_of(permission, self._day) if permission else []
        return self._holders[permission]


def heads_of(places: Iterable[int], day: datetime.date) -> dict[int, list[User]]:
    """The head of each organisation: who holds the post that stands first in it. Two queries."""
    rows = (
        Post.objects.filter(holds(day), holds(day, "holdings__"), organisation__in=set(places))
        .exclude(holdings__person__user=None)
        .order_by("organisation", "position", "pk")
        .values_list("organisation", "pk", "holdings__person__user")
    )
    first: dict[int, int] = {}
    keys: dict[int, list[int]] = {}
    for place, post, user in rows:
        if first.setdefault(place, post) == post:
            keys.setdefault(place, []).append(user)
    people = User.objects.filter(is_active=True).in_bulk({key for found in keys.values() for key in found})
    return {place: [people[key] for key in found if key in people] for place, found in keys.items()}


def holders_of(permission: str, day: datetime.date) -> list[User]:
    """Active accounts that hold a permission over all data. Three queries."""
    app, _dot, codename = permission.partition(".")
    roles = Q(
        role__scope="all",
        role__permissions__content_type__app_label=app,
        role__permissions__codename=codename,
    )
    posts = RoleOfPost.objects.filter(roles, holds(day, "post__holdings__"), holds(day, "post__"))
    grants = Grant.objects.filter(roles, holds(day))
    keys = {
        *posts.order_by().values_list("post__holdings__person__user", flat=True),
        *grants.order_by().values_list("user", flat=True),
    }
    return list(User.objects.filter(pk__in=keys - {None}, is_active=True).order_by("pk"))
