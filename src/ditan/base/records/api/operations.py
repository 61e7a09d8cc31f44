"""The operations below `/api/records/` that read."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router

from ditan.base.api import Error
from ditan.base.records import selectors
from ditan.base.records.api.schemas import (
    MetricOut,
    MetricsOut,
    SeriesOut,
    StandingOut,
    StandingsOut,
    TraceOut,
    ValueOut,
    metric_out,
    standing_out,
    subject_out,
    trace_out,
    value_out,
)
from ditan.base.records.errors import RecordRefused
from ditan.base.records.models import Subject

router = Router()

MOST = 500
MOST_PAIRS = 10_000
Limit = Annotated[int, Query(ge=1, le=MOST, description="每页条数，最多 500")]
Keys = Annotated[list[int], Query(max_length=MOST)]
REFUSALS = {401: Error, 403: Error, 404: Error, 422: Error, 429: Error}


class BadCursor(RecordRefused):
    """`after` is not what an earlier answer gave as `next`."""

    code = "bad_cursor"
    status = 422


class TooMuch(RecordRefused):
    code = "too_much"
    status = 422


@router.get("/metrics", response={200: MetricsOut, **REFUSALS}, summary="统计指标")
def metrics(
    request: HttpRequest,
    q: str = "",
    limit: Limit = 100,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> dict[str, Any]:
    """Metrics in use, by name."""
    rows = selectors.metrics(request.user, selectors.MetricFilters(q=q))
    return {"total": rows.count(), "items": [metric_out(row) for row in rows[offset : offset + limit]]}


@router.get("/metrics/{int:pk}", response={200: MetricOut, **REFUSALS}, summary="一个统计指标")
def metric(request: HttpRequest, pk: int) -> dict[str, Any]:
    return metric_out(selectors.get_metric(request.user, pk))


@router.get("/observations", response={200: StandingsOut, **REFUSALS}, summary="现行值，最近的报告期在前")
def observations(
    request: HttpRequest,
    subject: int | None = None,
    metric: int | None = None,
    year: Annotated[int | None, Query(ge=1900, le=2200)] = None,
    status: str = "",
    origin: str = "",
    role: str = "",
    contested: bool | None = None,
    after: Annotated[str, Query(max_length=40, description="上一页答复中的 next")] = "",
    limit: Limit = 100,
) -> dict[str, Any]:
    """Standing values; a page costs the same however far one has read."""
    filters = selectors.ObservationFilters(
        subject=subject, metric=metric, year=year, status=status, origin=origin, role=role, contested=contested
    )
    rows = selectors.observations(request.user, filters)
    if after:
        day, key = _cursor(after)
        rows = rows.filter(Q(period_end__lt=day) | Q(period_end=day, pk__lt=key))
    found = list(rows[: limit + 1])
    shown = found[:limit]
    more = f"{shown[-1].period_end.isoformat()},{shown[-1].pk}" if len(found) > limit else ""
    return {"items": [standing_out(row) for row in shown], "next": more}


@router.get("/observations/{int:pk}", response={200: ValueOut, **REFUSALS}, summary="一个值的一个版本")
def observation(request: HttpRequest, pk: int) -> dict[str, Any]:
    return value_out(selectors.get_observation(request.user, pk))


@router.get("/observations/{int:pk}/trace", response={200: TraceOut, **REFUSALS}, summary="值的来历，直到原报数据")
def trace(request: HttpRequest, pk: int) -> dict[str, Any]:
    found = selectors.get_observation(request.user, pk)
    return trace_out(selectors.trace(request.user, found))


@router.get("/series", response={200: SeriesOut, **REFUSALS}, summary="一个对象一个指标的数据系列，含历次版本")
def series(request: HttpRequest, subject: int, metric: int, basis: str = "") -> dict[str, Any]:
    whom = selectors.get_subject(request.user, subject)
    what = selectors.get_metric(request.user, metric)
    found = selectors.series(request.user, whom, what, basis)
    beside = selectors.benchmarks(request.user, what, found.basis, whom)
    for point in found.points:
        for row in point.versions:
            row.subject = whom
    return {
        "subject": subject_out(whom),
        "metric": metric_out(what),
        "basis": found.basis,
        "points": [
            {"value": standing_out(point.standing), "earlier": [value_out(row) for row in point.earlier]}
            for point in found.points
        ],
        "benchmarks": [standing_out(row) for row in beside],
    }


@router.get("/latest", response={200: list[StandingOut], **REFUSALS}, summary="多个对象、多个指标的最新值")
def latest(
    request: HttpRequest,
    subject: Keys,
    metric: Keys,
    basis: str = "",
) -> list[dict[str, Any]]:
    """The newest standing value of each pair that has one."""
    if len(subject) * len(metric) > MOST_PAIRS:
        raise TooMuch(
            _("一次最多问 %(most)d 对“对象×指标”，收到 %(found)d 对；请分几次查询。")
            % {"most": MOST_PAIRS, "found": len(subject) * len(metric)}
        )
    subjects = [Subject(pk=key) for key in subject]
    found = selectors.latest(request.user, subjects, metric, basis=basis)
    return [standing_out(row) for _pair, row in sorted(found.items())]


def _cursor(text: str) -> tuple[datetime.date, int]:
    day, _comma, key = text.partition(",")
    try:
        return datetime.date.fromisoformat(day), int(key)
    except ValueError as error:
        raise BadCursor(
            _("after 应为上一页答复中的 next（如 2025-12-31,1024），收到“%(text)s”。") % {"text": text}
        ) from error
