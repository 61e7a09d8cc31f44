"""Reporting for programs: what is owed, a sheet, its cells, handing it in. Writes may carry an `Idempotency-Key`."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema
from ninja.params.functions import Header

from ditan.base.api import Error
from ditan.base.workflow.models import Assignment
from ditan.base.workflow.rounds import selectors
from ditan.base.workflow.rounds.past import periods_of
from ditan.base.workflow.rounds.services.filling import Typed, save_cells
from ditan.base.workflow.rounds.services.handing_in import take_step
from ditan.base.workflow.rounds.services.repeating import once

router = Router()

REFUSALS = {400: Error, 401: Error, 403: Error, 404: Error, 409: Error, 422: Error, 429: Error}
MOST = 200
Key: Any = Header("", alias="Idempotency-Key", description="同一请求重发时用同一个键，平台只办一次并给出同样的答复")


class RoundOut(Schema):
    id: int
    title: str
    period: str
    period_name: str
    state: str
    opens_on: datetime.date
    due_on: datetime.date


class SheetOut(Schema):
    """What an organisation owes or has handed in."""

    id: int
    round: int
    title: str
    period: str
    organisation: str
    subject: str
    state: str
    version: int
    due_on: datetime.date
    late: bool
    filled: int
    total: int


class RemarkOut(Schema):
    level: str
    text: str
    explained: bool


class CellOut(Schema):
    """A cell; `id` names it when it is written."""

    id: int
    code: str
    name: str
    unit: str
    required: bool
    state: str
    reported: str
    number: float | None
    note: str
    version: int
    last: str | None
    year_ago: str | None
    remarks: list[RemarkOut]


class WholeSheetOut(SheetOut):
    cells: list[CellOut]


class CellIn(Schema):
    """A cell to write, as the caller saw it: `version` is that of the cell. What is left out stays."""

    id: int
    version: int
    reported: str | None = Field(None, max_length=400)
    note: str | None = Field(None, max_length=2000)
    verified: bool = False


class CellsIn(Schema):
    cells: list[CellIn] = Field([], max_length=1000)


class WrittenOut(Schema):
    """What became of a cell: `saved`, `same`, `refused` or `conflict`."""

    id: int
    outcome: str
    message: str
    version: int


class CellsOut(Schema):
    cells: list[WrittenOut]


class StepIn(Schema):
    version: int


class StepOut(Schema):
    id: int
    state: str
    version: int
    late: bool


@router.get("/rounds", response=list[RoundOut], summary="填报轮次")
def rounds(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {
            "id": each.pk,
            "title": each.title,
            "period": each.period,
            "period_name": periods_of(each.period).now_name,
            "state": each.state,
            "opens_on": each.opens_on,
            "due_on": each.due_on,
        }
        for each in selectors.list_rounds(request.user)[:MOST]
    ]


@router.get("/sheets", response=list[SheetOut], summary="我的填报")
def my_sheets(request: HttpRequest) -> list[dict[str, Any]]:
    return [_line(each) for each in selectors.my_assignments(request.user)[:MOST]]


@router.get("/sheets/{pk}", response={200: WholeSheetOut, **REFUSALS}, summary="一份填报表")
def sheet(request: HttpRequest, pk: int) -> dict[str, Any]:
    return _whole(request, pk)


@router.put("/sheets/{pk}/cells", response={200: CellsOut, **REFUSALS}, summary="保存填报值")
def save(request: HttpRequest, pk: int, body: CellsIn, key: str = Key) -> dict[str, Any]:
    assignment = selectors.get_assignment(request.user, pk)
    typed = [Typed(each.id, each.version, each.reported, each.note, each.verified) for each in body.cells]

    def act() -> dict[str, Any]:
        written = save_cells(user=request.user, assignment=assignment, typed=typed)
        return {
            "cells": [
                {
                    "id": each.asked,
                    "outcome": each.outcome,
                    "message": each.message,
                    "version": each.cell.version if each.cell else 0,
                }
                for each in written
            ]
        }

    return once(user=request.user, key=key, request=["save", pk, body.dict()], act=act)


@router.post("/sheets/{pk}/submit", response={200: StepOut, **REFUSALS}, summary="提交填报表")
def submit(request: HttpRequest, pk: int, body: StepIn, key: str = Key) -> dict[str, Any]:
    assignment = selectors.get_assignment(request.user, pk)

    def act() -> dict[str, Any]:
        done = take_step(user=request.user, assignment=assignment, step="submit", version=body.version)
        return {"id": pk, "state": done.state, "version": done.version, "late": done.late}

    return once(user=request.user, key=key, request=["submit", pk, body.dict()], act=act)


def _line(each: Assignment) -> dict[str, Any]:
    return {
        "id": each.pk,
        "round": each.round_id,
        "title": each.round.title,
        "period": each.round.period,
        "organisation": each.organisation.name,
        "subject": each.subject.name,
        "state": each.submission.state,
        "version": each.submission.version,
        "due_on": each.last_day,
        "late": each.submission.late,
        "filled": each.filled,  # type: ignore[attr-defined]
        "total": each.cells,  # type: ignore[attr-defined]
    }


def _whole(request: HttpRequest, pk: int) -> dict[str, Any]:
    assignment = selectors.get_assignment(request.user, pk)
    found = selectors.sheet_of(request.user, assignment)
    return {
        **_line(assignment),
        "cells": [
            {
                "id": row.cell.asked_id,
                "code": row.metric.code,
                "name": row.metric.name,
                "unit": row.cell.unit,
                "required": row.cell.asked.required,
                "state": row.cell.state,
                "reported": row.cell.reported,
                "number": row.cell.number,
                "note": row.cell.note,
                "version": row.cell.version,
                "last": row.last.shown if row.last else None,
                "year_ago": row.year_ago.shown if row.year_ago else None,
                "remarks": [
                    {"level": each.level, "text": each.text, "explained": each.explained} for each in row.remarks
                ],
            }
            for row in found.rows
        ],
    }
