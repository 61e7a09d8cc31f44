"""Findings, departments and regions."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema

from ditan.base.api import Error
from ditan.domains.plans import selectors, services
from ditan.domains.plans.api import schemas as s
from ditan.domains.plans.api.paging import Page, Size, page_of
from ditan.domains.plans.api.people import person

router = Router()


class FindingQuery(Schema):
    """Search area of the contradictions page."""

    q: str = ""
    level: Literal["", "error", "warning", "notice"] = ""
    code: str = ""
    state: Literal["", "proposed", "confirmed", "doubtful", "rejected"] = ""
    region: str = ""
    plan: int | None = None
    across: bool | None = None
    current_only: bool = True


@router.get("/findings", response=s.FindingPage, summary="矛盾与疑点")
def findings(request: HttpRequest, search: Query[FindingQuery], page: Page = 1, size: Size = 50) -> dict[str, Any]:
    rows = selectors.list_findings(request.user, selectors.FindingFilters(**search.dict()))
    return page_of(rows, page, size, lambda finding: finding)


@router.post(
    "/findings/{pk}/{decision}",
    response={200: s.FindingOut, 403: Error, 404: Error, 409: Error},
    summary="判定疑点",
)
def judge(
    request: HttpRequest, pk: int, decision: Literal["confirm", "doubt", "reject", "reopen"], body: s.Decide
) -> Any:
    user = person(request)
    selectors.get_finding(user, pk)
    if decision == "reject":
        services.reject_item(user=user, kind="finding", pk=pk, version=body.version, reason=body.reason)
    elif decision == "doubt":
        services.doubt_finding(user=user, pk=pk, version=body.version, reason=body.reason)
    elif decision == "confirm":
        services.confirm_item(user=user, kind="finding", pk=pk, version=body.version)
    else:
        services.reopen_item(user=user, kind="finding", pk=pk, version=body.version)
    return selectors.get_finding(user, pk)


@router.get("/departments", response=list[dict[str, Any]], summary="部门")
def departments(request: HttpRequest, q: str = "", region: str = "") -> list[dict[str, Any]]:
    return [
        {"name": each.name, "total": each.total, "kinds": dict(each.kinds), "roles": dict(each.roles)}
        for each in selectors.departments(request.user, q=q, region=region)
    ]


@router.get("/departments/{path:name}", response=dict[str, Any], summary="各规划对一个部门的要求")
def department(request: HttpRequest, name: str, region: str = "") -> dict[str, Any]:
    page = selectors.department_page(request.user, name, region=region)
    lists = {"indicators": page.indicators, "measures": page.measures, "tasks": page.tasks, "projects": page.projects}
    return {
        "name": page.name,
        "printed_names": page.printed_names,
        **{title: [s.ItemOut.of(item) for item in found] for title, found in lists.items()},
    }


@router.get("/regions", response=list[dict[str, Any]], summary="地区")
def regions(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {
            "code": each.region.code,
            "name": each.region.name,
            "plans": each.plans,
            "first_year": each.first_year,
            "last_year": each.last_year,
        }
        for each in selectors.regions(request.user)
    ]


@router.get("/regions/{path:code}", response={200: dict[str, Any], 404: Error}, summary="一个地区的规划")
def region(request: HttpRequest, code: str) -> dict[str, Any]:
    page = selectors.region_page(request.user, code)
    return {
        "code": page.region.code,
        "name": page.region.name,
        "plans": [
            {"id": each.plan.pk, "title": each.plan.title, "start": each.start, "end": each.end}
            for each in page.entries
        ],
    }
