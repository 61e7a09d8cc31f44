"""All reads of the plan library: `user` first, rows already cut to what that user may see."""

from ditan.domains.plans.selectors.changes import Change, ItemChange, PlanChanges, plan_changes
from ditan.domains.plans.selectors.departments import DepartmentCount, DepartmentPage, department_page, departments
from ditan.domains.plans.selectors.detail import Fact, PlanDetail, plan_detail, plan_facts, plan_findings, source_text
from ditan.domains.plans.selectors.filters import (
    ANY_STATE,
    BOOKED_ONLY,
    FindingFilters,
    ItemFilters,
    LibraryFilters,
    ReviewFilters,
)
from ditan.domains.plans.selectors.findings import contradictions, finding_codes, get_finding, list_findings
from ditan.domains.plans.selectors.library import (
    KindCount,
    PlanCounts,
    get_plan,
    get_reading,
    latest_reading,
    library_counts,
    library_regions,
    plan_library,
    uploads,
)
from ditan.domains.plans.selectors.lists import (
    FilterChoices,
    filter_choices,
    list_indicators,
    list_items,
    list_measures,
    list_projects,
    list_targets,
    list_tasks,
)
from ditan.domains.plans.selectors.regions import RegionCount, RegionPage, TimelineEntry, region_page, regions
from ditan.domains.plans.selectors.review import get_item, item_history, review_items
from ditan.domains.plans.selectors.scope import visible_plans

__all__ = [
    "ANY_STATE",
    "BOOKED_ONLY",
    "Change",
    "DepartmentCount",
    "DepartmentPage",
    "Fact",
    "FilterChoices",
    "FindingFilters",
    "ItemChange",
    "ItemFilters",
    "KindCount",
    "LibraryFilters",
    "PlanChanges",
    "PlanCounts",
    "PlanDetail",
    "RegionCount",
    "RegionPage",
    "ReviewFilters",
    "TimelineEntry",
    "contradictions",
    "department_page",
    "departments",
    "filter_choices",
    "finding_codes",
    "get_finding",
    "get_item",
    "get_plan",
    "get_reading",
    "item_history",
    "latest_reading",
    "library_counts",
    "library_regions",
    "list_findings",
    "list_indicators",
    "list_items",
    "list_measures",
    "list_projects",
    "list_targets",
    "list_tasks",
    "plan_changes",
    "plan_detail",
    "plan_facts",
    "plan_findings",
    "plan_library",
    "region_page",
    "regions",
    "review_items",
    "source_text",
    "uploads",
    "visible_plans",
]
