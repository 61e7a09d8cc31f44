"""Which plans a user may see. Every selector starts here, so that a finer rule has one place to stand."""

from __future__ import annotations

from django.db.models import QuerySet

from ditan.domains.plans.models import PlanDocument
from ditan.domains.plans.permissions import VIEW, Visitor, may


def visible_plans(user: Visitor) -> QuerySet[PlanDocument]:
    """Plans that the user may see. A plan and its text are public documents: who may see plans may see each."""
    if not may(user, VIEW):
        return PlanDocument.objects.none()
    return PlanDocument.objects.select_related("source", "region")
