"""Facilities as of a day: a list over all organisations, and one."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from ditan.base.declaration import may
from ditan.base.directory.models import Facility
from ditan.base.directory.models.dated import holds
from ditan.base.directory.permissions import VIEW


@dataclass(frozen=True, slots=True)
class FacilityFilters:
    """What a search asks for."""

    words: str = ""
    at: str = ""
    as_of: datetime.date | None = None


def _visible(user: Any) -> QuerySet[Facility]:
    rows = Facility.objects.all() if may(user, VIEW) else Facility.objects.none()
    return rows.select_related("organisation", "region")


def list_facilities(user: Any, filters: FacilityFilters | None = None) -> QuerySet[Facility]:
    """Facilities that match, by name; of one day, by default today. `at` is a part of the organisation's name."""
    wanted = filters or FacilityFilters()
    rows = _visible(user).filter(holds(wanted.as_of or timezone.localdate()))
    words, at = (text.strip().replace("\x00", "") for text in (wanted.words, wanted.at))
    if words:
        rows = rows.filter(Q(name__contains=words) | Q(kind__contains=words) | Q(address__contains=words))
    if at:
        rows = rows.filter(Q(organisation__name__contains=at) | Q(organisation__short_name__contains=at))
    return rows.order_by("name", "pk")


def get_facility(user: Any, pk: int) -> Facility:
    """One facility; `DoesNotExist` where the user may not see the directory."""
    return _visible(user).get(pk=pk)


def facility_kinds(user: Any) -> list[str]:
    """Kinds that were written so far, for a list of suggestions."""
    rows = _visible(user).exclude(kind="").order_by("kind").values_list("kind", flat=True)
    return list(rows.distinct()[:100])
