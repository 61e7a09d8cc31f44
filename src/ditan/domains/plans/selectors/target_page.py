"""What a target's page shows: path and values year by year, the forecast, and what of the plans may serve it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from ditan.base.records.models import Observation
from ditan.base.records.selectors import benchmarks, series
from ditan.base.searching import holding
from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.models import BOOKED, Measure, Project, TrackedTarget
from ditan.domains.plans.permissions import Visitor
from ditan.domains.plans.selectors.scope import visible_items
from ditan.domains.plans.selectors.tracked import reachable
from ditan.domains.plans.tracking.matching import plain
from ditan.domains.plans.tracking.values import WHOLE

MOST_SERVING = 20
SHORTEST = 3
"""Shorter names stand in too many texts to say anything."""


@dataclass(slots=True)
class Line:
    """A year of the table: what the path asks for, what was reported, what is expected."""

    year: int
    path: float | None = None
    values: list[Observation] = field(default_factory=list)
    standing: Observation | None = None
    restated: bool = False
    contested: bool = False
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    benchmark: float | None = None
    city: str = ""


@dataclass(frozen=True, slots=True)
class Serving:
    """A measure, task or project whose text names the metric. 文字相关: nobody has said that it serves the target."""

    item: Any
    word: str


@dataclass(frozen=True, slots=True)
class TargetPage:
    """Everything on the page beside the projection itself."""

    lines: tuple[Line, ...]
    partial: tuple[Observation, ...]
    serving: tuple[Serving, ...]
    siblings: tuple[TrackedTarget, ...]
    chart: dict[str, Any]


def target_page(user: Visitor, target: TrackedTarget, *, words: bool = True) -> TargetPage:
    """The page of a target that the user sees. A dozen queries, whatever the number of values.

    `words` asks for items whose text names the metric, where nobody has said yet what serves the target.
    """
    lines: dict[int, Line] = {}
    trail = target.standing.trail or {}
    for year, level in trail.get("path", []):
        _line(lines, year).path = level
    for year, mean, low, high in trail.get("forecast", []):
        line = _line(lines, year)
        line.mean, line.low, line.high = mean, low, high
    partial = []
    for point in series(user, target.subject, target.metric, target.basis).points:
        if point.value.period_kind not in WHOLE:
            partial.append(point.value)
            continue
        line = _line(lines, point.standing.period_end.year)
        line.standing, line.contested, line.restated = point.value, point.standing.contested, point.restated
        line.values = [*line.values, *(row for row in point.earlier if row.reported != point.value.reported)]
    for row in benchmarks(user, target.metric, target.basis, target.subject):
        if row.observation.period_kind in WHOLE and row.number is not None:
            line = _line(lines, row.period_end.year)
            line.benchmark, line.city = row.number, row.subject.name
    if target.year is not None and target.value is not None:
        _line(lines, target.year)
    ordered = tuple(lines[year] for year in sorted(lines))
    return TargetPage(
        lines=ordered,
        partial=tuple(partial),
        serving=serving(user, target) if words else (),
        siblings=_siblings(user, target),
        chart=_chart(target, ordered),
    )


def serving(user: Visitor, target: TrackedTarget) -> tuple[Serving, ...]:
    """Booked measures, tasks and projects of the region's current plans whose text names the metric.

    Three queries at most; the word that was found stands beside each.
    """
    words = _words(target)
    if not words:
        return ()
    found: list[Serving] = []
    for name in ("measure", "task", "project"):
        kind = KINDS[name]
        columns = ("title", "text") if kind.model is Measure else ("name", "content")
        named = Q()
        for word in words:
            named |= holding(word, *columns)
        rows = kind.rows().filter(named, state__in=BOOKED, plan__is_current=True, plan__region=target.subject)
        rows = visible_items(user, kind, rows, "plans.view_plans").select_related("plan")
        for item in rows.order_by("-plan_id", "position", "pk")[:MOST_SERVING]:
            found.append(Serving(item, _found_in(item, words)))
    return tuple(found)


def _words(target: TrackedTarget) -> list[str]:
    names = {target.name, target.metric.name, *(alias.name for alias in target.metric.aliases.all())}
    # A plan that speaks of 绿色社区 serves 绿色社区达标率: the thing is named, not how it is counted.
    for name in tuple(names):
        for ending in ("占比", "比例", "比重", "达标率", "覆盖率", "利用率", "面积", "浓度", "总量"):
            if name.endswith(ending) and len(name) - len(ending) > SHORTEST:
                names.add(name.removesuffix(ending))
    return sorted((name for name in names if len(plain(name)) > SHORTEST), key=len, reverse=True)[:12]


def _found_in(item: Measure | Project, words: list[str]) -> str:
    text = f"{item.title}{item.text}" if isinstance(item, Measure) else f"{item.name}{item.content}"
    return next((word for word in words if word in text), words[-1])


def _siblings(user: Visitor, target: TrackedTarget) -> tuple[TrackedTarget, ...]:
    """What this or another plan asks of the same metric in the same region."""
    rows = TrackedTarget.objects.filter(
        metric=target.metric, subject=target.subject, stale=False, plan__is_current=True
    )
    found = reachable(user, rows.exclude(pk=target.pk)).select_related("plan", "metric", "standing")
    return tuple(found.order_by("year", "plan_id", "pk")[:10])


def _line(lines: dict[int, Line], year: int) -> Line:
    return lines.setdefault(year, Line(year))


def _chart(target: TrackedTarget, lines: tuple[Line, ...]) -> dict[str, Any]:
    """Numbers for the drawing; the page's script turns them into lines."""
    actual = [
        [line.year, line.standing.number, line.standing.get_status_display(), line.restated]
        for line in lines
        if line.standing is not None and line.standing.number is not None
    ]
    return {
        "unit": target.metric.unit,
        "path": [[line.year, line.path] for line in lines if line.path is not None],
        "actual": actual,
        "earlier": [[line.year, old.number] for line in lines for old in line.values if old.number is not None],
        "forecast": [[line.year, line.mean, line.low, line.high] for line in lines if line.mean is not None],
        "benchmark": [[line.year, line.benchmark] for line in lines if line.benchmark is not None],
        "city": next((line.city for line in lines if line.city), ""),
        "target": [target.year, target.value] if target.year is not None and target.value is not None else None,
    }
