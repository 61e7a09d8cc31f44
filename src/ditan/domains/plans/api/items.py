"""Items: lists across plans, one item with its decisions, and the decisions themselves."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status

from ditan.base.api import Error
from ditan.domains.plans import selectors, services
from ditan.domains.plans.api import schemas as s
from ditan.domains.plans.api.paging import Page, Size, page_of
from ditan.domains.plans.api.people import person
from ditan.domains.plans.kinds import KINDS

router = Router()

KindName = Literal["indicator", "target", "measure", "task", "project"]
REFUSALS = {403: Error, 404: Error, 409: Error, 422: Error}


class ListQuery(Schema):
    """Search area of a list across plans."""

    q: str = ""
    region: str = ""
    plan: int | None = None
    department: str = ""
    role: Literal["", "lead", "cooperating", "joint"] = ""
    year: int | None = None
    nature: Literal["", "约束性", "预期性", "引导性"] = ""
    category: str = ""
    passed: bool | None = None
    state: Literal["booked", "all", "proposed", "confirmed", "edited", "rejected"] = "booked"
    current_only: bool = True
    order: Literal["", "name", "due", "-due", "confidence", "decided"] = ""


@router.get("/kinds", response=list[dict[str, Any]], summary="条目类别与字段")
def kinds(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {
            "name": kind.name,
            "label": str(kind.label),
            "fields": [
                {"name": field.name, "label": str(field.label), "required": field.required, "help": str(field.help)}
                for field in kind.fields
            ],
        }
        for kind in KINDS.values()
    ]


@router.get("/items/{kind}", response=s.ItemPage, summary="跨规划列表")
def items(
    request: HttpRequest, kind: KindName, search: Query[ListQuery], page: Page = 1, size: Size = 50
) -> dict[str, Any]:
    rows = selectors.list_items(request.user, kind, selectors.ItemFilters(**search.dict()))
    return page_of(rows, page, size, s.ItemOut.of)


@router.get("/items/{kind}/{pk}", response={200: s.ItemOut, 404: Error}, summary="一个条目")
def item(request: HttpRequest, kind: KindName, pk: int) -> dict[str, Any]:
    return s.ItemOut.of(selectors.get_item(request.user, kind, pk))


@router.get("/items/{kind}/{pk}/decisions", response=list[s.DecisionOut], summary="审核记录")
def decisions(request: HttpRequest, kind: KindName, pk: int) -> Any:
    return selectors.item_history(request.user, kind, pk)


@router.post("/items/{kind}", response={201: s.ItemOut, **REFUSALS}, summary="新增条目")
def add(request: HttpRequest, kind: KindName, body: s.Add) -> Status[dict[str, Any]]:
    user = person(request)
    found = selectors.get_plan(user, body.plan)
    made = services.add_item(user=user, plan=found, kind=kind, start=body.start, end=body.end, values=body.values)
    return Status(201, s.ItemOut.of(selectors.get_item(user, kind, made.pk)))


@router.patch("/items/{kind}/{pk}", response={200: s.ItemOut, **REFUSALS}, summary="修改并确认")
def edit(request: HttpRequest, kind: KindName, pk: int, body: s.Edit) -> dict[str, Any]:
    user = person(request)
    selectors.get_item(user, kind, pk)
    services.edit_item(user=user, kind=kind, pk=pk, version=body.version, changes=body.changes)
    return s.ItemOut.of(selectors.get_item(user, kind, pk))


@router.post("/items/{kind}/{pk}/confirm", response={200: s.ItemOut, **REFUSALS}, summary="确认")
def confirm(request: HttpRequest, kind: KindName, pk: int, body: s.Decide) -> dict[str, Any]:
    user = person(request)
    selectors.get_item(user, kind, pk)
    services.confirm_item(user=user, kind=kind, pk=pk, version=body.version)
    return s.ItemOut.of(selectors.get_item(user, kind, pk))


@router.post("/items/{kind}/{pk}/reject", response={200: s.ItemOut, **REFUSALS}, summary="驳回")
def reject(request: HttpRequest, kind: KindName, pk: int, body: s.Decide) -> dict[str, Any]:
    user = person(request)
    selectors.get_item(user, kind, pk)
    services.reject_item(user=user, kind=kind, pk=pk, version=body.version, reason=body.reason)
    return s.ItemOut.of(selectors.get_item(user, kind, pk))


@router.post("/items/{kind}/{pk}/reopen", response={200: s.ItemOut, **REFUSALS}, summary="撤回审核")
def reopen(request: HttpRequest, kind: KindName, pk: int, body: s.Decide) -> dict[str, Any]:
    user = person(request)
    selectors.get_item(user, kind, pk)
    services.reopen_item(user=user, kind=kind, pk=pk, version=body.version)
    return s.ItemOut.of(selectors.get_item(user, kind, pk))
