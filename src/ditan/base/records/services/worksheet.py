"""What formulas read, laid out: the values that stand of some metrics and subjects as a table of subjects by periods."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ditan.base.records.models import Basis, Metric, Observation, Standing, State
from ditan.base.records.services.formulas import Book
from ditan.base.records.services.keys import chunks
from ditan.core.metrics import Formula, Grid, Known, Table
from ditan.core.periods import Kind, Period, chinese, five_year_plan_of, multi_year, parse_code
from ditan.core.records import STATUSES

RANKS = {status: rank for rank, status in enumerate(STATUSES)}
STATES = {State.UNKNOWN: Known.UNKNOWN, State.NOT_APPLICABLE: Known.NOT_APPLICABLE}
MOST_CELLS = 4_000_000
"""Metrics × subjects × periods held at once; more subjects than fit are computed in turns."""

Row = tuple[int, int, str, int, float | None, str, str, bool]
"""Subject, metric, period, observation, number, status, origin of a standing value, and whether it is for show."""


def standings_of(metrics: Sequence[Metric], subjects: Collection[int] | None) -> Iterator[list[Row]]:
    """Standing values of these metrics on their own basis, of so many subjects at a time."""
    rows = Standing.objects.order_by()
    keys = [metric.pk for metric in metrics]
    if subjects is None:
        rows = rows.filter(metric_id__in=keys)
        subjects = set(rows.values_list("subject_id", flat=True).distinct())
    periods = 150
    many = max(1, MOST_CELLS // (len(metrics) * periods))
    whole = sorted(subjects)
    for start in range(0, len(whole), many):
        yield list(_rows(metrics, whole[start : start + many]))


def _rows(metrics: Sequence[Metric], subjects: Sequence[int]) -> Iterator[Row]:
    bases: dict[str, list[int]] = {}
    for metric in metrics:
        bases.setdefault(metric.basis, []).append(metric.pk)
    for basis, keys in bases.items():
        for chunk in chunks(keys):
            found = Standing.objects.filter(metric_id__in=chunk, subject_id__in=subjects, basis=basis).order_by()
            yield from found.values_list(
                "subject_id", "metric_id", "period", "observation_id", "number", "status", "origin", "demo"
            ).iterator(chunk_size=10_000)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a result goes: its place in the grid, and the period under which it is stored."""

    place: int
    code: str


class Worksheet:
    """A group of formulas and the values that they read, of some subjects."""

    def __init__(
        self, book: Book, metrics: dict[str, Metric], formulas: Sequence[Formula], rows: Sequence[Row]
    ) -> None:
        self.book, self.metrics, self.formulas = book, metrics, formulas
        self.codes = {metric.pk: metric.code for metric in metrics.values()}
        self.subjects = {key: place for place, key in enumerate(sorted({row[0] for row in rows}))}
        steps = {step for formula in formulas for step in formula.steps}
        depth = max(formula.depth for formula in formulas)
        inputs = {code for formula in formulas for code in formula.inputs}
        own = {self.metrics[formula.code].pk for formula in formulas}
        read = [row for row in rows if self.codes[row[1]] in inputs]
        self.grid = Grid.around({parse_code(code) for code in {row[2] for row in read}}, steps, depth)
        self.table = Table.empty(sorted(inputs), len(self.subjects), len(self.grid))
        self._fill(read)
        self.table.let_stand_in(self.grid)
        self.invented = {row[3] for row in read if row[7]}
        self.stored = {(row[1], row[0], row[2]): row for row in rows if row[1] in own}

    def _fill(self, rows: Sequence[Row]) -> None:
        places = {str(period): place for period, place in self.grid.places.items()}
        metric = {key: self.table.codes[code] for key, code in self.codes.items() if code in self.table.codes}
        wordless = dict[int, Known]()
        for chunk in chunks([row[3] for row in rows if row[4] is None]):
            for key, state in Observation.objects.filter(pk__in=chunk).values_list("pk", "state"):
                wordless[key] = STATES.get(State(state), Known.MISSING)
        self.table.put(
            [metric[row[1]] for row in rows],
            [self.subjects[row[0]] for row in rows],
            [places[row[2]] for row in rows],
            [row[4] or 0.0 for row in rows],
            [Known.NUMBER if row[4] is not None else wordless[row[3]] for row in rows],
            [row[3] for row in rows],
            [RANKS[row[5]] for row in rows],
        )

    def places(self, formula: Formula, metric: Metric) -> Iterator[Place]:
        adds_up = formula.cumulates and metric.basis == Basis.CUMULATIVE
        for place, period in enumerate(self.grid.periods):
            if not adds_up:
                yield Place(place, str(period))
            elif period.kind is Kind.YEAR:
                yield Place(place, str(_so_far(period)))

    def named(self, read: tuple[str, int]) -> str:
        """A value that is read, as a person calls it."""
        return f"{self.book.catalogue.name_of(read[0])}（{chinese(self.grid.periods[read[1]])}）"


def _so_far(period: Period) -> Period:
    """The years of the five-year plan up to this one, as cumulative figures are reported."""
    first = five_year_plan_of(period.end.year).start.year
    return period if first == period.end.year else multi_year(first, period.end.year)
