"""Organisations: the tree a branch at a time, the list, and whole branches as of a day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from ditan.base.declaration import may
from ditan.base.directory.models import Organisation, OrganisationAlias, OrganisationPlace
from ditan.base.directory.models.dated import holds
from ditan.base.directory.permissions import VIEW
from ditan.core.directory import below, range_of


@dataclass(frozen=True, slots=True)
class OrganisationFilters:
    """What a search asks for. `below` is the key of an organisation whose branch is looked through."""

    words: str = ""
    kind: str = ""
    below: int | None = None
    as_of: datetime.date | None = None


def _visible(user: Any) -> QuerySet[Organisation]:
    return Organisation.objects.all() if may(user, VIEW) else Organisation.objects.none()


def list_organisations(user: Any, filters: OrganisationFilters | None = None) -> QuerySet[Organisation]:
    """Organisations that match, in the order of the list; of one day, by default today."""
    wanted = filters or OrganisationFilters()
    on = wanted.as_of or timezone.localdate()
    rows = _visible(user).filter(holds(on))
    if wanted.below is not None:
        rows = (
            rows.filter(pk__in=organisations_below([wanted.below], on))
            if on < timezone.localdate()
            else rows.filter(_branches([wanted.below]))
        )
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    words = wanted.words.strip().replace("\x00", "")
    if words:
        # A set of keys, which is made once; asked row by row, PostgreSQL takes three times as long for 200,000 of them.
        called = OrganisationAlias.objects.filter(name__contains=words).order_by().values("organisation")
        rows = rows.filter(
            Q(name__contains=words) | Q(short_name__contains=words) | Q(credit_code=words.upper()) | Q(pk__in=called)
        )
    return rows.select_related("region", "parent").order_by("name", "pk")


def get_organisation(user: Any, pk: int) -> Organisation:
    """One organisation; `DoesNotExist` where the user may not see it."""
    return _visible(user).select_related("region", "parent").get(pk=pk)


def children_of(user: Any, parent: int | None, as_of: datetime.date | None = None) -> QuerySet[Organisation]:
    """What stands directly below an organisation, or at the top, on a day; each says whether it has children."""
    on = as_of or timezone.localdate()
    places = OrganisationPlace.objects.filter(holds(on), parent=parent)
    lower = OrganisationPlace.objects.filter(holds(on), parent=OuterRef("pk"))
    rows = _visible(user).filter(holds(on), pk__in=places.values("organisation"))
    return rows.annotate(has_children=Exists(lower)).order_by("position", "name", "pk")


def organisations_below(ids: Iterable[int], as_of: datetime.date) -> frozenset[int]:
    """These organisations and all that stood below them on that day.

    Two queries where the tree has not changed since that day, three where it has. No permission is asked: it is for
    those who decide on scopes and have asked already.
    """
    roots = list(ids)
    changed = OrganisationPlace.objects.filter(Q(valid_from__gt=as_of) | Q(valid_to__gt=as_of, parent__isnull=False))
    if not changed.exists():
        found = Organisation.objects.filter(_branches(roots)).values_list("pk", flat=True)
        return frozenset(roots) | frozenset(found)
    parents = dict(OrganisationPlace.objects.filter(holds(as_of)).values_list("organisation_id", "parent_id"))
    return frozenset(below(parents, roots))


def _branches(ids: Iterable[int]) -> Q:
    """The condition of standing in the branch of one of these today."""
    found = Q(pk__in=list(ids))
    for path in Organisation.objects.filter(pk__in=list(ids)).exclude(path="").values_list("path", flat=True):
        first, end = range_of(path)
        found |= Q(path__gte=first, path__lt=end)
    return found


def way_to(user: Any, organisation: Organisation, on: datetime.date) -> list[Organisation]:
    """The organisations from the root down to this one, as it stood on that day.

    One query; of a past day one more for each level, of which there are twenty at most.
    """
    keys = [int(organisation.path[at : at + 8]) for at in range(0, len(organisation.path), 8)]
    if on < timezone.localdate():
        places = OrganisationPlace.objects.filter(holds(on)).order_by("pk").values_list("parent_id", flat=True)
        keys = [organisation.pk]
        while (upper := places.filter(organisation=keys[0]).first()) is not None and upper not in keys:
            keys.insert(0, upper)
    by_key = _visible(user).in_bulk(keys)
    return [by_key[key] for key in keys if key in by_key]


def place_on(rows: Iterable[Organisation], on: datetime.date | None) -> None:
    """Let each of these rows, which nobody saves, tell the parent that it had on that day. One query, none for today."""
    if on is None or on >= timezone.localdate():
        return
    shown = list(rows)
    places = OrganisationPlace.objects.filter(holds(on), organisation__in=[row.pk for row in shown])
    parents = {place.organisation_id: place.parent for place in places.select_related("parent")}
    for row in shown:
        row.parent = parents.get(row.pk)


def places_of(user: Any, organisation: Organisation) -> QuerySet[OrganisationPlace]:
    """Where the organisation stood and from when to when."""
    if not may(user, VIEW):
        return OrganisationPlace.objects.none()
    order = F("valid_from").desc(nulls_last=True)
    return organisation.places.select_related("parent").order_by(order)
