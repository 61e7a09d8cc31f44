"""缺少的输入: which inputs of which computed metric are missing, for whom and when, and who owes them.

A computed metric without all its inputs has no value and so no row: what is missing is found here as it is computed, by the same
worksheet. Asked for few metrics at a time: what a page shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ditan.base.access.scope import scope_of
from ditan.base.records.models import Frequency, Metric, Origin, Subject
from ditan.base.records.permissions import VIEW
from ditan.base.records.selectors.scope import reaches, shows_demo, visible_metrics
from ditan.base.records.services.formulas import read_book
from ditan.base.records.services.worksheet import Worksheet, standings_of
from ditan.base.workflow.models import Assignment, RoundState
from ditan.core.metrics import Formula, Known, compute
from ditan.core.periods import Kind, Period, chinese, parse_code

WORDS = {
    Known.MISSING: gettext_lazy("未报"),
    Known.UNKNOWN: gettext_lazy("报为未知"),
    Known.NOT_APPLICABLE: gettext_lazy("报为不适用"),
}
OF_FREQUENCY: dict[str, frozenset[Kind]] = {
    Frequency.YEAR: frozenset({Kind.YEAR, Kind.MULTI_YEAR}),
    Frequency.HALF: frozenset({Kind.YEAR, Kind.CUMULATIVE_MONTHS}),
    Frequency.QUARTER: frozenset({Kind.YEAR, Kind.QUARTER, Kind.CUMULATIVE_MONTHS}),
    Frequency.MONTH: frozenset({Kind.YEAR, Kind.MONTH, Kind.CUMULATIVE_MONTHS}),
}
"""Periods in which a metric of the frequency is expected; every one where it is irregular."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """An input that is missing. `owed_by` is who was asked for it in a round or answers for the metric, "" where nobody."""

    metric: Metric
    period: Period
    known: Known
    owed_by: str = ""
    asked_in: str = ""

    @property
    def period_name(self) -> str:
        return chinese(self.period)

    @property
    def word(self) -> str:
        return str(WORDS[self.known])


@dataclass(frozen=True, slots=True)
class Gap:
    """A period for which a computed metric of a subject has some of its inputs and not all."""

    metric: Metric
    subject: Subject
    period: Period
    found: int
    lacking: tuple[Lacking, ...]

    @property
    def period_name(self) -> str:
        return chinese(self.period)


def computed_metrics(user: Any, q: str = "") -> Any:
    """Metrics in use that have a formula, by name; those that match the words."""
    from ditan.base.records.selectors.metrics import MetricFilters, metrics

    return metrics(user, MetricFilters(q=q, computed=True))


def missing_inputs(
    user: Any, metrics: Sequence[Metric], subject: int | None = None, year: int | None = None
) -> dict[int, list[Gap]]:
    """What is missing of these computed metrics, newest period first, by the key of the metric.

    A constant number of queries for each few subjects that fit into one worksheet, whatever the number of values. Only what the
    user reaches: computed metrics and inputs for which her organisations answer, and her own organisation's. In the first year of a
    series what lies before it is not missed, and nothing is where somebody published the result.
    """
    book = read_book()
    formulas = [book.formulas[metric.code] for metric in metrics if metric.code in book.formulas]
    found: dict[int, list[Gap]] = {metric.pk: [] for metric in metrics}
    if not formulas:
        return found
    codes = {code for formula in formulas for code in (formula.code, *formula.inputs)}
    named = {each.code: each for each in visible_metrics(user).filter(code__in=codes).select_related("responsible")}
    if not codes <= named.keys():
        return found
    for rows in standings_of(list(named.values()), None if subject is None else [subject]):
        kept = rows if shows_demo() else [row for row in rows if not row[7]]
        if kept:
            sheet = Worksheet(book, named, formulas, kept)
            for gap in _gaps(sheet, year):
                found[gap.metric.pk].append(gap)
    everything = scope_of(user, VIEW).everything
    owing = _Owing(gap for gaps in found.values() for gap in gaps)
    for key, gaps in found.items():
        seen = gaps if everything else [gap for gap in gaps if _reached(user, gap)]
        seen.sort(key=lambda gap: (gap.period.sort_key, gap.subject.name), reverse=True)
        found[key] = [replace(gap, lacking=tuple(owing.told(gap, each) for each in gap.lacking)) for gap in seen]
    return found


def _reached(user: Any, gap: Gap) -> bool:
    return any(reaches(user, VIEW, gap.subject, each) for each in (gap.metric, *(line.metric for line in gap.lacking)))


def _gaps(sheet: Worksheet, year: int | None) -> Iterator[Gap]:
    subjects = Subject.objects.in_bulk(list(sheet.subjects))
    first = _first_periods(sheet)
    for formula in sheet.formulas:
        metric = sheet.metrics[formula.code]
        result = compute(formula, sheet.grid, sheet.table)
        for place in sheet.places(formula, metric):
            period = sheet.grid.periods[place.place]
            if not _expected(metric, period) or (year is not None and period.end.year != year):
                continue
            reads = sorted(result.reads[place.place])
            if not reads:
                continue
            exact = np.any([sheet.table.exact[sheet.table.codes[code], :, at] for code, at in reads], axis=0)
            unknown = np.broadcast_to(~result.known[:, place.place], exact.shape)
            for key, at in sheet.subjects.items():
                stored = sheet.stored.get((metric.pk, key, place.code))
                if not (exact[at] and unknown[at]) or (
                    stored is not None and stored[4] is not None and stored[6] != Origin.COMPUTED
                ):
                    continue
                lacking = _lacking(sheet, formula, reads, at, first, period.end.year)
                if lacking:
                    yield Gap(metric, subjects[key], parse_code(place.code), len(reads) - len(lacking), lacking)


def _lacking(
    sheet: Worksheet, formula: Formula, reads: Sequence[tuple[str, int]], at: int, first: Any, year: int
) -> tuple[Lacking, ...]:
    """The inputs without a number; in the first year of an input's values what is older is not missed."""
    found = []
    for code, period in reads:
        known = sheet.table.lacking(code, at, period)
        begun = int(first[sheet.table.codes[code], at])
        too_old = known is Known.MISSING and period < begun and sheet.grid.periods[begun].end.year == year
        if known is not Known.NUMBER and not too_old:
            found.append(Lacking(sheet.metrics[code], sheet.grid.periods[period], known))
    order = {code: place for place, code in enumerate(formula.inputs)}
    return tuple(sorted(found, key=lambda each: (order[each.metric.code], each.period.sort_key)))


def _first_periods(sheet: Worksheet) -> Any:
    """The place of the first period with anything reported, by metric and subject; 0 where nothing ever was."""
    there = sheet.table.states != Known.MISSING
    return np.where(there.any(axis=2), there.argmax(axis=2), 0)


def _expected(metric: Metric, period: Period) -> bool:
    kinds = OF_FREQUENCY.get(metric.frequency)
    return kinds is None or period.kind in kinds


class _Owing:
    """Who owes what is missing: whom an open round asks for that very period, else who answers for the metric."""

    def __init__(self, gaps: Iterable[Gap]) -> None:
        wanted = {(gap.subject.pk, each.metric.pk, str(each.period)) for gap in gaps for each in gap.lacking}
        self.asked: dict[tuple[int, int, str], tuple[str, str]] = {}
        if not wanted:
            return
        rows = Assignment.objects.filter(
            round__state=RoundState.OPEN,
            round__period__in={key[2] for key in wanted},
            metrics__metric__in={key[1] for key in wanted},
        ).order_by("pk")
        for subject, metric, period, name, title in rows.values_list(
            "subject_id", "metrics__metric_id", "round__period", "organisation__name", "round__title"
        ):
            self.asked.setdefault((subject, metric, period), (name, title))

    def told(self, gap: Gap, each: Lacking) -> Lacking:
        name, title = self.asked.get((gap.subject.pk, each.metric.pk, str(each.period)), ("", ""))
        responsible = each.metric.responsible
        answers = responsible.name if responsible is not None else each.metric.responsible_name
        asked_in = _("“%s”填报中") % title if title else ""
        return replace(each, owed_by=name or answers, asked_in=asked_in)
