"""Assessments for programs: lists, one with its grid, one organisation's sheet, scoring, handing in."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.params.functions import Header

from ditan.base.api import Error
from ditan.base.workflow.rounds.services.repeating import once
from ditan.domains.assessment.models import Assessment
from ditan.domains.assessment.selectors.assessments import (
    AssessmentFilters,
    get_assessment,
    get_cell,
    get_participant,
    list_assessments,
)
from ditan.domains.assessment.selectors.assessments import grid as grid_of
from ditan.domains.assessment.selectors.assessments import sheet as sheet_of
from ditan.domains.assessment.selectors.rubrics import list_rubrics
from ditan.domains.assessment.selectors.scope import sees_all
from ditan.domains.assessment.services import hand_in as hand_in_
from ditan.domains.assessment.services import save_score as save_score_
from ditan.domains.assessment.services.scoring import LONGEST

router = Router()

REFUSALS = {400: Error, 401: Error, 403: Error, 404: Error, 409: Error, 422: Error, 429: Error}
MOST = 200
Key: Any = Header("", alias="Idempotency-Key", description="同一请求重发时用同一个键，平台只办一次并给出同样的答复")


class AssessmentOut(Schema):
    id: int
    title: str
    year: int
    state: str
    rubric: str
    rubric_version: int
    self_due_on: datetime.date | None
    version: int
    demo: bool


class OrganisationOut(Schema):
    """`total` is empty where a line lacks a score; `missing` names it. Before results are shown they are left out."""

    id: int
    name: str
    handed_in: bool
    total: Decimal | None
    grade: str
    place: int | None
    tied: bool
    missing: list[str]


class WholeAssessmentOut(AssessmentOut):
    organisations: list[OrganisationOut]


class LineOut(Schema):
    id: int
    code: str
    name: str
    points: Decimal
    inputs: dict[str, Any]
    asks: list[str]
    self_points: Decimal | None
    review_points: Decimal | None
    final_points: Decimal | None
    working: str
    missing: list[str]
    version: int


class SheetOut(Schema):
    id: int
    organisation: str
    assessment: int
    state: str
    version: int
    lines: list[LineOut]


class RubricOut(Schema):
    id: int
    name: str
    basis: str
    verified: bool
    example: bool
    newest: int | None
    version: int


class AssessmentQuery(Schema):
    words: str = Field("", max_length=100)
    state: str = Field("", max_length=16)
    year: int | None = None


class ScoreIn(Schema):
    """`version` is that of the line as the caller saw it; `inputs` by the names under `asks`."""

    version: int
    inputs: dict[str, str | float | bool] = Field(default_factory=dict)
    text: str = Field("", max_length=LONGEST)


class HandInIn(Schema):
    version: int
    note: str = Field("", max_length=400)


class ScoredOut(Schema):
    id: int
    points: Decimal | None
    working: str
    version: int


class HandedInOut(Schema):
    id: int
    version: int


@router.get("", response=list[AssessmentOut], summary="考核")
def assessments(request: HttpRequest, asked: Query[AssessmentQuery]) -> list[dict[str, Any]]:
    """At most 200, the newest first."""
    filters = AssessmentFilters(asked.words, asked.state, asked.year)
    return [_line(each) for each in list_assessments(request.user, filters)[:MOST]]


@router.get("/rubrics", response=list[RubricOut], summary="评分细则")
def rubrics(request: HttpRequest) -> list[Any]:
    return list(list_rubrics(request.user)[:MOST])


@router.get("/sheets/{pk}", response={200: SheetOut, **REFUSALS}, summary="一家单位的考核表")
def sheet(request: HttpRequest, pk: int) -> dict[str, Any]:
    participant = get_participant(request.user, pk)
    found = sheet_of(request.user, participant)
    return {
        "id": pk,
        "organisation": participant.organisation_name,
        "assessment": participant.assessment_id,
        "state": participant.assessment.state,
        "version": participant.version,
        "lines": [
            {
                "id": row.cell.pk,
                "code": row.line.code,
                "name": row.line.name,
                "points": row.line.points,
                "inputs": row.cell.inputs if found.shows_found or row.cell.stage == "self" else {},
                "asks": [each.name for each in row.asks],
                "self_points": row.cell.self_points,
                "review_points": row.cell.review_points if found.shows_found else None,
                "final_points": row.cell.final_points if found.shows_found else None,
                "working": row.cell.working if found.shows_found or row.cell.stage == "self" else "",
                "missing": row.cell.missing,
                "version": row.cell.version,
            }
            for row in found.lines
        ],
    }


@router.post("/lines/{pk}/score", response={200: ScoredOut, **REFUSALS}, summary="给一项评分")
def save_score(request: HttpRequest, pk: int, body: ScoreIn, key: str = Key) -> dict[str, Any]:
    cell = get_cell(request.user, pk)

    def act() -> dict[str, Any]:
        done = save_score_(user=request.user, cell=cell, version=body.version, inputs=body.inputs, text=body.text)
        points = None if done.points is None else str(done.points)
        return {"id": pk, "points": points, "working": done.working, "version": done.version}

    return once(user=request.user, key=key, request=["score", pk, body.model_dump(mode="json")], act=act)


@router.post("/sheets/{pk}/hand-in", response={200: HandedInOut, **REFUSALS}, summary="提交自评")
def hand_in(request: HttpRequest, pk: int, body: HandInIn, key: str = Key) -> dict[str, Any]:
    participant = get_participant(request.user, pk)

    def act() -> dict[str, Any]:
        done = hand_in_(user=request.user, participant=participant, version=body.version, note=body.note)
        return {"id": pk, "version": done.version}

    return once(user=request.user, key=key, request=["hand_in", pk, body.model_dump(mode="json")], act=act)


@router.get("/{pk}", response={200: WholeAssessmentOut, **REFUSALS}, summary="一次考核")
def assessment(request: HttpRequest, pk: int) -> dict[str, Any]:
    found = get_assessment(request.user, pk)
    shown = found.is_published or sees_all(request.user)
    whole = sees_all(request.user)
    return {
        **_line(found),
        "organisations": [
            {
                "id": row.participant.pk,
                "name": row.participant.organisation_name,
                "handed_in": row.participant.handed_in_at is not None,
                "total": row.sheet.total if shown else None,
                "grade": row.sheet.grade if shown else "",
                "place": row.place.place if whole else None,
                "tied": row.place.tied if whole else False,
                "missing": list(row.sheet.missing) if shown else [],
            }
            for row in grid_of(request.user, found).rows
        ],
    }


def _line(each: Assessment) -> dict[str, Any]:
    return {
        "id": each.pk,
        "title": each.title,
        "year": each.year,
        "state": each.state,
        "rubric": each.rubric_version.name,
        "rubric_version": each.rubric_version.number,
        "self_due_on": each.self_due_on,
        "version": each.version,
        "demo": each.demo,
    }
