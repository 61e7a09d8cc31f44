"""Whose work plans and lines a user sees. Said here and nowhere else.

Whoever reaches all data sees every plan and line. Others see plans that were issued and in which their organisations have a
line, and of these only their own lines; drafts are the drawer-up's alone.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from ditan.base.access.scope import scope_of
from ditan.base.records.selectors.scope import shows_demo
from ditan.domains.workplans.models import WorkLine, WorkPlan
from ditan.domains.workplans.permissions import VIEW, may


def visible_workplans(user: Any, permission: str = VIEW) -> QuerySet[WorkPlan]:
    """Work plans that the user reaches with the permission, and may see."""
    rows = WorkPlan.objects.all() if shows_demo() else WorkPlan.objects.filter(demo=False)
    for needed in dict.fromkeys((VIEW, permission)):
        if not may(user, needed):
            return rows.none()
        scope = scope_of(user, needed)
        if not scope.everything:
            own = WorkLine.objects.filter(_own(scope.organisations, scope.names), dropped=False).order_by()
            rows = rows.filter(Q(pk__in=own.values("workplan")), issued_on__isnull=False)
    return rows


def visible_lines(user: Any, rows: QuerySet[WorkLine], permission: str = VIEW) -> QuerySet[WorkLine]:
    """Of these lines, those that the user reaches with the permission, and may see."""
    for needed in dict.fromkeys((VIEW, permission)):
        if not may(user, needed):
            return rows.none()
        scope = scope_of(user, needed)
        if not scope.everything:
            rows = rows.filter(_own(scope.organisations, scope.names))
    return rows


def reaches_all(user: Any, permission: str) -> bool:
    """Whether the user may act on whole work plans with the permission: who reaches a part of the data may not."""
    return may(user, VIEW) and may(user, permission) and scope_of(user, permission).everything


def _own(organisations: frozenset[int], names: frozenset[str]) -> Q:
    return Q(organisation__in=organisations) | Q(organisation_name__in=sorted(names))
