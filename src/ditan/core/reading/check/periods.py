"""Years that do not fit the plan's own period."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ditan.core.reading.check.plan import SURE, Plan, finding
from ditan.core.reading.draft import Finding

YEAR = re.compile(r"20\d\d")
REACHED = re.compile(r"已|现有|累计|截[至止]|实现了|完成了|达到了")
CERTAIN = 0.9
"""A value of a past year is mostly a result; only a sure reading makes it a target."""


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
    """Targets for a year before the plan's period that had passed when the plan was issued."""
    facts = plan.draft.document
    issued = facts.issued_on
    if not issued or not issued[:4].isdigit() or facts.period_start is None:
        return
    limit = min(int(issued[:4]), facts.period_start)
    for target in plan.draft.targets:
        early = target.year is not None and target.year < limit
        if early and target.confidence >= CERTAIN and not REACHED.search(target.quote):
            message = (
                f"目标“{target.name}”定在{target.year}年,而规划期从{facts.period_start}年开始,{issued[:4]}年才印发。"
            )
            yield finding("target-in-the-past", "warning", message, (plan.of_item(target),))
