"""Whose projects a user sees and works on: those that her organisations lead, by key or by the name under which a plan
prints them. Roles with all data reach every one. Said here and nowhere else."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from ditan.base.access.scope import Scope, scope_of
from ditan.base.records.selectors.scope import shows_demo
from ditan.domains.projects.models import Project, ProjectLead
from ditan.domains.projects.permissions import VIEW, may


def visible_projects(user: Any, permission: str = VIEW) -> QuerySet[Project]:
    """Projects that the user reaches with the permission, and may see."""
    rows = Project.objects.all() if shows_demo() else Project.objects.filter(demo=False)
    for needed in dict.fromkeys((VIEW, permission)):
        if not may(user, needed):
            return rows.none()
        scope = scope_of(user, needed)
        if not scope.everything:
            rows = rows.filter(_within(scope))
    return rows


def reaches(user: Any, permission: str, project: Project) -> bool:
    """Whether the user may act on this project with the permission."""
    if not may(user, permission):
        return False
    if scope_of(user, permission).everything:
        return True
    return visible_projects(user, permission).filter(pk=project.pk).exists()


def reaches_all(user: Any, permission: str) -> bool:
    """Whether the user may act on every project with the permission."""
    return may(user, permission) and scope_of(user, permission).everything


def reaches_organisation(user: Any, permission: str, organisation: int | None) -> bool:
    """Whether the user may keep projects of this organisation."""
    if not may(user, permission):
        return False
    scope = scope_of(user, permission)
    return scope.everything or (organisation is not None and organisation in scope.organisations)


def _within(scope: Scope) -> Q:
    found = Q(organisation__in=scope.organisations)
    if scope.names:
        named = ProjectLead.objects.filter(listed_as__in=sorted(scope.names)).order_by()
        found |= Q(pk__in=named.values("project"))
    return found


def listed_names() -> set[str]:
    """The names under which projects list organisations."""
    return set(ProjectLead.objects.order_by().values_list("listed_as", flat=True).distinct())
