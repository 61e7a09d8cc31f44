"""When rules are asked: as values are recorded, as targets move, every hour, and when a rule is switched on."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from ditan.base.alerts.clocks import set_clock
from ditan.base.alerts.models import Alert, AlertRule, AlertRuleVersion, AlertState, AlertStep
from ditan.base.alerts.series import TargetFact, all_facts
from ditan.base.alerts.services.deeds import step_of
from ditan.base.alerts.services.settling import Finding, settle
from ditan.base.alerts.services.telling import coordinators, handlers_of, tell, tell_raised
from ditan.base.alerts.services.watching import (
    Watch,
    findings_of_lateness,
    findings_of_targets,
    findings_of_values,
    in_force,
    joined,
    newest,
    standings_to_judge,
    touched_by,
    watched,
    within,
)
from ditan.base.records.models import Observation
from ditan.base.records.services.keys import chunks
from ditan.core.alerts import ABOUT_TARGETS, ABOUT_VALUES
from ditan.core.machines import ALERT, AlertContext
from ditan.core.periods import parse_code

AT_ONCE = 2000
"""So many rows are read at a time."""


def on_values(observations: Sequence[Observation]) -> None:
    """Judge values that stand anew. Called by records, in the transaction that recorded them.

    Without a rule that watches values this is one query.
    """
    for rule in active_rules((*ABOUT_VALUES, "lateness")):
        watch_of = Watch.of(rule)
        if rule.kind == "lateness":
            touched = touched_by(watch_of, observations)
            if touched:
                _came(rule, touched)
            continue
        _settle(rule, findings_of_values(watch_of, standings_to_judge(watch_of, observations)))


def _came(rule: AlertRule, touched: Sequence[Observation]) -> None:
    """An open alert about a value that was missing sees it come."""
    late = Alert.objects.filter(rule=rule, cleared_at=None).exclude(state=AlertState.CLOSED)
    ends = {
        (each.subject_id, each.metric_id): each.period_end for each in sorted(touched, key=lambda row: row.period_end)
    }
    subjects = {key[0] for key in ends}
    rows = [
        alert
        for alert in late.select_related("metric")
        if alert.subject_id in subjects
        and (end := ends.get((alert.subject_id or 0, alert.metric_id or 0))) is not None
        and parse_code(alert.period).end <= end
    ]
    _settle(rule, (Finding(key=each.key, period=each.period, firing=None, title="") for each in rows))


def on_targets(facts: Iterable[TargetFact]) -> dict[str, set[int]]:
    """Judge targets that have just moved. For domains, in the transaction that moved them.

    Gives whom a rule about lights told of which target, so that nobody is told the same a second time.
    """
    given = list(facts)
    told: dict[str, set[int]] = {}
    for rule in active_rules(ABOUT_TARGETS, on=timezone.localdate()):
        _settle(rule, findings_of_targets(Watch.of(rule), given), told if rule.kind == "light" else None)
    return told


@transaction.atomic
def judge_rule(rule: AlertRule, today: datetime.date | None = None) -> int:
    """Judge all that a rule watches, as when it was switched on; gives how many things it looked at."""
    day = today or timezone.localdate()
    return _settle(rule, findings_now(Watch.of(rule), day))


def findings_now(watch: Watch, today: datetime.date) -> Iterator[Finding]:
    """What the rule says of everything that it watches."""
    if watch.kind in ABOUT_TARGETS:
        return findings_of_targets(watch, all_facts())
    if watch.kind == "lateness":
        return findings_of_lateness(watch, today)
    rows = within(watch, joined(newest(watched(watch))).iterator(chunk_size=AT_ONCE))
    return findings_of_values(watch, ((row, True) for row in rows))


def watch(today: datetime.date | None = None) -> dict[str, int]:
    """What time alone brings: values that are late, silences that end, steps that take too long; and all targets once
    more. Run it as often as one likes."""
    day = today or timezone.localdate()
    judged = sum(judge_rule(rule, day) for rule in active_rules(("lateness", *ABOUT_TARGETS), on=day))
    return {"judged": judged, "unmuted": end_silences(day), "overdue": note_overdue(day)}


@transaction.atomic
def end_silences(today: datetime.date) -> int:
    """Alerts whose silence is over begin anew."""
    rows = Alert.objects.filter(state=AlertState.MUTED, muted_until__lt=today).select_for_update(of=("self",))
    ended = list(rows.select_related("rule"))
    for alert in ended:
        unmuted(alert, today)
    tell_raised(ended, [])
    return len(ended)


def unmuted(alert: Alert, today: datetime.date, *, by: object = None, why: str = "") -> None:
    """The alert waits for its signature again. Stores it and its step."""
    before = alert.state
    alert.state = ALERT.apply(before, "unmute", AlertContext())
    alert.muted_until, alert.muted_why = None, ""
    alert.version += 1
    set_clock(alert, alert.rule.clocks, today)
    alert.save()
    step_of(alert, "unmute", before=before, text=why, user=by).save()


@transaction.atomic
def note_overdue(today: datetime.date) -> int:
    """Steps that take longer than their clock: said once in the alert's history, told once. Gives how many."""
    said = AlertStep.objects.filter(alert=OuterRef("pk"), step="overdue", due_on=OuterRef("due_on"))
    open_ones = Alert.objects.exclude(state__in=(AlertState.CLOSED, AlertState.MUTED))
    late = open_ones.filter(due_on__lt=today).exclude(Exists(said)).select_related("responsible", "handler")
    rows = list(late.select_for_update(of=("self",)).order_by("pk"))
    office = coordinators() if rows else []
    AlertStep.objects.bulk_create(
        [step_of(each, "overdue", before=each.state, due=each.due_on, today=today) for each in rows]
    )
    for each in rows:
        tell("overdue", each, [*handlers_of(each), *office])
    return len(rows)


def active_rules(kinds: Sequence[str], on: datetime.date | None = None) -> list[AlertRule]:
    """Rules of these kinds that are switched on, with what they watch; with a day, those that hold on it."""
    rows = AlertRule.objects.filter(is_active=True, kind__in=kinds)
    if on is not None:
        rows = rows.filter(in_force(on))
    return list(rows.prefetch_related("metrics", "subjects").order_by("pk"))


def _settle(rule: AlertRule, findings: Iterable[Finding], told: dict[str, set[int]] | None = None) -> int:
    """Settle so many at a time; gives how many there were. Who was told is added to `told`."""
    version: AlertRuleVersion | None = None
    number = 0
    for batch in chunks(findings):
        version = version or _version_of(rule)
        done = settle(rule, version, batch)
        number += len(batch)
        if told is not None:
            for key, people in done.told.items():
                told[key] = told.get(key, set()) | people
    return number


def _version_of(rule: AlertRule) -> AlertRuleVersion:
    return AlertRuleVersion.objects.get(rule=rule, version=rule.version)
