"""An issued plan whose targets lie ahead, with its ties to metrics confirmed: what the tests of tracking begin with."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from ditan.base.records.models import Metric, Observation, Status
from ditan.base.records.services import record
from ditan.core.reading import draft as d
from ditan.domains.plans.models import MetricBinding, PlanDocument, TrackedTarget
from ditan.domains.plans.services import confirm_above, confirm_item
from ditan.domains.plans.services.bindings import confirm_bindings
from tests.domains.plans.drafts import minimal_draft

NOW = timezone.localdate().year
BASE, LAST, END = NOW - 3, NOW - 1, NOW + 2
"""The base year, the last year that can have a value, and the year of the targets."""


def metric(code: str, name: str, unit: str = "%", **more: Any) -> Metric:
    """A metric of the catalogue."""
    return Metric.objects.create(code=code, name=name, unit=unit, **{"direction": "up", **more})


def catalogue() -> dict[str, Metric]:
    """The metrics that the small plan speaks of."""
    return {
        "forest": metric("forest_cover", "森林覆盖率", ceiling=100.0),
        "energy": metric("energy_per_gdp_reduction", "单位GDP能耗下降", basis="cumulative"),
        "water": metric("water_use_total", "用水总量", "亿立方米", direction="down"),
    }


def issued_draft() -> d.Draft:
    """The small plan, issued, for five years around now: forest to 51 %, water handed down."""
    small = minimal_draft()
    forest, water = small.indicators
    return replace(
        small,
        document=replace(small.document, status="issued", period_start=BASE + 1, period_end=END),
        indicators=(
            replace(forest, values={str(BASE): d.Value(49.0, "49"), str(END): d.Value(51.0, "51")}),
            replace(
                water, values={str(BASE): d.Value(2.1, "2.1"), str(END): d.Value(None, "市级下达")}, ambiguous=False
            ),
        ),
        targets=tuple(replace(each, year=END, base_year=BASE if each.base_year else None) for each in small.targets),
    )


def follow_all(user: User, plan: PlanDocument) -> None:
    """Confirm all items and all ties of the plan."""
    confirm_above(user=user, plan=plan, confidence=0.0)
    for item in plan.indicator_set.filter(state="proposed"):
        confirm_item(user=user, kind="indicator", pk=item.pk, version=item.version)
    confirm_bindings(user=user, plan=plan)


def the(name: str, plan: PlanDocument, kind: str = "indicator") -> TrackedTarget:
    """The followed target of an item of that name."""
    return TrackedTarget.objects.select_related("standing", "metric", "subject").get(
        plan=plan, name=name, **{f"{kind}__isnull": False}
    )


def report(user: User | None, target: TrackedTarget, year: int, value: str, **more: Any) -> Observation:
    """A value of the target's metric for a year."""
    said = {"status": Status.FINAL, "origin": "round", "reported": value, "permission": None, **more}
    return record(user=user, subject=target.subject, metric=target.metric, period=str(year), **said)


def binding_of(name: str, plan: PlanDocument) -> MetricBinding:
    """The tie of the indicator of that name."""
    return MetricBinding.objects.get(plan=plan, indicator__name=name)
