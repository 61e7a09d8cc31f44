"""The standing values of many targets, fetched at once and handed out as `core.targets` wants them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ditan.base.records.models import Observation, Role, Standing, State, Status
from ditan.base.records.selectors.scope import shows_demo
from ditan.core.periods import Kind, chinese, parse_code
from ditan.core.targets import Actual
from ditan.domains.plans.models import TrackedTarget

WHOLE = (Kind.YEAR, Kind.END_OF, Kind.MULTI_YEAR, Kind.AS_OF)
"""Kinds of period that tell of a year or its end; months and quarters tell of a part."""

Key = tuple[int, int, str]


@dataclass(slots=True)
class Values:
    """Standing values by subject, metric and basis."""

    rows: dict[Key, list[Standing]] = field(default_factory=lambda: defaultdict(list))

    def of(self, target: TrackedTarget) -> list[Standing]:
        """Those of one target, on its basis."""
        return self.rows.get((target.subject_id, target.metric_id, target.basis), [])

    def observation(self, target: TrackedTarget, actual: Actual) -> Observation | None:
        """The observation behind an actual."""
        for row in self.of(target):
            if row.period_end == actual.end and actual_of(row) == actual:
                return row.observation
        return None


def values_of(targets: Iterable[TrackedTarget]) -> Values:
    """What stands for these targets, by one query. Proxies and the city's figures are no actuals of a district."""
    wanted = {(each.subject_id, each.metric_id, each.basis) for each in targets}
    rows = Standing.objects.filter(
        subject__in={key[0] for key in wanted}, metric__in={key[1] for key in wanted}, role=Role.OWN
    )
    if not shows_demo():
        rows = rows.filter(demo=False)
    found = Values()
    for row in rows.select_related("observation").order_by("period_end", "pk"):
        key = row.subject_id, row.metric_id, row.basis
        if key in wanted:
            found.rows[key].append(row)
    return found


def actuals_of(target: TrackedTarget, values: Values) -> Sequence[Actual]:
    """The values of one target, oldest first."""
    return [actual_of(row) for row in values.of(target)]


def actual_of(row: Standing) -> Actual:
    """One standing value."""
    observation = row.observation
    return Actual(
        year=row.period_end.year,
        first_year=observation.period_start.year,
        end=row.period_end,
        number=row.number,
        text=observation.reported if observation.state == State.TEXT else "",
        is_final=row.status in (Status.FINAL, Status.PUBLISHED),
        contested=row.contested,
        whole=Kind(observation.period_kind) in WHOLE,
        name=chinese(parse_code(row.period)),
    )
