"""Computed metrics: what follows from changed values is computed anew, and stored where it says something else.

Group by group in the order of their needs: a metric is computed from what stands, be it reported or computed. A value that
somebody published supersedes a computed one, since a computed value is a 定稿 at most. A missing input gives no value; where a
value stood before, or an input is said to be unknown, the result is 未知 and names what is missing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from django.db import transaction
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from ditan import __version__
from ditan.base.records.models import Metric, Observation, Origin, Qualifier, Role, State, Subject
from ditan.base.records.services.formulas import Book, read_book
from ditan.base.records.services.keys import chunks
from ditan.base.records.services.recording import record_many
from ditan.base.records.services.reports import Report
from ditan.base.records.services.worksheet import RANKS, Place, Row, Worksheet, standings_of
from ditan.core.metrics import Formula, Known, Result, dependents, generations
from ditan.core.metrics import compute as compute_formula
from ditan.core.records import STATUSES
from ditan.core.records.reported import LARGEST

REFERENCE = "computing"
ISSUER = "平台计算"
FINAL = STATUSES.index("final")
MOST_REPORTS = 20_000
CLOSE = 1e-11
"""Relative difference below which two results are one: numbers are stored with twelve digits."""


def on_values(observations: Sequence[Observation]) -> None:
    """Values stand anew: compute what follows. Its own values need nobody to tell it of them."""
    reported = [row for row in observations if row.origin != Origin.COMPUTED]
    if reported and Metric.objects.filter(is_active=True).exclude(formula="").exists():
        compute(changed=reported)


@transaction.atomic
def compute(*, metrics: Iterable[Metric] | None = None, changed: Sequence[Observation] | None = None) -> int:
    """Compute formula metrics; gives how many observations were written.

    Parameters
    ----------
    metrics
        These and what follows from them; left out, all.
    changed
        Only what follows from these observations, for the subjects that they speak of.
    """
    book = read_book()
    codes = set(book.formulas)
    if metrics is not None:
        named = {metric.code for metric in metrics}
        codes &= named | dependents(named, book.inputs)
    subjects: set[int] | None = None
    if changed is not None:
        codes &= dependents({row.metric.code for row in changed}, book.inputs)
        subjects = {row.subject_id for row in changed}
    written = 0
    for group in generations({code: book.formulas[code].inputs for code in codes}):
        written += _compute_group(book, [book.formulas[code] for code in group], subjects)
    return written


def _compute_group(book: Book, formulas: Sequence[Formula], subjects: Collection[int] | None) -> int:
    codes = {code for formula in formulas for code in (formula.code, *formula.inputs)}
    metrics = {metric.code: metric for metric in Metric.objects.filter(code__in=codes)}
    written = 0
    for rows in standings_of(list(metrics.values()), subjects):
        if rows:
            work = _Work(book, metrics, formulas, rows)
            for reports in _batches(work.reports()):
                before = Observation.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
                made = record_many(reports, user=None, reference=REFERENCE, permission=None)
                written += sum(row.pk > before for row in made)
    return written


@dataclass(frozen=True, slots=True)
class _Cell:
    """One value of a formula: whose, its place among the subjects, when, what it reads, and the computed one that stands."""

    formula: Formula
    metric: Metric
    subject: Subject
    place: int
    period: str
    reads: Sequence[tuple[str, int]]
    old: Row | None


class _Work(Worksheet):
    """The computing of one group of formulas for some subjects."""

    def reports(self) -> Iterator[Report]:
        """What is to be recorded: results that differ from what is stored."""
        keys = sorted(self.subjects, key=self.subjects.__getitem__)
        found = Subject.objects.in_bulk(keys)
        subjects = [found[key] for key in keys]
        for formula in self.formulas:
            metric = self.metrics[formula.code]
            result = _within(compute_formula(formula, self.grid, self.table), metric)
            for target in self.places(formula, metric):
                yield from self._differing(formula, metric, result, target, subjects)

    def _differing(
        self, formula: Formula, metric: Metric, result: Result, target: Place, subjects: Sequence[Subject]
    ) -> Iterator[Report]:
        reads = sorted(result.reads[target.place])
        if not reads:
            return
        at = [(self.table.codes[code], period) for code, period in reads]
        exact = np.any([self.table.exact[place, :, period] for place, period in at], axis=0)
        known, values = result.known[:, target.place].tolist(), result.values[:, target.place].tolist()
        lowest = np.min([self.table.ranks[place, :, period] for place, period in at], axis=0)
        ranks = np.minimum(lowest, FINAL).tolist()
        for place in np.flatnonzero(exact).tolist():
            subject = subjects[place]
            old = self.stored.get((metric.pk, subject.pk, target.code))
            if (
                known[place]
                and old is not None
                and old[6] == Origin.COMPUTED
                and _same(old, values[place], ranks[place])
                and (not old[7] or self._for_show(reads, place))
            ):
                continue
            old = old if old is not None and old[6] == Origin.COMPUTED else None
            cell = _Cell(formula, metric, subject, place, target.code, reads, old)
            if known[place]:
                yield self._number(cell, values[place], ranks[place])
                continue
            told = self._why_not(result, reads, place, target, had=old is not None)
            if told and not (old is not None and old[4] is None):
                yield self._unknown(cell, *told)

    def _for_show(self, reads: Sequence[tuple[str, int]], subject: int) -> bool:
        """Whether one of the values read belongs to a demonstration."""
        return any(self.table.key(code, subject, period) in self.invented for code, period in reads)

    def _why_not(
        self, result: Result, reads: Sequence[tuple[str, int]], subject: int, target: Place, *, had: bool
    ) -> tuple[str, str, list[str]] | None:
        """State, words and missing inputs of a result that does not exist, where that is to be stored."""
        states = {read: self.table.lacking(read[0], subject, read[1]) for read in reads}
        lacking = [read for read in reads if states[read] is not Known.NUMBER]
        said = {states[read] for read in lacking} - {Known.MISSING}
        fault = result.fault(subject, target.place)
        if not lacking and fault:
            return State.UNKNOWN, fault, []
        if not lacking or not (said or had):
            return None
        named = [self.named(read) for read in lacking]
        if said == {Known.NOT_APPLICABLE} and all(states[read] is Known.NOT_APPLICABLE for read in lacking):
            return State.NOT_APPLICABLE, _("%s 不适用") % "、".join(named), named
        return State.UNKNOWN, _("缺少 %s") % "、".join(named), named

    def _number(self, cell: _Cell, number: float, rank: int) -> Report:
        stored = float(f"{number:.12g}")
        return Report(
            subject=cell.subject,
            metric=cell.metric,
            period=cell.period,
            status=STATUSES[_not_below(rank, cell.old)],
            origin=Origin.COMPUTED,
            number=stored,
            reported=_written(stored, cell.metric.decimals),
            issuer_name=ISSUER,
            trace=self._trace(cell),
        )

    def _unknown(self, cell: _Cell, state: str, words: str, missing: list[str]) -> Report:
        there = [(code, period) for code, period in cell.reads if self.table.key(code, cell.place, period)]
        ranks = [int(self.table.ranks[self.table.codes[code], cell.place, period]) for code, period in there]
        return Report(
            subject=cell.subject,
            metric=cell.metric,
            period=cell.period,
            status=STATUSES[_not_below(min([*ranks, FINAL]), cell.old)],
            origin=Origin.COMPUTED,
            state=state,
            issuer_name=ISSUER,
            reason=words[:400],
            note=words,
            trace={**self._trace(cell), "missing": missing, "fault": words},
        )

    def _trace(self, cell: _Cell) -> dict[str, Any]:
        """What a person needs to compute the value again: formula, revision, inputs, and who computed."""
        keys = [self.table.key(code, cell.place, period) for code, period in cell.reads]
        return {
            "formula": cell.formula.text,
            "metric": cell.metric.code,
            "version": cell.metric.version,
            "inputs": list(dict.fromkeys(key for key in keys if key)),
            "code": __version__,
        }


def _within(result: Result, metric: Metric) -> Result:
    """The result without what the catalogue's limits or the tables cannot hold; the fault says which."""
    values, known, faults = result.values, result.known, list(result.faults)
    values = np.where(known, values, 0.0)
    for limit, over, words in (
        (metric.ceiling, 1, _("计算结果超过上限 %s")),
        (metric.floor, -1, _("计算结果低于下限 %s")),
        (LARGEST, 1, _("计算结果过大")),
        (-LARGEST, -1, _("计算结果过大")),
    ):
        if limit is None:
            continue
        slack = abs(limit) * CLOSE
        beyond: NDArray[np.bool_] = known & (over * (values - limit) > slack)
        values = np.where(known & ~beyond & (over * (values - limit) > 0), limit, values)
        if beyond.any():
            faults.append((words % f"{limit:g}" if "%s" in words else words, beyond))
            known = known & ~beyond
    return Result(values, known, result.reads, tuple(faults))


def _same(old: Row, number: float, rank: int) -> bool:
    stored = old[4]
    near = stored is not None and abs(stored - number) <= CLOSE * max(abs(stored), abs(number))
    return near and RANKS[old[5]] >= rank


def _not_below(rank: int, old: Row | None) -> int:
    """The rank of a result, not below that of the computed value which it takes the place of."""
    before = RANKS[old[5]] if old is not None and old[6] == Origin.COMPUTED else 0
    return max(rank, before)


def _written(number: float, decimals: int | None) -> str:
    """A computed number as a text, with the metric's decimals or six digits that count.

    >>> _written(30.987826087, None), _written(1234567.8, None), _written(0.35494, 3)
    ('30.9878', '1234568', '0.355')
    """
    if decimals is None:
        whole = (
            len(f"{abs(number):.0f}") if abs(number) >= 1 else -int(np.floor(np.log10(abs(number)))) if number else 1
        )
        decimals = max(0, 6 - whole) if abs(number) >= 1 else min(15, whole + 5)
        text = f"{number:.{decimals}f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return f"{number:.{decimals}f}"


def _batches(reports: Iterable[Report]) -> Iterator[list[Report]]:
    """Reports, so many at a time, with the role and the marks of what they were computed from."""
    batch: list[Report] = []
    for report in reports:
        batch.append(report)
        if len(batch) == MOST_REPORTS:
            yield _marked(batch)
            batch = []
    if batch:
        yield _marked(batch)


def _marked(reports: Sequence[Report]) -> list[Report]:
    """Reports that say whether an input is for show, about so large, or another place's."""
    keys = {key for report in reports for key in (report.trace or {}).get("inputs", ())}
    known: dict[int, tuple[str, bool, str]] = {}
    for chunk in chunks(sorted(keys)):
        for key, role, demo, qualifier in Observation.objects.filter(pk__in=chunk).values_list(
            "pk", "role", "demo", "qualifier"
        ):
            known[key] = role, demo, qualifier
    marked = []
    for report in reports:
        inputs = [known[key] for key in (report.trace or {}).get("inputs", ())]
        exact = all(qualifier == Qualifier.EQUAL for _role, _demo, qualifier in inputs)
        number = report.number is not None
        marked.append(
            replace(
                report,
                role=_role({role for role, _demo, _qualifier in inputs}),
                demo=any(demo for _role, demo, _qualifier in inputs),
                qualifier=Qualifier.ABOUT.value if number and not exact else "",
            )
        )
    return marked


def _role(roles: set[str]) -> str:
    """A value computed from substitutes is one; one of the city alone is the city's."""
    if Role.PROXY in roles:
        return Role.PROXY
    return next(iter(roles)) if len(roles) == 1 else Role.OWN if Role.OWN in roles else Role.CONTEXT
