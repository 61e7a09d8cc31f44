"""All reads of yearly work plans; `user` first, rows already cut to what that user may see."""

from ditan.domains.workplans.selectors.workplans import (
    LineFilters,
    WorkPlanPage,
    editions_of,
    get_workplan,
    lines_of_organisation,
    list_workplans,
    steps_of,
    workplan_page,
)

__all__ = [
    "LineFilters",
    "WorkPlanPage",
    "editions_of",
    "get_workplan",
    "lines_of_organisation",
    "list_workplans",
    "steps_of",
    "workplan_page",
]
