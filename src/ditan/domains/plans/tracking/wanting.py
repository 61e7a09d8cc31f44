"""Which targets a booked item with a metric gives, and which numbers of its own it states for years past."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ditan.base.records.models import Metric
from ditan.base.records.models.metrics import Basis
from ditan.core.periods import Period, PeriodRefused, five_year_plan_of, multi_year
from ditan.core.periods import year as year_period
from ditan.core.records import factor_between
from ditan.core.targets import is_handed_down
from ditan.domains.plans.models import Convention, Handing, Indicator, IndicatorValue, MetricBinding, PlanDocument
from ditan.domains.plans.models.plan import PlanStatus
from ditan.domains.plans.tracking.matching import is_fall, is_intensity_fall

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OwnValue:
    """A number that the plan states for a year past."""

    period: Period
    number: float
    printed: str
    comparator: str


def wanted(binding: MetricBinding) -> Iterator[tuple[int | None, Fields]]:
    """The targets of an item, each by its year, as fields of `TrackedTarget`. Cells of years past are none."""
    item, plan, metric = binding.item, binding.plan, binding.metric
    common = {
        "plan_id": plan.pk,
        "binding_id": binding.pk,
        "metric_id": metric.pk,
        "subject_id": plan.region_id,
        "name": item.name,
        "unit": item.unit,
        "basis": basis_of(metric, item.basis),
        "nature": item.nature if isinstance(item, Indicator) else "",
        "not_binding": plan.status == PlanStatus.DRAFT,
        "rank": _rank(plan, item.nature if isinstance(item, Indicator) else ""),
        "stale": False,
        "demo": item.is_demo or binding.is_demo,
    }
    if isinstance(item, Indicator):
        cells = [cell for cell in item.cells.all() if cell.alternative == 0]
        first = first_target_year(plan, cells)
        base = _base_of_indicator(plan, cells, first)
        for cell in cells:
            if cell.year_number is None or cell.year_number < first or not (cell.text or cell.value is not None):
                continue
            base_year, base_value = base
            yield (
                cell.year_number,
                {
                    **common,
                    "indicator_id": item.pk,
                    "year": cell.year_number,
                    "comparator": cell.comparator,
                    **_asked(cell.value, cell.text, item.unit, metric),
                    "base_year": base_year,
                    "base_value": _in_unit(base_value, item.unit, metric),
                    "base_stated": base_value is not None,
                },
            )
        return
    yield (
        item.year,
        {
            **common,
            "target_id": item.pk,
            "year": item.year,
            "comparator": item.comparator,
            "stretch": item.stretch,
            **_asked(item.value, item.value_text, item.unit, metric),
            "base_year": item.base_year if item.base_year is not None else base_year_of(plan, item.year),
            "base_value": _in_unit(item.base_value, item.unit, metric),
            "base_stated": item.base_year is not None,
        },
    )


def own_values(binding: MetricBinding) -> Iterator[OwnValue]:
    """Numbers for years past: an indicator's columns before its first target year, a target's base value."""
    item = binding.item
    if isinstance(item, Indicator):
        cells = [cell for cell in item.cells.all() if cell.alternative == 0]
        first = first_target_year(binding.plan, cells)
        for cell in cells:
            if cell.year_number is not None and cell.year_number < first and cell.value is not None:
                period = own_period(binding.metric, item.basis, cell.year_number)
                yield OwnValue(period, cell.value, cell.text, cell.comparator)
    elif item.base_year is not None and item.base_value is not None:
        period = own_period(binding.metric, item.basis, item.base_year)
        yield OwnValue(period, item.base_value, f"{item.base_value:.15g}", "=")


def own_period(metric: Metric, basis: str, year: int) -> Period:
    """The period of a printed year: for a fall counted over a five-year plan the whole of it."""
    if basis_of(metric, basis) == Basis.CUMULATIVE and is_fall(metric.name, metric.unit):
        try:
            plan = five_year_plan_of(year)
        except PeriodRefused:
            return year_period(year)
        if plan.end.year == year:
            return multi_year(plan.start.year, year)
    return year_period(year)


def basis_of(metric: Metric, printed: str) -> str:
    """The basis on which values of the metric count for an item: the catalogue's, unless it counts in several ways."""
    if metric.basis == Basis.LEVEL or printed == Basis.LEVEL:
        return metric.basis
    return printed


def counts_up(metric: Metric, printed: str) -> bool:
    """Whether the item is a running total from nought (累计…项目)."""
    return printed == Basis.CUMULATIVE and metric.basis == Basis.LEVEL


def convention_of(metric: Metric) -> str:
    """The convention that holds until a person sets another: logarithms for falls of intensities."""
    return Convention.LOGARITHMIC if is_intensity_fall(metric.name, metric.unit) else Convention.LINEAR


def first_target_year(plan: PlanDocument, cells: list[IndicatorValue]) -> int:
    """The first year of a table that is a target: of the plan's period, else after it was issued, else after its first."""
    years = sorted({cell.year_number for cell in cells if cell.year_number is not None})
    if plan.period_start is not None:
        return plan.period_start
    if plan.issued_on[:4].isdigit():
        return int(plan.issued_on[:4])
    return years[1] if len(years) > 1 else (years[0] if years else 0)


def base_year_of(plan: PlanDocument, year: int | None) -> int | None:
    """The base year where the plan prints none: the year before its period, else before the five-year plan that ends then."""
    if plan.period_start is not None and (year is None or plan.period_start <= year):
        return plan.period_start - 1
    if year is None:
        return None
    try:
        period = five_year_plan_of(year)
    except PeriodRefused:
        return None
    return period.start.year - 1 if period.end.year == year else None


def _base_of_indicator(plan: PlanDocument, cells: list[IndicatorValue], first: int) -> tuple[int | None, float | None]:
    past = sorted(
        (cell for cell in cells if cell.year_number is not None and cell.year_number < first),
        key=lambda cell: cell.year_number or 0,
    )
    if past:
        last = past[-1]
        return last.year_number, last.value
    years = [cell.year_number for cell in cells if cell.year_number is not None]
    return base_year_of(plan, max(years, default=None)), None


def _asked(value: float | None, text: str, unit: str, metric: Metric) -> Fields:
    handed = value is None and is_handed_down(text)
    printed = text or (f"{value:.15g}" if value is not None else "")
    return {
        "value": _in_unit(value, unit, metric),
        "printed": printed[:200],
        "handing": Handing.AWAITING if handed else "",
    }


def _in_unit(value: float | None, unit: str, metric: Metric) -> float | None:
    if value is None or not unit.strip() or unit.strip() == metric.unit:
        return value
    return float(f"{value * factor_between(unit.strip(), metric.unit):.12g}")


def _rank(plan: PlanDocument, nature: str) -> int:
    issued = plan.status == PlanStatus.ISSUED
    return (0 if issued else 2) + (0 if nature == "约束性" else 1)
