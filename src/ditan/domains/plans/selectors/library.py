"""The plan library: plans by search, with counts for the plans of one page, and uploads that are no plan yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from ditan.base.declaration import may
from ditan.base.records.models import Source
from ditan.base.searching import holding
from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.models import BOOKED, SERVING_CODES, Finding, Measure, PlanDocument, PlanReading, State
from ditan.domains.plans.permissions import VIEW, Visitor
from ditan.domains.plans.selectors.filters import LibraryFilters
from ditan.domains.plans.selectors.scope import visible_findings, visible_items, visible_plans


@dataclass(slots=True)
class KindCount:
    """How many items of a kind a plan has, and how far their review has come."""

    total: int = 0
    proposed: int = 0
    booked: int = 0
    rejected: int = 0

    def add(self, state: str, number: int) -> None:
        self.total += number
        if state == State.PROPOSED:
            self.proposed += number
        elif state in BOOKED:
            self.booked += number
        else:
            self.rejected += number


@dataclass(slots=True)
class PlanCounts:
    """Counts of one plan. `reviewed` is the share of items that are decided, None where there are none."""

    kinds: dict[str, KindCount] = field(default_factory=lambda: {kind: KindCount() for kind in KINDS})
    findings: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(count.total for count in self.kinds.values())

    @property
    def proposed(self) -> int:
        return sum(count.proposed for count in self.kinds.values())

    @property
    def booked(self) -> int:
        return sum(count.booked for count in self.kinds.values())

    @property
    def open_findings(self) -> int:
        return sum(self.findings.values())


def plan_library(user: Visitor, filters: LibraryFilters | None = None) -> QuerySet[PlanDocument]:
    """Plans that match the search, newest first."""
    wanted = filters or LibraryFilters()
    plans = visible_plans(user)
    if wanted.current_only:
        plans = plans.filter(is_current=True)
    if wanted.region:
        plans = plans.filter(region__code=wanted.region)
    if wanted.status:
        plans = plans.filter(status=wanted.status)
    if wanted.year is not None:
        plans = plans.filter(period_start__lte=wanted.year, period_end__gte=wanted.year)
    for word in wanted.q.split():
        plans = plans.filter(holding(word, "title", "issuer", "document_number", "source__name"))
    return plans.order_by("-created_at", "-pk")


def library_counts(user: Visitor, plans: Iterable[PlanDocument]) -> dict[int, PlanCounts]:
    """Counts of these plans by key, in five statements however many plans there are."""
    keys = list(visible_plans(user).filter(pk__in=[plan.pk for plan in plans]).values_list("pk", flat=True))
    counts: dict[int, PlanCounts] = {key: PlanCounts() for key in keys}
    for model, spec in {kind.model: kind for kind in KINDS.values()}.items():
        by_form = ("form",) if model is Measure else ()
        rows: Any = visible_items(user, spec, model._default_manager.filter(plan__in=keys).order_by())
        for row in rows.values("plan_id", "state", *by_form).annotate(number=Count("pk")):
            kind = row.get("form") or model.kind
            counts[row["plan_id"]].kinds[kind].add(row["state"], row["number"])
    touching = Finding.objects.filter(spans__plan__in=keys).exclude(state=State.REJECTED).order_by()
    touching = touching.exclude(code__in=SERVING_CODES)
    open_findings = visible_findings(user, touching)
    levels: dict[int, dict[str, int]] = defaultdict(dict)
    for finding in open_findings.values("spans__plan_id", "level").annotate(number=Count("pk", distinct=True)):
        levels[finding["spans__plan_id"]][finding["level"]] = finding["number"]
    for key in keys:
        counts[key].findings = levels.get(key, {})
    return counts


def library_regions(user: Visitor) -> list[tuple[str, str, int]]:
    """Regions that have plans: code, name, and how many."""
    rows = visible_plans(user).filter(region__isnull=False, is_current=True).order_by("region__code")
    return list(rows.values_list("region__code", "region__name").annotate(number=Count("pk")))


def uploads(user: Visitor) -> QuerySet[Source]:
    """Files that are no plan yet (waiting, being read, unreadable), newest first.

    `latest_reading` gives the last run of one without another query.
    """
    if not may(user, VIEW):
        return Source.objects.none()
    runs = PlanReading.objects.select_related("job").order_by("-pk")
    return (
        Source.objects.filter(plan__isnull=True, readings__isnull=False)
        .distinct()
        .prefetch_related(Prefetch("readings", queryset=runs))
        .order_by("-created_at", "-pk")
    )


def latest_reading(source: Source) -> PlanReading:
    """The last run of an upload."""
    return max(source.readings.all(), key=lambda reading: reading.pk)


def get_plan(user: Visitor, pk: int) -> PlanDocument:
    """One plan; `PlanDocument.DoesNotExist` where the user may not see it."""
    return visible_plans(user).get(pk=pk)


def get_reading(user: Visitor, pk: int) -> PlanReading:
    """One run of the reader with its job; `PlanReading.DoesNotExist` where the user may not see plans."""
    readings = PlanReading.objects.select_related("source", "plan", "job")
    return readings.get(pk=pk) if may(user, VIEW) else readings.none().get()
