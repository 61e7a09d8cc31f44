"""Operations that read inventories, their rows, findings and editions."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from ditan.base.api import Error
from ditan.domains.inventory.api.schemas import (
    InventoryOut,
    PageOut,
    RowOut,
    RowsOut,
    WholeInventoryOut,
    inventory_out,
    row_out,
)
from ditan.domains.inventory.models import Edition, Row
from ditan.domains.inventory.selectors.editions import get_edition, list_editions
from ditan.domains.inventory.selectors.inventories import (
    InventoryFilters,
    get_inventory,
    list_inventories,
    row_lines,
)

router = Router()

REFUSALS = {400: Error, 401: Error, 403: Error, 404: Error, 409: Error, 422: Error, 429: Error}
MOST = 200
Limit = Annotated[int, Query(ge=1, le=MOST, description="每页条数，最多 200")]


class FindingOut(Schema):
    """`key` says at which row, category and gas; `row` is null where it lies at none."""

    id: int
    check: str
    key: str
    severity: str
    message: str
    remedy: str
    row: int | None
    state: str
    answer: str
    answered_by: str
    found_at: datetime.datetime


class SignatureOut(Schema):
    duty: str
    by: str
    at: datetime.datetime
    digest: str


class EditionOut(Schema):
    """`co2e` is the total with land use in tonnes, null where it cannot be had."""

    number: int
    digest: str
    reason: str
    code_version: str
    by: str
    at: datetime.datetime
    co2e: str | None
    signatures: list[SignatureOut]


class WholeEditionOut(EditionOut):
    """`content` holds all that an amount depends on: choices, rows, factors, formulas, amounts, totals. `digest` is over it."""

    content: dict[str, Any]


@router.get("", response={200: PageOut, **REFUSALS}, summary="清单")
def inventories(
    request: HttpRequest,
    q: Annotated[str, Query(max_length=100)] = "",
    state: Annotated[str, Query(max_length=8)] = "",
    year: int | None = None,
    region: Annotated[str, Query(max_length=12, description="行政区划代码")] = "",
    after: Annotated[int, Query(ge=0)] = 0,
    limit: Limit = 100,
) -> dict[str, Any]:
    """By id; `after` is `next` of the page before."""
    rows = list_inventories(request.user, InventoryFilters(q=q, state=state, year=year)).filter(pk__gt=after)
    rows = rows.filter(region__code=region) if region else rows
    found = list(rows.order_by("pk")[: limit + 1])
    items = [
        {**inventory_out(each), "rows": each.row_count, "open_findings": each.open_findings}  # type: ignore[attr-defined]
        for each in found[:limit]
    ]
    return {"items": items, "next": found[limit - 1].pk if len(found) > limit else None}


@router.get("/{int:pk}", response={200: WholeInventoryOut, **REFUSALS}, summary="一份清单及其设置")
def inventory(request: HttpRequest, pk: int) -> dict[str, Any]:
    found = get_inventory(request.user, pk)
    names = ("factor_sets", "gwp_set", "unverified", "base_year", "boundary", "reopen_reason", "made_at")
    return {
        **inventory_out(found),
        **{name: getattr(found, name) for name in names},
        "made_by": found.made_by_name,
    }


@router.get("/{int:pk}/rows", response={200: RowsOut, **REFUSALS}, summary="活动数据行及其排放量")
def rows(
    request: HttpRequest,
    pk: int,
    kind: Annotated[str, Query(max_length=48)] = "",
    trace: Annotated[bool, Query(description="是否附计算过程")] = False,
    after: Annotated[int, Query(ge=0)] = 0,
    limit: Limit = 100,
) -> dict[str, Any]:
    """By id; `after` is `next` of the page before. With `trace` each amount brings its formula, operands and factors."""
    found = get_inventory(request.user, pk)
    asked = found.rows.filter(removed_at__isnull=True, pk__gt=after).order_by("pk")
    asked = asked.filter(kind=kind) if kind else asked
    keys = list(asked.values_list("pk", flat=True)[: limit + 1])
    lines = sorted(row_lines(found, rows=keys[:limit]), key=lambda line: line.row.pk)
    return {
        "items": [row_out(line, traced=trace) for line in lines],
        "next": keys[limit - 1] if len(keys) > limit else None,
    }


@router.get("/{int:pk}/rows/{int:row}", response={200: RowOut, **REFUSALS}, summary="一行活动数据，附计算过程")
def row(request: HttpRequest, pk: int, row: int) -> dict[str, Any]:
    lines = row_lines(get_inventory(request.user, pk), rows=[row])
    if not lines:
        raise Row.DoesNotExist
    return row_out(lines[0], traced=True)


@router.get("/{int:pk}/findings", response={200: list[FindingOut], **REFUSALS}, summary="质检问题")
def findings(request: HttpRequest, pk: int, state: Annotated[str, Query(max_length=8)] = "") -> list[dict[str, Any]]:
    """Those of the last run of the checks: open ones first, the gravest first."""
    found = get_inventory(request.user, pk).findings.all()
    found = found.filter(state=state) if state else found
    names = ("key", "severity", "message", "remedy", "state", "answer", "found_at")
    return [
        {
            "id": each.pk,
            "check": each.check_code,
            "row": each.row_id,
            "answered_by": each.answered_by_name,
            **{name: getattr(each, name) for name in names},
        }
        for each in sorted(found, key=lambda each: (STATES.index(each.state), GRAVITY.index(each.severity), each.pk))
    ]


@router.get("/{int:pk}/editions", response={200: list[EditionOut], **REFUSALS}, summary="锁定的版次和签署")
def editions(request: HttpRequest, pk: int) -> list[dict[str, Any]]:
    """The newest first."""
    found = list_editions(get_inventory(request.user, pk))
    return [{**_edition(each), "co2e": each.co2e} for each in found]  # type: ignore[attr-defined]


@router.get(
    "/{int:pk}/editions/{int:number}", response={200: WholeEditionOut, **REFUSALS}, summary="一个版次的全部内容"
)
def edition(request: HttpRequest, pk: int, number: int) -> dict[str, Any]:
    """Frozen: no later factor, set or correction changes it. Whoever computes it again from `content` gets the same digits."""
    found = get_edition(request.user, pk, number)
    frozen = found.content["totals"]["co2e"].get("with_land", {})
    return {**_edition(found), "co2e": frozen.get("tonnes"), "content": found.content}


def _edition(each: Edition) -> dict[str, Any]:
    return {
        **{name: getattr(each, name) for name in ("number", "digest", "reason", "code_version", "at")},
        "by": each.by_name,
        "signatures": [
            {"duty": one.duty, "by": one.by_name, "at": one.at, "digest": one.digest} for one in each.signatures.all()
        ],
    }


STATES = ("open", "closed", "gone")
GRAVITY = ("error", "warning", "notice")

__all__ = ["MOST", "REFUSALS", "InventoryOut", "Limit", "router"]
