"""Targets against actuals, and the ties between items and metrics."""

from __future__ import annotations

import datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from ditan.base.api import Error
from ditan.domains.plans.api.paging import Page, Size, page_of
from ditan.domains.plans.api.people import person
from ditan.domains.plans.models import MetricBinding, TrackedTarget
from ditan.domains.plans.permissions import MANAGE_TARGETS, REVIEW
from ditan.domains.plans.selectors.bindings import BindingFilters, bindings, get_binding
from ditan.domains.plans.selectors.tracked import BoardFilters, documents_of, get_tracked, tracked_targets
from ditan.domains.plans.services import bindings as ties
from ditan.domains.plans.services import targets

router = Router()


class TrackedQuery(Schema):
    """Search area of the board."""

    q: str = ""
    region: str = ""
    plan: int | None = None
    department: str = ""
    nature: str = ""
    light: Literal["", "green", "light_green", "yellow", "red", "grey"] = ""
    year: int | None = None
    situation: Literal["", "to_assess", "awaiting", "no_data", "unclear", "running", "assessed", "stale"] = ""
    binding: Literal["", "issued", "draft"] = ""
    current_only: bool = True


class BindingQuery(Schema):
    """Search area of the ties."""

    q: str = ""
    plan: int | None = None
    state: Literal["", "proposed", "booked", "rejected"] = ""
    ground: str = ""
    fits: bool | None = None
    booked: bool | None = None


class HandDown(Schema):
    """A value that came from above."""

    version: int
    value: str = ""
    unit: str = ""
    comparator: str = ""
    document_number: str = ""
    document_title: str = ""
    issuer_name: str = ""
    issued_on: datetime.date | None = None
    reason: str = ""


class Assess(Schema):
    version: int
    decision: Literal["met", "not_met", "undecidable", "again"] = "again"
    reason: str = ""


class Tie(Schema):
    """A decision on a tie; `metric` names another metric."""

    version: int
    metric: int | None = Field(None, description="统计指标编号；不填表示按提出的绑定")
    reason: str = ""


def shown(target: TrackedTarget) -> dict[str, Any]:
    """A target with how it stands; ratios are fractions, what is not known is null."""
    standing = target.standing
    own = ("situation", "light", "label", "rule", "number", "period", "contested", "change", "met", "owed_by")
    more = (
        "base_year",
        "base_value",
        "base_name",
        "completion",
        "progress_logarithmic",
        "progress_linear",
        "time_share",
        "gap_points",
        "needed_pace",
        "needed_note",
        "forecast",
        "forecast_low",
        "forecast_high",
        "forecast_note",
        "outlook",
    )
    return {
        "id": target.pk,
        "name": target.name,
        "plan": target.plan_id,
        "region": {"code": target.subject.code, "name": target.subject.name},
        "metric": {"id": target.metric_id, "code": target.metric.code, "name": target.metric.name},
        "unit": target.metric.unit,
        "year": target.year,
        "comparator": target.comparator,
        "value": target.value,
        "printed": target.printed,
        "nature": target.nature,
        "basis": target.basis,
        "convention": target.convention,
        "handing": target.handing,
        "passed": target.passed,
        "binding": target.is_binding,
        "draft": target.not_binding,
        "demo": target.demo,
        "version": target.version,
        "judged_on": standing.judged_on.isoformat(),
        **{name: getattr(standing, name) for name in (*own, *more)},
    }


@router.get("/tracked", response=dict[str, Any], summary="目标跟踪")
def tracked(request: HttpRequest, search: Query[TrackedQuery], page: Page = 1, size: Size = 50) -> dict[str, Any]:
    return page_of(tracked_targets(request.user, BoardFilters(**search.dict())), page, size, shown)


@router.get("/tracked/{pk}", response={200: dict[str, Any], 404: Error}, summary="一个目标的现状")
def tracked_target(request: HttpRequest, pk: int) -> dict[str, Any]:
    target = get_tracked(request.user, pk)
    documents = [
        {
            "version": row.version,
            "value": row.value,
            "printed": row.printed,
            "unit": row.unit,
            "document_number": row.document_number,
            "issued_on": row.issued_on.isoformat(),
            "issuer_name": row.issuer_name,
            "reason": row.reason,
        }
        for row in documents_of(request.user, target)
    ]
    return {**shown(target), "documents": documents, "path": target.standing.trail.get("path", [])}


@router.post(
    "/tracked/{pk}/hand-down",
    response={200: dict[str, Any], 403: Error, 404: Error, 409: Error, 422: Error},
    summary="登记或调整下达值",
)
def tracked_hand_down(request: HttpRequest, pk: int, body: HandDown) -> dict[str, Any]:
    user = person(request)
    get_tracked(user, pk, MANAGE_TARGETS)
    targets.hand_down(user=user, pk=pk, **body.dict())
    return shown(get_tracked(user, pk))


@router.post(
    "/tracked/{pk}/assess", response={200: dict[str, Any], 403: Error, 404: Error, 409: Error}, summary="到期评定"
)
def tracked_assess(request: HttpRequest, pk: int, body: Assess) -> dict[str, Any]:
    user = person(request)
    get_tracked(user, pk, MANAGE_TARGETS)
    targets.assess(user=user, pk=pk, **body.dict())
    return shown(get_tracked(user, pk))


def tie(binding: MetricBinding) -> dict[str, Any]:
    """A tie with its item and its metric."""
    return {
        "id": binding.pk,
        "plan": binding.plan_id,
        "item": binding.item.identity,
        "name": binding.label,
        "unit": binding.item.unit,
        "metric": {"id": binding.metric_id, "code": binding.metric.code, "name": binding.metric.name},
        "metric_unit": binding.metric.unit,
        "ground": binding.ground,
        "confidence": binding.confidence,
        "unit_fits": binding.unit_fits,
        "state": binding.state,
        "demo": binding.is_demo,
        "decided_by": binding.decided_by_name,
        "version": binding.version,
    }


@router.get("/bindings", response=dict[str, Any], summary="指标绑定")
def metric_bindings(
    request: HttpRequest, search: Query[BindingQuery], page: Page = 1, size: Size = 50
) -> dict[str, Any]:
    return page_of(bindings(request.user, BindingFilters(**search.dict())), page, size, tie)


@router.post(
    "/bindings/{pk}/{decision}",
    response={200: dict[str, Any], 403: Error, 404: Error, 409: Error},
    summary="确认绑定，或不跟踪",
)
def binding_decide(request: HttpRequest, pk: int, decision: Literal["confirm", "reject"], body: Tie) -> dict[str, Any]:
    user = person(request)
    get_binding(user, pk, REVIEW)
    if decision == "confirm":
        ties.confirm_binding(user=user, pk=pk, version=body.version, metric=body.metric, reason=body.reason)
    else:
        ties.reject_binding(user=user, pk=pk, version=body.version, reason=body.reason)
    return tie(get_binding(user, pk))
