"""Rows of the log and of an alert's own history."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from ditan.base.alerts.clocks import late_by
from ditan.base.alerts.models import Alert, AlertRule, AlertStep
from ditan.base.audit.services import record
from ditan.base.notices.services.notifying import person_name


def name_of(user: Any) -> str:
    """The person's name, or that of the account; "" for the platform."""
    return person_name(user) if user is not None and user.is_authenticated else ""


def account_of(user: Any) -> Any:
    """The key of the account, None for the platform."""
    return getattr(user, "pk", None)


def step_of(
    alert: Alert,
    step: str,
    *,
    before: str = "",
    text: str = "",
    user: Any = None,
    due: datetime.date | None = None,
    today: datetime.date | None = None,
) -> AlertStep:
    """A step of the alert's history, not stored yet; `due` is the last day that it had."""
    day = today or timezone.localdate()
    late = due is not None and day > due
    return AlertStep(
        alert=alert,
        step=step,
        before=before,
        after=alert.state,
        level=alert.level,
        text=text.strip(),
        due_on=due,
        late=late,
        late_days=late_by(due, day) if late and due else None,
        by_id=account_of(user),
        by_name=name_of(user),
        at=timezone.now(),
    )


def note_alert(act: str, user: Any, alert: Alert, *, before: Any = None, after: Any = None, detail: str = "") -> None:
    """A row of the log about an alert."""
    record(
        act=f"alerts.{act}",
        user=user,
        target_kind="alerts.alert",
        target_key=alert.pk,
        target_name=alert.title,
        before=before,
        after=after,
        detail=detail,
    )


def note_rule(act: str, user: Any, rule: AlertRule, *, before: Any = None, after: Any = None, detail: str = "") -> None:
    """A row of the log about a rule."""
    record(
        act=f"alerts.{act}",
        user=user,
        target_kind="alerts.rule",
        target_key=rule.pk,
        target_name=rule.name,
        before=before,
        after=after,
        detail=detail,
    )
