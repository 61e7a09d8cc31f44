"""Where a number of another room stands in the text of a plan."""

from __future__ import annotations

from django.urls import reverse

from ditan.domains.plans.permissions import Visitor
from ditan.domains.plans.selectors.scope import visible_plans


def page_of_source(user: Visitor, source: int, start: int) -> str:
    """The review desk of the plan that was read from this source, opened at that character; "" where there is none."""
    plan = visible_plans(user).filter(source=source).order_by("-pk").values_list("pk", flat=True).first()
    return f"{reverse('plans:review', args=[plan])}?at={start}" if plan is not None else ""
