"""Whose inventories a user sees. Roles with all data reach every one; others those that their organisations compile, and
of all others what was signed. Said here and nowhere else."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from ditan.base.access.scope import scope_of
from ditan.base.records.selectors.scope import shows_demo
from ditan.domains.inventory.models import Inventory, State
from ditan.domains.inventory.permissions import VIEW, may


def visible_inventories(user: Any, permission: str = VIEW) -> QuerySet[Inventory]:
    """Inventories that the user reaches with the permission, and may see."""
    rows = Inventory.objects.select_related("region", "organisation")
    if not shows_demo():
        rows = rows.filter(demo=False)
    for needed in dict.fromkeys((VIEW, permission)):
        if not may(user, needed):
            return rows.none()
        scope = scope_of(user, needed)
        if not scope.everything:
            reached = Q(organisation__in=scope.organisations)
            rows = rows.filter(reached | Q(state=State.SIGNED) if needed == VIEW else reached)
    return rows


def reaches(user: Any, permission: str, inventory: Inventory) -> bool:
    """Whether the user may act on this inventory with the permission."""
    return visible_inventories(user, permission).filter(pk=inventory.pk).exists()


def reaches_organisation(user: Any, permission: str, organisation: int | None) -> bool:
    """Whether the user may compile inventories of this organisation."""
    if not may(user, permission):
        return False
    scope = scope_of(user, permission)
    return scope.everything or (organisation is not None and organisation in scope.organisations)
