"""Alerts for programs: lists, one alert with its steps, and the steps. Writes may carry an `Idempotency-Key`."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.params.functions import Header

from ditan.base.alerts.models import Alert
from ditan.base.alerts.selectors.alerts import OPEN, AlertFilters, get_alert, list_alerts
from ditan.base.alerts.selectors.detail import step_label
from ditan.base.alerts.selectors.rules import list_rules
from ditan.base.alerts.services.handling import LONGEST, take_step
from ditan.base.api import Error
from ditan.base.workflow.rounds.services.repeating import once

router = Router()

REFUSALS = {400: Error, 401: Error, 403: Error, 404: Error, 409: Error, 422: Error, 429: Error}
MOST = 200
Key: Any = Header("", alias="Idempotency-Key", description="同一请求重发时用同一个键，平台只办一次并给出同样的答复")


class AlertOut(Schema):
    id: int
    level: str
    state: str
    kind: str
    title: str
    sentence: str
    period: str
    responsible: str
    raised_at: datetime.datetime
    due_on: datetime.date | None
    cleared_at: datetime.datetime | None
    muted_until: datetime.date | None
    rule: int
    version: int
    demo: bool


class FigureOut(Schema):
    role: str
    label: str
    text: str
    unit: str
    period: str


class StepOut(Schema):
    step: str
    label: str
    before: str
    after: str
    level: str
    text: str
    late: bool
    by: str
    at: datetime.datetime


class WholeAlertOut(AlertOut):
    """With the numbers that fired, the version of the rule that raised it, and all that happened."""

    figures: list[FigureOut]
    rule_version: int
    measure: str
    outcome: str
    steps: list[StepOut]


class RuleOut(Schema):
    id: int
    name: str
    kind: str
    parameters: dict[str, Any]
    basis: str
    verified: bool
    is_active: bool
    version: int
    open_alerts: int


class AlertQuery(Schema):
    """`state` is a state, `open` (what it is without one), `mine`, `overdue`, or empty for all."""

    words: str = Field("", max_length=100)
    level: str = Field("", max_length=8)
    state: str = Field(OPEN, max_length=16)
    kind: str = Field("", max_length=12)
    before: int | None = None


class StepIn(Schema):
    """`version` is that of the alert as the caller saw it; `text` the measure, the outcome or the reason."""

    version: int
    text: str = Field("", max_length=LONGEST)


class MuteIn(StepIn):
    until: datetime.date | None = None


class TakenOut(Schema):
    id: int
    state: str
    version: int
    due_on: datetime.date | None


@router.get("", response=list[AlertOut], summary="预警")
def alerts(request: HttpRequest, asked: Query[AlertQuery]) -> list[dict[str, Any]]:
    """At most 200, newest first; `before` is the smallest id of the page before."""
    filters = AlertFilters(words=asked.words, level=asked.level, state=asked.state, kind=asked.kind)
    rows = list_alerts(request.user, filters).order_by("-pk")
    rows = rows.filter(pk__lt=asked.before) if asked.before is not None else rows
    return [_line(each) for each in rows[:MOST]]


@router.get("/rules", response=list[RuleOut], summary="预警规则")
def rules(request: HttpRequest) -> list[Any]:
    return list(list_rules(request.user)[:MOST])


@router.get("/{pk}", response={200: WholeAlertOut, **REFUSALS}, summary="一条预警")
def alert(request: HttpRequest, pk: int) -> dict[str, Any]:
    found = get_alert(request.user, pk)
    return {
        **_line(found),
        "figures": found.figures,
        "rule_version": found.fired_version.version,
        "measure": found.measure,
        "outcome": found.outcome,
        "steps": [
            {
                "step": each.step,
                "label": step_label(each.step),
                "before": each.before,
                "after": each.after,
                "level": each.level,
                "text": each.text,
                "late": each.late,
                "by": each.by_name,
                "at": each.at,
            }
            for each in found.steps.order_by("pk")
        ],
    }


@router.post("/{pk}/acknowledge", response={200: TakenOut, **REFUSALS}, summary="签收预警")
def acknowledge(request: HttpRequest, pk: int, body: StepIn, key: str = Key) -> dict[str, Any]:
    return _taken(request, pk, "acknowledge", body, key)


@router.post("/{pk}/dispose", response={200: TakenOut, **REFUSALS}, summary="处置预警")
def dispose(request: HttpRequest, pk: int, body: StepIn, key: str = Key) -> dict[str, Any]:
    return _taken(request, pk, "dispose", body, key)


@router.post("/{pk}/report", response={200: TakenOut, **REFUSALS}, summary="反馈预警")
def report(request: HttpRequest, pk: int, body: StepIn, key: str = Key) -> dict[str, Any]:
    return _taken(request, pk, "report", body, key)


@router.post("/{pk}/check", response={200: TakenOut, **REFUSALS}, summary="预警复核通过")
def check(request: HttpRequest, pk: int, body: StepIn, key: str = Key) -> dict[str, Any]:
    return _taken(request, pk, "check", body, key)


@router.post("/{pk}/send-back", response={200: TakenOut, **REFUSALS}, summary="预警复核退回")
def send_back(request: HttpRequest, pk: int, body: StepIn, key: str = Key) -> dict[str, Any]:
    return _taken(request, pk, "send_back", body, key)


@router.post("/{pk}/close", response={200: TakenOut, **REFUSALS}, summary="预警销号")
def close(request: HttpRequest, pk: int, body: StepIn, key: str = Key) -> dict[str, Any]:
    return _taken(request, pk, "close", body, key)


@router.post("/{pk}/mute", response={200: TakenOut, **REFUSALS}, summary="静默预警")
def mute(request: HttpRequest, pk: int, body: MuteIn, key: str = Key) -> dict[str, Any]:
    return _taken(request, pk, "mute", body, key, until=body.until)


@router.post("/{pk}/unmute", response={200: TakenOut, **REFUSALS}, summary="解除预警静默")
def unmute(request: HttpRequest, pk: int, body: StepIn, key: str = Key) -> dict[str, Any]:
    return _taken(request, pk, "unmute", body, key)


def _taken(
    request: HttpRequest, pk: int, step: str, body: StepIn, key: str, until: datetime.date | None = None
) -> dict[str, Any]:
    found = get_alert(request.user, pk)

    def act() -> dict[str, Any]:
        done = take_step(user=request.user, alert=found, step=step, version=body.version, text=body.text, until=until)
        due = done.due_on.isoformat() if done.due_on else None
        return {"id": pk, "state": done.state, "version": done.version, "due_on": due}

    return once(user=request.user, key=key, request=[step, pk, body.model_dump(mode="json")], act=act)


def _line(each: Alert) -> dict[str, Any]:
    return {
        "id": each.pk,
        "level": each.level,
        "state": each.state,
        "kind": each.kind,
        "title": each.title,
        "sentence": each.sentence,
        "period": each.period,
        "responsible": each.responsible.name if each.responsible else "",
        "raised_at": each.raised_at,
        "due_on": each.due_on,
        "cleared_at": each.cleared_at,
        "muted_until": each.muted_until,
        "rule": each.rule_id,
        "version": each.version,
        "demo": each.demo,
    }
