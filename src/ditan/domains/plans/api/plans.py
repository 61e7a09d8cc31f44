"""Plans: the library, one plan, its text, outline, versions and changes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status

from ditan.base.api import Error
from ditan.domains.plans import selectors, services
from ditan.domains.plans.api import schemas as s
from ditan.domains.plans.api.paging import Page, Size, page_of
from ditan.domains.plans.api.people import person

router = Router()


@router.get("/plans", response=s.PlanPage, summary="规划库")
def library(
    request: HttpRequest,
    q: str = "",
    region: str = "",
    status: str = "",
    year: int | None = None,
    current_only: bool = True,
    page: Page = 1,
    size: Size = 20,
) -> dict[str, Any]:
    filters = selectors.LibraryFilters(q=q, region=region, status=status, year=year, current_only=current_only)
    return page_of(selectors.plan_library(request.user, filters), page, size, lambda plan: plan)


@router.get("/plans/{pk}", response={200: s.PlanDetailOut, 404: Error}, summary="一份规划")
def plan(request: HttpRequest, pk: int) -> dict[str, Any]:
    detail = selectors.plan_detail(request.user, pk)
    return {
        "plan": detail.plan,
        "outline": detail.outline,
        "counts": s.CountsOut.of(detail.counts),
        "versions": detail.versions,
    }


@router.patch("/plans/{pk}", response={200: s.PlanOut, 404: Error, 409: Error, 422: Error}, summary="修改基本信息")
def edit_plan(request: HttpRequest, pk: int, body: s.Edit) -> Any:
    found = selectors.get_plan(request.user, pk)
    return services.edit_plan(user=person(request), plan=found, version=body.version, changes=body.changes)


@router.get("/plans/{pk}/text", response={200: dict[str, str], 404: Error}, summary="解码后的原文")
def text(request: HttpRequest, pk: int) -> dict[str, str]:
    return {"text": selectors.source_text(request.user, pk)}


class ReviewQuery(Schema):
    """What the review desk shows."""

    kind: list[str] = []
    state: list[str] = []
    doubtful: bool = False
    q: str = ""


@router.get("/plans/{pk}/items", response={200: list[s.ItemOut], 404: Error}, summary="一份规划的全部条目")
def plan_items(request: HttpRequest, pk: int, search: Query[ReviewQuery]) -> list[dict[str, Any]]:
    filters = selectors.ReviewFilters(tuple(search.kind), tuple(search.state), search.doubtful, search.q)
    return [s.ItemOut.of(item) for item in selectors.review_items(request.user, pk, filters)]


@router.post("/plans/{pk}/confirm", response={200: dict[str, int], 404: Error, 422: Error}, summary="批量确认")
def confirm_above(request: HttpRequest, pk: int, body: s.ConfirmAbove) -> dict[str, int]:
    found = selectors.get_plan(request.user, pk)
    number = services.confirm_above(user=person(request), plan=found, confidence=body.confidence, kinds=body.kinds)
    return {"confirmed": number}


@router.post("/plans/{pk}/reread", response={202: s.ReadingOut, 404: Error, 409: Error}, summary="重新读取")
def reread(request: HttpRequest, pk: int) -> Status[dict[str, Any]]:
    upload = services.reread_plan(user=person(request), plan=selectors.get_plan(request.user, pk))
    return Status(202, s.ReadingOut.of(upload.reading))


@router.post("/plans/{pk}/recheck", response={200: s.PlanOut, 404: Error}, summary="重新质检")
def recheck(request: HttpRequest, pk: int) -> Any:
    return services.recheck(user=person(request), plan=selectors.get_plan(request.user, pk))


@router.get("/plans/{pk}/changes", response={200: s.ChangesOut, 404: Error}, summary="与上一版本的差异")
def changes(request: HttpRequest, pk: int) -> dict[str, Any]:
    found = selectors.plan_changes(request.user, pk)
    return s.ChangesOut.of(found) if found is not None else {"earlier": pk, "later": pk, "facts": [], "items": []}


@router.put("/plans/{pk}/supersedes/{earlier}", response={200: s.PlanOut, 404: Error, 409: Error}, summary="设为新版本")
def supersede(request: HttpRequest, pk: int, earlier: int) -> Any:
    user = person(request)
    return services.supersede(user=user, plan=selectors.get_plan(user, pk), earlier=selectors.get_plan(user, earlier))


@router.delete("/plans/{pk}/supersedes", response={200: s.PlanOut, 404: Error, 409: Error}, summary="撤销版本关联")
def separate(request: HttpRequest, pk: int) -> Any:
    return services.separate(user=person(request), plan=selectors.get_plan(request.user, pk))
