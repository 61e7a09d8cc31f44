"""Faults of the plan's text, with every side quoted."""

from __future__ import annotations

from typing import Any, cast

from ditan.domains.evaluation.facts import FindingFact
from ditan.domains.evaluation.gathering.places import OWN, place_of
from ditan.domains.plans.models import PlanDocument
from ditan.domains.plans.selectors import FindingFilters, list_findings


def findings_of(user: Any, plan: PlanDocument) -> tuple[FindingFact, ...]:
    """Those that nobody rejected, the gravest first."""
    return tuple(
        FindingFact(
            level=each.level,
            level_label=str(each.get_level_display()),
            code=each.code,
            message=each.message,
            state_label=str(each.get_state_display()),
            notes=tuple(
                place_of(OWN if side.plan_id == plan.pk else f"《{side.plan.title}》", side)
                for side in cast("Any", each).sides
            ),
        )
        for each in list_findings(user, FindingFilters(plan=plan.pk))
    )
