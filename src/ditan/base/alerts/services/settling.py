"""From what a rule finds to alerts: new ones, graver ones, those whose cause is gone. Doing it twice changes nothing."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.alerts.clocks import set_clock
from ditan.base.alerts.models import Alert, AlertRule, AlertRuleVersion, AlertState, AlertStep
from ditan.base.alerts.services.deeds import note_rule, step_of
from ditan.base.alerts.services.telling import tell_raised
from ditan.base.records.services.keys import chunks
from ditan.core.alerts import RANK, Firing, Level, is_worse


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of one thing that it watches, now.

    Parameters
    ----------
    key, period
        What is watched, and for which period.
    firing
        None where the rule does not fire.
    may_raise
        Whether a new alert may come of it: of old periods only what is open already follows.
    across_periods
        Whether an alert that is open for another period stands for this one too (targets).
    """

    key: str
    period: str
    firing: Firing | None
    title: str
    subject: int | None = None
    metric: int | None = None
    observation: int | None = None
    base: int | None = None
    responsible: int | None = None
    link: str = ""
    demo: bool = False
    may_raise: bool = True
    across_periods: bool = False


@dataclass(slots=True)
class Settled:
    """What came of it."""

    raised: list[Alert] = field(default_factory=list)
    escalated: list[Alert] = field(default_factory=list)
    changed: list[Alert] = field(default_factory=list)
    steps: list[AlertStep] = field(default_factory=list)
    told: dict[str, set[int]] = field(default_factory=dict)
    """Who was told, by what the alert is about."""


@transaction.atomic
def settle(rule: AlertRule, version: AlertRuleVersion, findings: Sequence[Finding]) -> Settled:
    """Bring the alerts of one rule in line with its findings. A few statements, however many findings.

    A finding never opens a second alert while one is open. After one was closed, only a new period or a graver level
    opens another. A graver level makes the open alert graver, and ends its silence.
    """
    today = timezone.localdate()
    known = _Known.of(rule, findings)
    done = Settled()
    for each in findings:
        alert = known.open_for(each)
        if alert is None:
            if each.firing is not None and each.may_raise and known.is_new(each):
                fresh = _raised(rule, version, each, known.silence_of(each), today)
                known.remember(fresh)
                done.raised.append(fresh)
        elif each.firing is None:
            _clear(alert, done)
        elif is_worse(each.firing.level, Level(alert.level)):
            _escalate(rule, version, alert, each, each.firing, today, done)
        else:
            _renew(alert, each, each.firing, done)
    _store(rule, done)
    return done


@dataclass(slots=True)
class _Known:
    """Alerts of the rule about what the findings speak of."""

    open: dict[tuple[str, str], Alert] = field(default_factory=dict)
    by_key: dict[str, Alert] = field(default_factory=dict)
    closed: dict[tuple[str, str], int] = field(default_factory=dict)
    silent: dict[str, Alert] = field(default_factory=dict)

    @classmethod
    def of(cls, rule: AlertRule, findings: Sequence[Finding]) -> _Known:
        known = cls()
        today = timezone.localdate()
        for chunk in chunks(sorted({each.key for each in findings})):
            rows = Alert.objects.filter(rule=rule, key__in=chunk)
            for alert in rows.exclude(state=AlertState.CLOSED).select_for_update(of=("self",)).order_by("pk"):
                known.remember(alert)
                if alert.state == AlertState.MUTED and alert.muted_until and alert.muted_until >= today:
                    known.silent[alert.key] = alert
            closed = rows.filter(state=AlertState.CLOSED).order_by("pk").values_list("key", "period", "rank")
            known.closed |= {(key, period): rank for key, period, rank in closed}
        return known

    def remember(self, alert: Alert) -> None:
        self.open[alert.key, alert.period] = alert
        self.by_key[alert.key] = alert

    def open_for(self, finding: Finding) -> Alert | None:
        exact = self.open.get((finding.key, finding.period))
        return exact or (self.by_key.get(finding.key) if finding.across_periods else None)

    def is_new(self, finding: Finding) -> bool:
        """Whether no alert of this period was closed, or only milder ones."""
        closed = self.closed.get((finding.key, finding.period))
        return closed is None or (finding.firing is not None and RANK[finding.firing.level] > closed)

    def silence_of(self, finding: Finding) -> Alert | None:
        """The muted alert of an earlier period whose silence covers this finding: a graver one breaks it."""
        muted = self.silent.get(finding.key)
        if muted is None or finding.firing is None or RANK[finding.firing.level] > muted.rank:
            return None
        return muted


def _raised(
    rule: AlertRule, version: AlertRuleVersion, finding: Finding, muted: Alert | None, today: datetime.date
) -> Alert:
    assert finding.firing is not None
    alert = Alert(
        rule=rule,
        fired_version=version,
        kind=rule.kind,
        key=finding.key,
        period=finding.period,
        title=finding.title[:300],
        subject_id=finding.subject,
        metric_id=finding.metric,
        responsible_id=rule.responsible_id or finding.responsible,
        link=finding.link,
        raised_at=timezone.now(),
    )
    _take_over(alert, finding, finding.firing)
    alert.raise_to(finding.firing.level)
    if muted is not None:
        alert.state, alert.muted_until, alert.muted_why = AlertState.MUTED, muted.muted_until, muted.muted_why
    set_clock(alert, rule.clocks, today)
    return alert


def _take_over(alert: Alert, finding: Finding, firing: Firing) -> None:
    """The numbers that fired, as they are now."""
    alert.sentence = firing.sentence
    alert.figures = [asdict(figure) for figure in firing.figures]
    alert.observation_id, alert.base_id = finding.observation, finding.base
    alert.demo = finding.demo


def _clear(alert: Alert, done: Settled) -> None:
    if alert.cleared_at is None:
        alert.cleared_at = timezone.now()
        done.steps.append(step_of(alert, "cleared", before=alert.state, text=_("按现有数据不再符合报警条件")))
        done.changed.append(alert)


def _escalate(
    rule: AlertRule,
    version: AlertRuleVersion,
    alert: Alert,
    finding: Finding,
    firing: Firing,
    today: datetime.date,
    done: Settled,
) -> None:
    before = alert.state
    alert.raise_to(firing.level)
    _take_over(alert, finding, firing)
    alert.fired_version, alert.cleared_at = version, None
    if alert.state == AlertState.MUTED:
        alert.state, alert.muted_until, alert.muted_why = AlertState.TRIGGERED, None, ""
        set_clock(alert, rule.clocks, today)
    alert.version += 1
    done.steps.append(step_of(alert, "escalated", before=before, text=firing.sentence))
    done.escalated.append(alert)


def _renew(alert: Alert, finding: Finding, firing: Firing, done: Settled) -> None:
    """The same level with other numbers, or once more after its cause was gone."""
    again = alert.cleared_at is not None
    if not again and alert.sentence == firing.sentence:
        return
    _take_over(alert, finding, firing)
    alert.cleared_at = None
    done.steps.append(step_of(alert, "fired_again" if again else "renewed", before=alert.state, text=firing.sentence))
    done.changed.append(alert)


def _store(rule: AlertRule, done: Settled) -> None:
    done.raised = _created(done.raised)
    for alert in done.raised:
        done.steps.append(step_of(alert, "fired", text=alert.sentence))
        if alert.state == AlertState.MUTED:
            why = _("同一对象静默期内：%s") % alert.muted_why
            done.steps.append(step_of(alert, "mute", before=AlertState.TRIGGERED, text=why))
    for alert in (*done.escalated, *done.changed):
        alert.save()
    AlertStep.objects.bulk_create(done.steps, batch_size=500)
    if done.raised or done.escalated:
        counts: dict[str, Any] = {"raised": len(done.raised), "escalated": len(done.escalated)}
        first = (*done.raised, *done.escalated)[0]
        note_rule("raised", None, rule, after=counts | {"first": f"{first.pk} {first.title}"})
        done.told = tell_raised(done.raised, done.escalated)


def _created(alerts: list[Alert]) -> list[Alert]:
    """Stored; where somebody else raised one of them in between, hers stands."""
    try:
        with transaction.atomic():
            return list(Alert.objects.bulk_create(alerts, batch_size=500))
    except IntegrityError:
        kept = []
        for alert in alerts:
            try:
                with transaction.atomic():
                    alert.pk = None
                    alert.save(force_insert=True)
            except IntegrityError:
                continue
            kept.append(alert)
        return kept
