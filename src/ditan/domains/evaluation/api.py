"""Evaluations for programs: the list, and one with its whole text and every number's source."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from ditan.base.api import Error
from ditan.base.reporting.documents.storing import stored
from ditan.domains.evaluation.models import Evaluation
from ditan.domains.evaluation.selectors.evaluations import (
    EvaluationFilters,
    document_now,
    get_evaluation,
    list_evaluations,
)

router = Router()

REFUSALS = {400: Error, 401: Error, 403: Error, 404: Error, 409: Error, 422: Error, 429: Error}
MOST = 200


class EvaluationOut(Schema):
    id: int
    plan: int
    kind: str
    year: int
    edition: int
    title: str
    issuer: str
    number: str
    state: str
    version: int
    changed_at: datetime.datetime


class WholeEvaluationOut(EvaluationOut):
    """`document` is the report in its parts, with notes at their numbers; `digest` that of a final one, else empty."""

    document: dict[str, Any]
    digest: str


class EvaluationQuery(Schema):
    q: str = Field("", max_length=100)
    kind: str = Field("", max_length=8)
    state: str = Field("", max_length=8)
    year: int | None = None
    before: int | None = None


@router.get("", response=list[EvaluationOut], summary="评估报告")
def evaluations(request: HttpRequest, asked: Query[EvaluationQuery]) -> list[dict[str, Any]]:
    """At most 200, newest first; `before` is the smallest id of the page before."""
    filters = EvaluationFilters(q=asked.q, kind=asked.kind, state=asked.state, year=asked.year)
    rows = list_evaluations(request.user, filters).order_by("-pk")
    rows = rows.filter(pk__lt=asked.before) if asked.before is not None else rows
    return [_out(each) for each in rows[:MOST]]


@router.get("/{int:pk}", response={200: WholeEvaluationOut, **REFUSALS}, summary="评估报告全文")
def evaluation(request: HttpRequest, pk: int) -> dict[str, Any]:
    """One, with its whole text: a final one as it was frozen, a draft from the data of now."""
    found = get_evaluation(request.user, pk)
    document = stored(document_now(request.user, found))
    return {**_out(found), "document": document, "digest": "" if found.is_draft else found.snapshot.digest}


def _out(row: Evaluation) -> dict[str, Any]:
    names = ("kind", "year", "edition", "title", "issuer", "number", "state", "version", "changed_at")
    return {"id": row.pk, "plan": row.plan_id, **{name: getattr(row, name) for name in names}}
