"""What stood in the period before and in the same period of last year: beside every cell that is to be filled in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ditan.base.records.models import Standing
from ditan.base.records.selectors.scope import shows_demo
from ditan.base.workflow.models import Assignment
from ditan.core.periods import PeriodRefused, chinese, code_of, parse_code, previous, same_period_last_year

ITS_OWN = ("context", "own")
"""Roles of values of the subject itself; those of the city or of a stand-in are nothing to compare with."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A value that stands for an earlier period. `shown` is as it was reported."""

    period: str
    shown: str
    number: float | None
    unit: str
    observation: int


@dataclass(frozen=True, slots=True)
class Periods:
    """The period of a round and its two comparisons, as codes and as Chinese; "" where there is none."""

    now: str
    now_name: str
    last: str = ""
    last_name: str = ""
    year_ago: str = ""
    year_ago_name: str = ""

    @property
    def same(self) -> bool:
        """Whether the period before is the one of last year: one column is enough."""
        return self.last == self.year_ago


def periods_of(code: str) -> Periods:
    """The periods of a round; a code that is none stands for itself."""
    try:
        now = parse_code(code)
    except PeriodRefused:
        return Periods(code, code)
    last, year_ago = previous(now), same_period_last_year(now)
    return Periods(
        code,
        chinese(now),
        code_of(last) if last else "",
        chinese(last) if last else "",
        code_of(year_ago) if year_ago else "",
        chinese(year_ago) if year_ago else "",
    )


def earlier_values(assignment: Assignment, metrics: Collection[int]) -> dict[tuple[int, str], Earlier]:
    """The standing values of both earlier periods and of this one, by metric and period. One query.

    They belong to the organisation's own series: who fills in the next value sees the ones before.
    """
    periods = periods_of(assignment.round.period)
    wanted = {periods.now, periods.last, periods.year_ago} - {""}
    shown = Standing.objects.all() if shows_demo() else Standing.objects.filter(demo=False)
    rows = shown.filter(
        subject=assignment.subject_id, metric__in=metrics, period__in=wanted, role__in=ITS_OWN
    ).select_related("observation", "metric")
    return {
        (row.metric_id, row.period): Earlier(
            row.period,
            row.observation.reported or row.observation.get_state_display(),
            row.number,
            row.metric.unit,
            row.observation_id,
        )
        for row in rows
        if row.basis == row.metric.basis
    }
