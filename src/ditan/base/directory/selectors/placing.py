"""Where in the directory a region or department of another page stands: its place, as of a day, for a line below its name."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from ditan.base.declaration import may
from ditan.base.directory.models import LinkKind, Organisation, OrganisationPlace, Region, RegionLink
from ditan.base.directory.models.dated import holds
from ditan.base.directory.permissions import VIEW
from ditan.base.directory.selectors.lexicon import READ_KINDS
from ditan.base.directory.selectors.people import posts_in

MOST_POSTS = 6


@dataclass(frozen=True, slots=True)
class Placed:
    """A row of the directory as it stood on a day: what it belonged to, and of an organisation who held which post."""

    found: Region | Organisation
    parent: Region | Organisation | None
    posts: tuple[tuple[str, str], ...] = ()


def region_placed(user: Any, code: str, on: datetime.date) -> Placed | None:
    """The region of that code on that day; None where there was none, or the user may not see the directory."""
    if not may(user, VIEW):
        return None
    found = Region.objects.as_of(on).filter(code=code).first()
    if found is None:
        return None
    links = RegionLink.objects.as_of(on).filter(region=found, kind=LinkKind.PARENT).select_related("other")
    link = links.first()
    return Placed(found, link.other if link else None)


def department_placed(user: Any, name: str, on: datetime.date) -> Placed | None:
    """The organisation that alone bears that name, as it stood on that day; None where several do, or nobody."""
    if not may(user, VIEW):
        return None
    called = Q(name=name) | Q(short_name=name) | Q(aliases__name=name)
    borne = list(Organisation.objects.filter(called, kind__in=READ_KINDS).order_by("pk").distinct()[:2])
    if len(borne) != 1 or not borne[0].holds_on(on):
        return None
    place = OrganisationPlace.objects.filter(holds(on), organisation=borne[0]).select_related("parent").first()
    held = posts_in(user, borne[0], on)[:MOST_POSTS]
    posts = [(post.title, "、".join(each.person.name for each in post.held)) for post in held]  # type: ignore[attr-defined]
    return Placed(borne[0], place.parent if place else None, tuple(posts))
