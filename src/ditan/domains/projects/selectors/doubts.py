"""What a plan itself states wrongly of the money of its projects: printed totals that do not add, what is counted twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ditan.base.links import address
from ditan.domains.plans.permissions import VIEW as VIEW_PLANS
from ditan.domains.plans.selectors import FindingFilters, list_findings
from ditan.domains.projects.permissions import may

MOST = 20
OF_MONEY = ("total-differs", "project-counted-twice", "part-above-whole")


@dataclass(frozen=True, slots=True)
class Doubt:
    """The finding's sentence, and where the plan's text shows it."""

    message: str
    url: str


def doubts_of(user: Any, plan: int) -> list[Doubt]:
    """The plan's findings about money that nobody has rejected; none for who may not see plans. They stay what they are:
    the library takes over what is printed."""
    if not may(user, VIEW_PLANS):
        return []
    rows = list_findings(user, FindingFilters(plan=plan, current_only=False)).filter(code__in=OF_MONEY)
    return [Doubt(each.message, _place(each)) for each in rows[:MOST]]


def _place(finding: Any) -> str:
    side = next(iter(finding.sides), None)
    start = side.start if side is not None else 0
    return f"{address('plans:review', side.plan_id if side is not None else finding.plan_id)}?at={start}"
