"""Years that do not fit the plan's own period."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ditan.core.reading.check.plan import SURE, Plan, finding
from ditan.core.reading.draft import Finding

YEAR = re.compile(r"20\d\d")


def outside_period(plan: Plan) -> Iterable[Finding]:
    """Projects that begin before or end after the plan's period, and run backwards."""
    facts = plan.draft.document
    for project in plan.draft.projects:
        years = [int(year) for year in YEAR.findall(project.period)]
        if not years or project.confidence < SURE:
            continue
        name = project.name or project.content[:24]
        if years[0] > years[-1]:
            message = f"项目“{name}”的起止时间“{project.period}”前后颠倒。"
            yield finding("period-reversed", "error", message, (plan.of_item(project),))
        elif facts.period_start is not None and years[0] < facts.period_start:
            message = f"项目“{name}”的时间“{project.period}”早于规划期({facts.period_start}—{facts.period_end}年)。"
            yield finding("outside-period", "notice", message, (plan.of_item(project),))
        elif facts.period_end is not None and years[-1] > facts.period_end:
            message = f"项目“{name}”的时间“{project.period}”晚于规划期({facts.period_start}—{facts.period_end}年)。"
            yield finding("outside-period", "notice", message, (plan.of_item(project),))


def past_targets(plan: Plan) -> Iterable[Finding]:
    """Targets for a year that had passed when the plan was issued."""
    issued = plan.draft.document.issued_on
    if not issued or not issued[:4].isdigit():
        return
    for target in plan.draft.targets:
        if target.year is not None and target.year < int(issued[:4]) and target.confidence >= SURE:
            message = f"目标“{target.name}”定在{target.year}年,而规划{issued[:4]}年才印发。"
            yield finding("target-in-the-past", "warning", message, (plan.of_item(target),))
