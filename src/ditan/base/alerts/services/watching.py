"""What rules look at among the stored values, and what they find. Nothing is written here."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from ditan.base.alerts.clocks import day_after, late_by
from ditan.base.alerts.models import Alert, AlertRule, AlertState
from ditan.base.alerts.series import TargetFact
from ditan.base.alerts.services.settling import Finding
from ditan.base.records.models import Observation, Role, Standing
from ditan.base.records.services.keys import chunks
from ditan.base.workflow.rounds.working_days import CalendarUnknown
from ditan.core.alerts import (
    Firing,
    Owed,
    Parameters,
    TargetState,
    Value,
    ended_periods,
    evaluate_forecast,
    evaluate_light,
    jump,
    lateness,
    threshold,
)
from ditan.core.periods import Period, chinese, parse_code

Series = tuple[int, int, str, str]
"""Subject, metric, basis and kind of period."""
OF_TARGETS: dict[str, Callable[[Parameters, TargetState], Firing | None]] = {
    "light": evaluate_light,
    "forecast": evaluate_forecast,
}


@dataclass(frozen=True, slots=True)
class Watch:
    """What a rule looks at and for what; of a rule that is not stored yet, too.

    `metrics` and `subjects` hold keys; empty means all. `rule` is the key of the stored rule.
    """

    kind: str
    parameters: Mapping[str, Any]
    metrics: frozenset[int] = frozenset()
    subjects: frozenset[int] = frozenset()
    period_kinds: tuple[str, ...] = ()
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    rule: int | None = None

    @classmethod
    def of(cls, rule: AlertRule) -> Watch:
        """Of a stored rule, whose metrics and subjects are prefetched."""
        return cls(
            kind=rule.kind,
            parameters=rule.parameters,
            metrics=frozenset(each.pk for each in rule.metrics.all()),
            subjects=frozenset(each.pk for each in rule.subjects.all()),
            period_kinds=tuple(rule.period_kinds),
            valid_from=rule.valid_from,
            valid_to=rule.valid_to,
            rule=rule.pk,
        )


def watched(watch: Watch) -> QuerySet[Standing]:
    """The standing numbers that the rule looks at, of whatever day: own values, on the metric's own basis."""
    rows = Standing.objects.filter(role=Role.OWN, basis=F("metric__basis"), metric__is_active=True)
    if watch.metrics:
        rows = rows.filter(metric__in=watch.metrics)
    if watch.subjects:
        rows = rows.filter(subject__in=watch.subjects)
    if watch.period_kinds and watch.kind != "lateness":
        rows = rows.filter(observation__period_kind__in=watch.period_kinds)
    return rows


def within(watch: Watch, rows: Iterable[Standing]) -> Iterator[Standing]:
    """Those whose period ends while the rule holds. Asked after the last value of a series was found: the last one of
    the days of a rule is not the last there is."""
    for row in rows:
        begun = watch.valid_from is None or watch.valid_from <= row.period_end
        if begun and (watch.valid_to is None or row.period_end < watch.valid_to):
            yield row


def newest(rows: QuerySet[Standing]) -> QuerySet[Standing]:
    """Of each series the value of its last period."""
    place = Window(
        RowNumber(),
        partition_by=[F("subject_id"), F("metric_id"), F("basis"), F("observation__period_kind")],
        order_by=[F("period_end").desc(), F("observation__period_start").asc(), F("pk").desc()],
    )
    return rows.annotate(place=place).filter(place=1)


def touched_by(watch: Watch, observations: Sequence[Observation]) -> list[Observation]:
    """Those of the observations that concern the rule."""
    metrics, subjects = watch.metrics, watch.subjects
    return [
        each
        for each in observations
        if each.role == Role.OWN
        and (not metrics or each.metric_id in metrics)
        and (not subjects or each.subject_id in subjects)
    ]


def standings_to_judge(watch: Watch, observations: Sequence[Observation]) -> Iterator[tuple[Standing, bool]]:
    """What to judge after these values came: the last value of each of their series, which may raise an alert, and
    those of older periods about which one is open."""
    touched = touched_by(watch, observations)
    for chunk in chunks(sorted({each.subject_id for each in touched})):
        metrics = {each.metric_id for each in touched}
        rows = watched(watch).filter(subject__in=chunk)
        rows = rows.filter(metric__in=metrics) if len(metrics) <= 1000 else rows
        pairs = {(each.subject_id, each.metric_id) for each in touched}
        last = {row.pk: row for row in within(watch, joined(newest(rows))) if (row.subject_id, row.metric_id) in pairs}
        yield from ((row, True) for row in last.values())
        yield from ((row, False) for row in within(watch, joined(open_again(watch, rows))) if row.pk not in last)


def open_again(watch: Watch, rows: QuerySet[Standing]) -> QuerySet[Standing]:
    """Values about which an alert of the rule is open."""
    about = Alert.objects.exclude(state=AlertState.CLOSED).filter(
        rule=watch.rule, subject=OuterRef("subject"), metric=OuterRef("metric"), period=OuterRef("period")
    )
    return rows.filter(Exists(about))


def joined(rows: QuerySet[Standing]) -> QuerySet[Standing]:
    """With all that a finding says of them."""
    return rows.select_related("subject", "metric", "observation")


def key_of(row: Standing) -> str:
    """The name of a series."""
    return f"value:{row.subject_id}:{row.metric_id}:{row.basis}"


def title_of(row: Standing) -> str:
    """What a list calls it."""
    return f"{row.subject.name}{row.metric.name}（{row.observation.period_name}）"


def findings_of_values(watch: Watch, judged: Iterable[tuple[Standing, bool]]) -> Iterator[Finding]:
    """What a threshold or a jump says of these values. One query more for each 2,000, for the values compared with."""
    for chunk in chunks(judged):
        bases = bases_of(watch, [row for row, _may_raise in chunk]) if watch.kind == "jump" else {}
        for row, may_raise in chunk:
            base = bases.get(row.pk)
            value = Value(parse_code(row.period), row.number, row.metric.unit)
            if watch.kind == "threshold":
                firing = threshold.evaluate(watch.parameters, value)
            else:
                before = Value(parse_code(base.period), base.number, row.metric.unit) if base else None
                firing = jump.evaluate(watch.parameters, value, before)
            yield Finding(
                key=key_of(row),
                period=row.period,
                firing=firing,
                title=title_of(row),
                subject=row.subject_id,
                metric=row.metric_id,
                observation=row.observation_id,
                base=base.observation_id if base else None,
                responsible=row.metric.responsible_id,
                demo=row.demo or (base is not None and base.demo),
                may_raise=may_raise,
            )


def bases_of(watch: Watch, rows: Sequence[Standing]) -> dict[int, Standing]:
    """The value that each is compared with, by the key of its row."""
    wanted: dict[tuple[int, int, str, str], int] = {}
    for row in rows:
        period = jump.base_period(watch.parameters, parse_code(row.period))
        if period is not None:
            wanted[row.subject_id, row.metric_id, row.basis, str(period)] = row.pk
    if not wanted:
        return {}
    found = Standing.objects.filter(
        period__in={key[3] for key in wanted}, metric__in={key[1] for key in wanted}, role=Role.OWN
    )
    subjects = {key[0] for key in wanted}
    if len(subjects) <= 1000:
        found = found.filter(subject__in=subjects)
    keyed = {(each.subject_id, each.metric_id, each.basis, each.period): each for each in found}
    return {pk: keyed[key] for key, pk in wanted.items() if key in keyed}


def findings_of_lateness(
    watch: Watch, today: datetime.date, rows: QuerySet[Standing] | None = None
) -> Iterator[Finding]:
    """What is owed and not there, of every metric and subject for which there was a value before.

    Alerts that are open for earlier periods find that their value has come.
    """
    stands = watched(watch) if rows is None else rows
    stands = stands.filter(metric__formula="", metric__frequency__in=lateness.KINDS_OF_FREQUENCY)
    place = Window(
        RowNumber(),
        partition_by=[F("subject_id"), F("metric_id")],
        order_by=[F("period_end").desc(), F("observation__period_start").asc(), F("pk").desc()],
    )
    last = joined(stands.annotate(place=place).filter(place=1))
    owed = _Owed(watch, today)
    still_open = _open_periods(watch)
    for row in last.iterator(chunk_size=2000):
        key = key_of(row)
        missing = owed.of(row)
        firing = lateness.evaluate(watch.parameters, missing) if missing is not None else None
        named: dict[str, Any] = {
            "key": key,
            "subject": row.subject_id,
            "metric": row.metric_id,
            "responsible": row.metric.responsible_id,
            "demo": row.demo,
        }
        for period in still_open.get(key, ()):
            if parse_code(period).end <= row.period_end:
                yield Finding(period=period, firing=None, title="", **named)
        if firing is not None and missing is not None:
            title = f"{row.subject.name}{row.metric.name}（{chinese(missing.period)}未报）"
            yield Finding(
                period=str(missing.period), firing=firing, title=title, observation=row.observation_id, **named
            )


class _Owed:
    """What is owed by metrics of a frequency today; each is worked out once."""

    def __init__(self, watch: Watch, today: datetime.date) -> None:
        self._grace = int(watch.parameters["grace"])
        self._today = today
        self._known: dict[str, tuple[Period, datetime.date, int | None] | None] = {}

    def of(self, row: Standing) -> Owed | None:
        """What is owed after this last value; None where nothing is, or holidays are not published."""
        frequency = row.metric.frequency
        if frequency not in self._known:
            self._known[frequency] = self._newest_due(frequency)
        found = self._known[frequency]
        if found is None or row.period_end >= found[0].end:
            return None
        period, due, late = found
        return Owed(period, due, late, parse_code(row.period))

    def _newest_due(self, frequency: str) -> tuple[Period, datetime.date, int | None] | None:
        for period in ended_periods(frequency, self._today):
            try:
                due = day_after(period.end, self._grace)
            except CalendarUnknown:
                continue
            if due < self._today:
                return period, due, late_by(due, self._today)
        return None


def _open_periods(watch: Watch) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    if watch.rule is None:
        return found
    rows = Alert.objects.filter(rule=watch.rule, cleared_at=None).exclude(state=AlertState.CLOSED)
    for key, period in rows.values_list("key", "period"):
        found.setdefault(key, []).append(period)
    return found


def findings_of_targets(watch: Watch, facts: Iterable[TargetFact]) -> Iterator[Finding]:
    """What a rule about lights or forecasts says of these targets."""
    metrics, subjects = watch.metrics, watch.subjects
    evaluate = OF_TARGETS[watch.kind]
    for fact in facts:
        if (metrics and fact.metric not in metrics) or (subjects and fact.subject not in subjects):
            continue
        yield Finding(
            key=fact.key[:100],
            period=fact.period,
            firing=evaluate(watch.parameters, fact.state),
            title=fact.title,
            subject=fact.subject,
            metric=fact.metric,
            observation=fact.observation,
            responsible=fact.responsible,
            link=fact.link,
            demo=fact.demo,
            across_periods=True,
        )


def in_force(on: datetime.date) -> Q:
    """The condition that a rule holds on a day."""
    begun = Q(valid_from=None) | Q(valid_from__lte=on)
    return begun & (Q(valid_to=None) | Q(valid_to__gt=on))
