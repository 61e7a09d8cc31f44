"""Regions: a region's plans on one timeline."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Max, Min

from ditan.base.records.models import Subject
from ditan.domains.plans.models import Finding, PlanDocument, Target
from ditan.domains.plans.permissions import Visitor
from ditan.domains.plans.selectors.filters import FindingFilters, ItemFilters
from ditan.domains.plans.selectors.findings import list_findings
from ditan.domains.plans.selectors.library import PlanCounts, library_counts
from ditan.domains.plans.selectors.lists import list_items
from ditan.domains.plans.selectors.scope import visible_plans


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A plan's bar on the timeline. A plan that states no period has no years and stands below the line."""

    plan: PlanDocument
    counts: PlanCounts
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class RegionCount:
    """A region of the index: how many current plans it has and which years they span."""

    region: Subject
    plans: int
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True)
class RegionPage:
    """A region, its plans in the order of their periods, its targets by year, and the contradictions between them."""

    region: Subject
    entries: tuple[TimelineEntry, ...]
    first_year: int | None
    last_year: int | None
    targets: tuple[Target, ...]
    findings: tuple[Finding, ...]


def regions(user: Visitor) -> list[RegionCount]:
    """Regions that have plans, by code."""
    rows = (
        visible_plans(user)
        .filter(is_current=True, region__isnull=False)
        .order_by()
        .values("region_id")
        .annotate(plans=Count("pk"), first=Min("period_start"), last=Max("period_end"))
    )
    subjects = Subject.objects.in_bulk([row["region_id"] for row in rows])
    counted = [RegionCount(subjects[row["region_id"]], row["plans"], row["first"], row["last"]) for row in rows]
    return sorted(counted, key=lambda each: each.region.code)


def region_page(user: Visitor, code: str) -> RegionPage:
    """One region; `Subject.DoesNotExist` where no visible plan is of it. Earlier versions stand on the line too."""
    plans = list(visible_plans(user).filter(region__code=code))
    if not plans:
        raise Subject.DoesNotExist(code)
    region = plans[0].region
    assert region is not None
    counts = library_counts(user, plans)
    plans.sort(key=lambda plan: (plan.period_start is None, plan.period_start or 0, plan.period_end or 0, plan.pk))
    starts = [plan.period_start for plan in plans if plan.period_start is not None]
    ends = [plan.period_end for plan in plans if plan.period_end is not None]
    return RegionPage(
        region=region,
        entries=tuple(TimelineEntry(plan, counts[plan.pk], plan.period_start, plan.period_end) for plan in plans),
        first_year=min(starts, default=None),
        last_year=max(ends, default=None),
        targets=tuple(list_items(user, "target", ItemFilters(region=code, order="due"))[:200]),
        findings=tuple(list_findings(user, FindingFilters(region=code, across=True))[:100]),
    )
