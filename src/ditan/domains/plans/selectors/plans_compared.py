"""One metric through plans: what each plan asks for, by year, with its own words, and where plans of one region differ."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from ditan.base.records.models import Metric
from ditan.core.records import UnitMismatch, factor_between
from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.models import Indicator, MetricBinding, PlanDocument, State, Target
from ditan.domains.plans.permissions import Visitor
from ditan.domains.plans.selectors.scope import visible_items, visible_plans

BOUND = ("indicator", "target")
"""Kinds of item that a metric is bound to."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A value that a plan asks for, or its base (`base`). `number` is in the metric's unit, None for a text or a unit
    that does not turn into it; `printed` is what the plan prints."""

    year: int | None
    number: float | None
    printed: str
    comparator: str
    basis: str
    stretch: bool
    base: bool
    item: Indicator | Target

    @property
    def key(self) -> tuple[str, float | None, str]:
        """What makes two of them say the same."""
        return self.comparator, self.number, "" if self.number is not None else self.printed

    @property
    def value(self) -> float | str:
        """What plans must agree on: ≥50 and 50 do, 50 and 30 do not."""
        return self.printed if self.number is None else self.number


@dataclass(frozen=True, slots=True)
class PlanSide:
    """A plan's column: its items that speak of the metric, and what they ask for, by year."""

    plan: PlanDocument
    items: tuple[Indicator | Target, ...]
    asked: tuple[Asked, ...]

    @property
    def distinct(self) -> tuple[tuple[Asked, int], ...]:
        """What it asks for, each once, with the number of places that say it."""
        counted: dict[object, tuple[Asked, int]] = {}
        for each in self.asked:
            says = (each.year, *each.key, each.basis, each.stretch, each.base)
            first, number = counted.get(says, (each, 0))
            counted[says] = (first, number + 1)
        return tuple(counted.values())

    @property
    def draft(self) -> bool:
        return self.plan.status == "draft"

    @property
    def unproven(self) -> bool:
        """Whether nobody has confirmed yet that some item speaks of this metric."""
        return any(_binding(item).state == State.PROPOSED for item in self.items)


@dataclass(frozen=True, slots=True)
class Difference:
    """Plans of one region that ask for different values in one year on one basis."""

    region: str
    year: int
    sides: tuple[Asked, ...]
    spread: float | None


@dataclass(frozen=True, slots=True)
class PlanComparison:
    """A metric through plans; `years` are those in which something is asked for."""

    metric: Metric
    sides: tuple[PlanSide, ...]
    years: tuple[int, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class AcrossPlans:
    """A metric of the index: in how many plans it stands."""

    metric: Metric
    plans: int
    regions: int


def metrics_across_plans(user: Visitor, least: int = 1) -> list[AcrossPlans]:
    """Metrics that stand in so many current plans that the user sees, those of most plans first. Three queries."""
    regions = dict(visible_plans(user).filter(is_current=True).values_list("pk", "region_id"))
    held: dict[int, set[int]] = defaultdict(set)
    for kind in BOUND:
        for metric, plan in _bound(user, kind).values_list("binding__metric", "plan").order_by().distinct():
            held[metric].add(plan)
    metrics = Metric.objects.in_bulk([key for key, plans in held.items() if len(plans) >= least])
    made = [
        AcrossPlans(metric, len(held[key]), len({regions[plan] for plan in held[key]}))
        for key, metric in metrics.items()
    ]
    return sorted(made, key=lambda each: (-each.plans, each.metric.name))


def compare_plans(user: Visitor, metric: int) -> PlanComparison:
    """What current plans ask for in this metric; `Metric.DoesNotExist` where no item that the user sees speaks of it."""
    found: list[Indicator | Target] = []
    for kind in BOUND:
        rows = _bound(user, kind).filter(binding__metric=metric)
        rows = rows.select_related("plan__source", "plan__region", "binding")
        found += rows.prefetch_related("cells") if kind == "indicator" else rows
    if not found:
        raise Metric.DoesNotExist(metric)
    spoken_of = Metric.objects.get(pk=metric)
    by_plan: dict[int, list[Indicator | Target]] = defaultdict(list)
    for item in found:
        by_plan[item.plan_id].append(item)
    sides = tuple(
        sorted(
            (_side(items, spoken_of) for items in by_plan.values()),
            key=lambda side: (side.plan.region_code, side.plan.period_end or 0, side.plan.pk),
        )
    )
    years = {each.year for side in sides for each in side.asked if each.year is not None}
    return PlanComparison(spoken_of, sides, tuple(sorted(years)), _differences(sides))


def _bound(user: Visitor, kind: str) -> Any:
    """Items of current plans with a binding that nobody rejected."""
    spec = KINDS[kind]
    rows: Any = spec.rows().order_by()
    rows = rows.filter(plan__in=visible_plans(user).filter(is_current=True).values("pk"))
    rows = rows.filter(binding__isnull=False).exclude(binding__state=State.REJECTED).exclude(state=State.REJECTED)
    return visible_items(user, spec, rows)


def _binding(item: Any) -> MetricBinding:
    return item.binding  # type: ignore[no-any-return]


def _side(items: list[Indicator | Target], metric: Metric) -> PlanSide:
    asked = [each for item in items for each in _asked(item, metric)]
    asked.sort(key=lambda each: (each.year or 0, each.stretch, each.item.start))
    return PlanSide(items[0].plan, tuple(sorted(items, key=lambda item: item.start)), tuple(asked))


def _asked(item: Indicator | Target, metric: Metric) -> list[Asked]:
    factor = _factor(item.unit, metric.unit)
    if isinstance(item, Target):
        made = [_one(item, item.year, item.value, item.value_text, item.comparator, factor, item.stretch)]
        if item.base_value is not None:
            made.append(_one(item, item.base_year, item.base_value, "", "=", factor, base=True))
        return made
    begin = item.plan.period_start
    return [
        _one(
            item, cell.year_number, cell.value, cell.text, cell.comparator, factor,
            base=begin is not None and cell.year_number is not None and cell.year_number < begin,
        )
        for cell in item.cells.all()
        if cell.alternative == 0 and (cell.value is not None or cell.text)
    ]  # fmt: skip


def _one(
    item: Indicator | Target,
    year: int | None,
    value: float | None,
    text: str,
    comparator: str,
    factor: float | None,
    stretch: bool = False,
    base: bool = False,
) -> Asked:
    number = value * factor if value is not None and factor is not None else None
    printed = text or (f"{value:.10g}" if value is not None else "")
    return Asked(year, number, printed, str(comparator), str(item.basis), stretch, base, item)


def _factor(unit: str, wanted: str) -> float | None:
    try:
        return factor_between(unit, wanted)
    except UnitMismatch:
        return None


def _differences(sides: tuple[PlanSide, ...]) -> tuple[Difference, ...]:
    """Targets of different plans of one region, for one year, on one basis, firm against firm, that are not the same."""
    groups: dict[tuple[str, int, str, bool], list[Asked]] = defaultdict(list)
    names: dict[str, str] = {}
    for side in sides:
        for each in side.asked:
            if each.year is not None and not each.base and side.plan.region_code:
                names[side.plan.region_code] = side.plan.region_name
                groups[side.plan.region_code, each.year, each.basis, each.stretch].append(each)
    found = []
    for (code, year, _basis, _stretch), members in sorted(groups.items()):
        of_plans = {each.item.plan_id for each in members}
        if len(of_plans) > 1 and len({each.value for each in members}) > 1:
            numbers = [each.number for each in members if each.number is not None]
            spread = max(numbers) - min(numbers) if len(numbers) > 1 else None
            found.append(Difference(names[code], year, tuple(members), spread))
    return tuple(found)
