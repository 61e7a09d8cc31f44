"""A booked plan with a measure that names the forest cover, and one that names nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib.auth.models import Permission, User

from ditan.domains.plans.models import PlanDocument
from tests.domains.plans.drafts import place
from tests.domains.plans.followed import catalogue, follow_all, issued_draft

MEASURE = "到2027年森林覆盖率提高到51%,开展节能改造。"
VAGUE = "加强统筹协调。"


def may_decide(user: User) -> User:
    """The same person, who also decides on contributions."""
    names = ["view_contributions", "manage_contributions"]
    user.user_permissions.add(*Permission.objects.filter(codename__in=names))
    return User.objects.get(pk=user.pk)


def served_plan(make_plan: Any, user: User) -> PlanDocument:
    """The plan, its items booked and its targets followed."""
    catalogue()
    small = issued_draft()
    text = f"{small.text}{MEASURE}\n{VAGUE}\n"
    first = small.measures[0]
    said = replace(first, **place(text, MEASURE), number="", title="", text=MEASURE)
    vague = replace(first, **place(text, VAGUE), number="", title="", text=VAGUE)
    plan: PlanDocument = make_plan(replace(small, text=text, measures=(said, vague)))
    follow_all(user, plan)
    return plan
