"""From the other rooms' selectors to facts: all numbers with their sources, as of the day of the evaluation."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from ditan.base.reporting.documents import Note
from ditan.domains.evaluation.facts import Facts, PlanFact
from ditan.domains.evaluation.gathering.assessments import assessments_of
from ditan.domains.evaluation.gathering.findings import findings_of
from ditan.domains.evaluation.gathering.projects import projects_of
from ditan.domains.evaluation.gathering.targets import targets_of
from ditan.domains.evaluation.gathering.tasks import tasks_of
from ditan.domains.plans.models import PlanDocument, PlanStatus
from ditan.domains.plans.selectors import ItemFilters, list_items


def gather(user: Any, plan: PlanDocument, day: datetime.date) -> Facts:
    """All facts of the plan as of the day. A constant number of queries."""
    indicators, untracked = targets_of(user, plan, day)
    tasks, unbooked_tasks = tasks_of(user, plan)
    projects, unbooked_projects = projects_of(user, plan)
    today = timezone.localdate()
    return Facts(
        plan=plan_fact(plan),
        day=day,
        counted=Note(f"平台统计：《{plan.title}》已审核入库的条目，{today:%Y-%m-%d}取数"),
        taken=today,
        indicators=indicators,
        untracked=untracked,
        tasks=tasks,
        measures=list_items(user, "measure", ItemFilters(plan=plan.pk)).count(),
        unbooked_tasks=unbooked_tasks,
        projects=projects,
        unbooked_projects=unbooked_projects,
        findings=findings_of(user, plan),
        assessments=assessments_of(user, day.year),
    )


def plan_fact(plan: PlanDocument) -> PlanFact:
    """The plan as facts speak of it."""
    return PlanFact(
        title=plan.title.replace("(", "（").replace(")", "）"),
        issuer=plan.issuer,
        number=plan.document_number,
        issued_on=plan.issued_on,
        period=plan.period,
        first_year=plan.period_start,
        last_year=plan.period_end,
        is_draft=plan.status == PlanStatus.DRAFT,
        region=plan.region_name,
        is_example=plan.example,
    )
