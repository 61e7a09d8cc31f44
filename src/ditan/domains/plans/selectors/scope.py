"""Which plans a user may see. Every selector starts here, so that a finer rule has one place to stand."""

from __future__ import annotations

from django.db.models import QuerySet

from ditan.domains.plans.models import PlanDocument
from ditan.domains.plans.permissions import Visitor


def visible_plans(user: Visitor) -> QuerySet[PlanDocument]:
    """Plans that the user may see: all of them once signed in, none before."""
    if not (user.is_authenticated and user.is_active):
        return PlanDocument.objects.none()
    return PlanDocument.objects.select_related("source", "region")
