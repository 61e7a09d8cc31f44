"""One metric over regions, at one period or through time; a value of a wider area never stands among districts.

The city is shown beside the districts only where its value is marked as a benchmark, and then as a labelled line of its own.
What is left out is told with the reason.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from ditan.base.records.models import Metric, Role, Standing, Subject
from ditan.base.records.permissions import VIEW as SEE_DATA
from ditan.base.records.selectors.scope import visible_metrics, visible_standings
from ditan.core.periods import CHINESE, Kind, chinese, parse_code
from ditan.domains.plans.permissions import Visitor

MOST_PERIODS = 24
"""Periods on screen; a file holds all."""
WIDER = re.compile(r"L?\d{2}(0000|\d\d00)")
"""Codes of provinces and cities (500000, 510100) and of areas of several districts (L500000C)."""


@dataclass(frozen=True, slots=True)
class MetricChoice:
    """A metric that can be compared: on one basis, how many regions have how many values."""

    metric: Metric
    basis: str
    basis_name: str
    regions: int
    values: int


@dataclass(slots=True)
class RegionLine:
    """A region's values by the code of their period. `benchmark` marks a line of a wider area."""

    subject: Subject
    benchmark: bool
    standings: dict[str, Standing] = field(default_factory=dict)
    place: int | None = None

    @property
    def proxy(self) -> bool:
        """Whether some value stands in for the one that is asked for."""
        return any(row.role == Role.PROXY for row in self.standings.values())

    @property
    def label(self) -> str:
        return self.subject.name


@dataclass(frozen=True, slots=True)
class RegionComparison:
    """What the page shows.

    `periods` are codes, oldest first, of one kind (`kind`); `lines` the districts, by their place at `period` where one is
    chosen; `benchmarks` stand apart. `left_out` counts values of wider areas that are no benchmarks, by region.
    """

    metric: Metric
    basis: str
    kinds: tuple[tuple[str, str, int], ...]
    kind: str
    periods: tuple[tuple[str, str], ...]
    period: str
    lines: tuple[RegionLine, ...]
    benchmarks: tuple[RegionLine, ...]
    left_out: tuple[tuple[str, int], ...]
    contested: int

    @property
    def all_lines(self) -> tuple[RegionLine, ...]:
        return (*self.lines, *self.benchmarks)


def comparable_metrics(user: Visitor) -> list[MetricChoice]:
    """Metrics with numbers of regions, those of most regions first. Two queries."""
    rows = (
        visible_standings(user)
        .filter(subject__kind=Subject.Kind.REGION, number__isnull=False)
        .exclude(role=Role.CITY_TOTAL)
        .order_by()
        .values("metric", "basis")
        .annotate(regions=Count("subject", distinct=True), values_seen=Count("pk"))
    )
    found = list(rows)
    metrics = visible_metrics(user).in_bulk([row["metric"] for row in found])
    names = dict(Metric._meta.get_field("basis").flatchoices)
    made = [
        MetricChoice(metrics[row["metric"]], row["basis"], str(names[row["basis"]]), row["regions"], row["values_seen"])
        for row in found
        if row["metric"] in metrics
    ]
    return sorted(made, key=lambda each: (-each.regions, -each.values, each.metric.name, each.basis))


def compare_regions(
    user: Visitor,
    metric: int,
    *,
    basis: str = "",
    kind: str = "",
    period: str = "",
    most: int = MOST_PERIODS,
    permission: str = SEE_DATA,
) -> RegionComparison:
    """One metric over regions; `Metric.DoesNotExist` where the user sees none. Two queries, whatever the number."""
    spoken_of = visible_metrics(user).get(pk=metric)
    wanted = basis or spoken_of.basis
    rows = (
        visible_standings(user, permission)
        .filter(metric=spoken_of, basis=wanted, subject__kind=Subject.Kind.REGION, number__isnull=False)
        .select_related("subject", "metric", "observation", "observation__publication", "observation__source")
        .order_by("period_end", "observation__period_start", "subject__code", "pk")
    )
    beside: list[Standing] = []
    left_out: Counter[str] = Counter()
    for row in rows:
        if row.role == Role.CITY_TOTAL or (is_wider(row.subject) and row.role != Role.BENCHMARK):
            left_out[row.subject.name] += 1
        else:
            beside.append(row)
    counted = Counter(row.observation.period_kind for row in beside)
    kinds = tuple((each, str(CHINESE[Kind(each)]), number) for each, number in counted.most_common())
    shown = kind if kind in counted else (kinds[0][0] if kinds else "")
    beside = [row for row in beside if row.observation.period_kind == shown]
    codes = list(dict.fromkeys(row.period for row in beside))[-most:]
    lines = _lines([row for row in beside if row.period in set(codes)])
    chosen = period if period in codes else ""
    districts = _ranked([line for line in lines if not line.benchmark], chosen, spoken_of.direction)
    return RegionComparison(
        metric=spoken_of,
        basis=wanted,
        kinds=kinds,
        kind=shown,
        periods=tuple((code, chinese(parse_code(code))) for code in codes),
        period=chosen,
        lines=tuple(districts),
        benchmarks=tuple(line for line in lines if line.benchmark),
        left_out=tuple(sorted(left_out.items())),
        contested=sum(row.contested for row in beside),
    )


def is_wider(subject: Subject) -> bool:
    """Whether the region holds districts of its own: a province, a city, an area of several districts."""
    return bool(WIDER.match(subject.code))


def _lines(rows: list[Standing]) -> list[RegionLine]:
    found: dict[tuple[int, bool], RegionLine] = {}
    for row in rows:
        benchmark = row.role == Role.BENCHMARK
        line = found.setdefault((row.subject_id, benchmark), RegionLine(row.subject, benchmark))
        line.standings[row.period] = row
    return sorted(found.values(), key=lambda line: (line.benchmark, line.subject.code))


def _ranked(lines: list[RegionLine], period: str, direction: str) -> list[RegionLine]:
    """By code, or at a period from the best to the worst; who has no value there comes last, without a place."""
    if not period:
        return lines
    known: list[tuple[float, RegionLine]] = []
    for line in lines:
        standing = line.standings.get(period)
        if standing is not None and standing.number is not None:
            known.append((standing.number, line))
    sign = 1 if direction == "down" else -1
    known.sort(key=lambda pair: sign * pair[0])
    for number, line in known:
        line.place = 1 + sum(sign * other < sign * number for other, _line in known)
    placed = [line for _number, line in known]
    return [*placed, *(line for line in lines if line not in placed)]


def sees_data(user: Any) -> bool:
    """Whether the user may see recorded values at all."""
    return visible_metrics(user).exists()
