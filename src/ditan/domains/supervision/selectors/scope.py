"""Whose matters a user sees and deals with. Said here and nowhere else.

A role with all data sees every matter. Others see those that were handed out to their organisations, as lead or as part,
those below a matter that their organisation leads, and those that they themselves deal with. A draft is the office's alone.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from ditan.base.access.scope import scope_of
from ditan.base.records.selectors.scope import shows_demo
from ditan.domains.supervision.models import Matter, Part
from ditan.domains.supervision.permissions import HANDLE, MANAGE, REVIEW, VIEW, may

UNSEEN = ("draft",)


def visible_matters(user: Any, permission: str = VIEW) -> QuerySet[Matter]:
    """Matters that the user reaches with the permission, and may see."""
    rows = Matter.objects.all() if shows_demo() else Matter.objects.filter(demo=False)
    for needed in dict.fromkeys((VIEW, permission)):
        if not may(user, needed):
            return rows.none()
        scope = scope_of(user, needed)
        if scope.everything:
            continue
        part = Part.objects.filter(organisation__in=scope.organisations).order_by().values("matter")
        mine = (
            Q(organisation__in=scope.organisations) | Q(pk__in=part) | Q(parent__organisation__in=scope.organisations)
        )
        if needed == VIEW:
            mine |= Q(handler=user.pk)
        rows = rows.exclude(state__in=UNSEEN).filter(mine)
    return rows


def handles(user: Any, matter: Matter) -> bool:
    """Whether this user deals with it for the organisation that leads it."""
    return _reaches(user, HANDLE, matter.organisation_id)


def handles_part(user: Any, part: Part) -> bool:
    """Whether this user deals with a part for its organisation."""
    return _reaches(user, HANDLE, part.organisation_id)


def manages(user: Any, matter: Matter | None = None) -> bool:
    """Whether this user draws up, hands out and moves matters, this one too."""
    return _office(user, MANAGE)


def reviews(user: Any, matter: Matter) -> bool:
    """Whether this user reviews what was reported."""
    return _office(user, REVIEW)


def _office(user: Any, permission: str) -> bool:
    return may(user, permission) and scope_of(user, permission).everything


def _reaches(user: Any, permission: str, organisation: int | None) -> bool:
    if not may(user, permission):
        return False
    scope = scope_of(user, permission)
    return scope.everything or (organisation is not None and organisation in scope.organisations)
