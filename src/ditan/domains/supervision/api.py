"""Matters for programs: lists, one matter with its steps, progress, and the steps of receivers and reviewers. Writes may
carry an `Idempotency-Key`."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema
from ninja.params.functions import Header

from ditan.base.api import Error
from ditan.base.workflow.rounds.services.repeating import once
from ditan.core.machines import MATTER
from ditan.domains.supervision.access import RECEIVER_STEPS, REVIEW_STEPS
from ditan.domains.supervision.models import Matter
from ditan.domains.supervision.selectors.matters import OPEN, MatterFilters, get_matter, list_matters
from ditan.domains.supervision.selectors.page import step_label
from ditan.domains.supervision.selectors.standing import fact_of
from ditan.domains.supervision.services import report_progress, take_step
from ditan.domains.supervision.services.deeds import LONGEST

router = Router()

REFUSALS = {400: Error, 401: Error, 403: Error, 404: Error, 409: Error, 422: Error, 429: Error}
MOST = 200
Key: Any = Header("", alias="Idempotency-Key", description="同一请求重发时用同一个键，平台只办一次并给出同样的答复")


class MatterOut(Schema):
    """A matter. `late_days` are working days, null where holidays are not published; `percent` is what was reported."""

    id: int
    number: str
    title: str
    kind: str
    state: str
    state_label: str
    organisation: str
    due_on: datetime.date | None
    light: str
    late_days: int | None
    weight: Decimal
    percent: int | None
    claims_completion: bool
    hung_on: datetime.date | None
    parent: int | None
    measure: int | None
    version: int
    demo: bool


class MatterStepOut(Schema):
    step: str
    label: str
    before: str
    after: str
    text: str
    late: bool
    late_days: int | None
    by: str
    at: datetime.datetime


class MatterPartOut(Schema):
    organisation: str
    role: str
    state: str


class WholeMatterOut(MatterOut):
    """With its text, who takes part, and all that happened."""

    text: str
    outcome: str
    parts: list[MatterPartOut]
    steps: list[MatterStepOut]


class MatterQuery(Schema):
    """`state` is a state, `open` (what it is without one), `mine`, `overdue`, `soon`, `hung`, or empty for all."""

    words: str = Field("", max_length=100)
    state: str = Field(OPEN, max_length=16)
    organisation: int | None = None
    plan: int | None = None
    before: int | None = None


class MatterStepIn(Schema):
    """`version` is that of the matter as the caller saw it; `text` the outcome, the reason or a remark."""

    version: int
    text: str = Field("", max_length=LONGEST)


class MatterProgressIn(MatterStepIn):
    percent: int | None = None
    period: str = Field("", max_length=24)
    claims_completion: bool = False


class MatterTakenOut(Schema):
    id: int
    state: str
    version: int


@router.get("", response=list[MatterOut], summary="督办事项")
def matters(request: HttpRequest, asked: Query[MatterQuery]) -> list[dict[str, Any]]:
    """At most 200, newest first; `before` is the smallest id of the page before."""
    filters = MatterFilters(words=asked.words, state=asked.state, organisation=asked.organisation, plan=asked.plan)
    rows = list_matters(request.user, filters).order_by("-pk")
    rows = rows.filter(pk__lt=asked.before) if asked.before is not None else rows
    today = timezone.localdate()
    return [_line(each, today) for each in rows[:MOST]]


@router.get("/{pk}", response={200: WholeMatterOut, **REFUSALS}, summary="一项督办")
def matter(request: HttpRequest, pk: int) -> dict[str, Any]:
    found = get_matter(request.user, pk)
    parts = found.parts.select_related("organisation")
    return {
        **_line(found, timezone.localdate()),
        "text": found.text,
        "outcome": found.outcome,
        "parts": [{"organisation": each.organisation.name, "role": each.role, "state": each.state} for each in parts],
        "steps": [
            {
                "step": each.step,
                "label": step_label(each.step),
                "before": each.before,
                "after": each.after,
                "text": each.text,
                "late": each.late,
                "late_days": each.late_days,
                "by": each.by_name,
                "at": each.at,
            }
            for each in found.steps.order_by("pk")
        ],
    }


@router.post("/{pk}/progress", response={200: MatterTakenOut, **REFUSALS}, summary="报送督办进展")
def progress(request: HttpRequest, pk: int, body: MatterProgressIn, key: str = Key) -> dict[str, Any]:
    found = get_matter(request.user, pk)

    def act() -> dict[str, Any]:
        made = report_progress(
            user=request.user,
            matter=found,
            version=body.version,
            text=body.text,
            percent=body.percent,
            period=body.period,
            claims_completion=body.claims_completion,
        )
        return {"id": pk, "state": made.matter.state, "version": made.matter.version}

    return once(user=request.user, key=key, request=["progress", pk, body.model_dump(mode="json")], act=act)


def _taking(step: str) -> Callable[..., dict[str, Any]]:
    def take(request: HttpRequest, pk: int, body: MatterStepIn, key: str = Key) -> dict[str, Any]:
        found = get_matter(request.user, pk)

        def act() -> dict[str, Any]:
            done = take_step(user=request.user, matter=found, step=step, version=body.version, text=body.text)
            return {"id": pk, "state": done.state, "version": done.version}

        return once(user=request.user, key=key, request=[step, pk, body.model_dump(mode="json")], act=act)

    take.__name__ = step
    return take


for _step in (*RECEIVER_STEPS, *REVIEW_STEPS):
    router.post(
        f"/{{pk}}/{_step.replace('_', '-')}",
        response={200: MatterTakenOut, **REFUSALS},
        summary=f"{MATTER.transition(_step).label}督办",
    )(_taking(_step))


def _line(each: Matter, today: datetime.date) -> dict[str, Any]:
    fact = fact_of(each, today)
    return {
        "id": each.pk,
        "number": each.number,
        "title": each.title,
        "kind": each.kind,
        "state": each.state,
        "state_label": fact.state_label,
        "organisation": fact.organisation_name,
        "due_on": each.due_on,
        "light": fact.light,
        "late_days": fact.late_days,
        "weight": each.own_weight,
        "percent": each.percent,
        "claims_completion": each.claims_completion,
        "hung_on": each.hung_on,
        "parent": each.parent_id,
        "measure": each.measure_id,
        "version": each.version,
        "demo": each.demo,
    }
