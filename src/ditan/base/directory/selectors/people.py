"""People and posts: who holds what, as of a day."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from ditan.base.declaration import may
from ditan.base.directory.models import HandOver, Holding, Organisation, Person, Post
from ditan.base.directory.models.dated import holds
from ditan.base.directory.permissions import VIEW


def posts_of(user: Any, as_of: datetime.date | None = None) -> QuerySet[Post]:
    """The posts that the person of this account holds on a day; nobody needs a permission to know their own."""
    on = as_of or timezone.localdate()
    if not user.is_authenticated:
        return Post.objects.none()
    held = Holding.objects.filter(holds(on), person__user=user, post=OuterRef("pk"))
    return Post.objects.filter(Exists(held), holds(on)).select_related("organisation")


def list_people(
    user: Any, words: str = "", organisation: int | None = None, as_of: datetime.date | None = None, at: str = ""
) -> QuerySet[Person]:
    """People by name, number or organisation, with what they hold on that day. Two queries a page.

    `at` is a part of the name of the organisation in which they hold a post.
    """
    if not may(user, VIEW):
        return Person.objects.none()
    on = as_of or timezone.localdate()
    held = Holding.objects.filter(holds(on)).select_related("post__organisation")
    rows = Person.objects.select_related("user").prefetch_related(Prefetch("holdings", held, to_attr="held"))
    kept = words.strip().replace("\x00", "")
    if kept:
        rows = rows.filter(Q(name__contains=kept) | Q(staff_number=kept))
    if organisation is not None:
        rows = rows.filter(Exists(held.filter(person=OuterRef("pk"), post__organisation=organisation)))
    named = at.strip().replace("\x00", "")
    if named:
        called = Q(post__organisation__name__contains=named) | Q(post__organisation__short_name__contains=named)
        rows = rows.filter(pk__in=held.filter(called).order_by().values("person"))
    return rows.order_by("name", "pk")


def get_person(user: Any, pk: int) -> Person:
    """One person; `DoesNotExist` where the user may not see the directory."""
    return list_people(user).get(pk=pk)


def get_holding(user: Any, pk: int) -> Holding:
    """One holding; `DoesNotExist` where the user may not see the directory."""
    rows = Holding.objects.all() if may(user, VIEW) else Holding.objects.none()
    return rows.select_related("post__organisation", "person").get(pk=pk)


def posts_in(user: Any, organisation: Organisation, as_of: datetime.date | None = None) -> QuerySet[Post]:
    """The posts of an organisation on a day, each with those who hold it as `held`."""
    if not may(user, VIEW):
        return Post.objects.none()
    on = as_of or timezone.localdate()
    held = Holding.objects.filter(holds(on)).select_related("person")
    return organisation.posts.filter(holds(on)).prefetch_related(Prefetch("holdings", held, to_attr="held"))


def holdings_of(user: Any, person: Person) -> QuerySet[Holding]:
    """All that a person holds and has held, what is held first, then the latest."""
    rows = person.holdings.all() if may(user, VIEW) else Holding.objects.none()
    return rows.select_related("post__organisation").order_by(F("valid_to").desc(nulls_first=True), "-valid_from", "pk")


def hand_overs_of(user: Any, person: Person) -> QuerySet[HandOver]:
    """The hand-overs in which a person left or took a post, newest first."""
    rows = HandOver.objects.filter(Q(leaver=person) | Q(taker=person)) if may(user, VIEW) else HandOver.objects.none()
    return rows.select_related("post__organisation", "leaver", "taker")


def hand_overs(user: Any, organisation: Organisation) -> QuerySet[HandOver]:
    """The hand-overs of an organisation's posts, newest first."""
    rows = HandOver.objects.filter(post__organisation=organisation) if may(user, VIEW) else HandOver.objects.none()
    return rows.select_related("post", "leaver", "taker")
