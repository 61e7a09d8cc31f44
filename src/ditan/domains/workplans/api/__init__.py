"""The API of yearly work plans: reading, over the same selectors as the pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from ditan.base.api import Error
from ditan.domains.workplans.comparing import FIELDS, content_of
from ditan.domains.workplans.models import WorkPlan
from ditan.domains.workplans.permissions import VIEW, require
from ditan.domains.workplans.selectors import editions_of, list_workplans, workplan_page

router = Router()
MOST = 200


@router.get("/", response={200: dict[str, Any]}, summary="年度工作计划列表", operation_id="workplans_list")
def listing(request: HttpRequest, year: int | None = None) -> dict[str, Any]:
    """Work plans that the caller sees, the newest year first; at most 200."""
    require(request.user, VIEW)
    rows = list_workplans(request.user, year=year)
    return {"count": rows.count(), "items": [_about(row) for row in rows[:MOST]]}


@router.get(
    "/{pk}", response={200: dict[str, Any], 404: Error}, summary="一份年度工作计划", operation_id="workplans_workplan"
)
def one(request: HttpRequest, pk: int) -> dict[str, Any]:
    """One work plan with its lines; a value that is not decided is null."""
    require(request.user, VIEW)
    found = workplan_page(request.user, pk)
    return {
        **_about(found.workplan),
        "lines": content_of(found.all_lines),
        "fields": list(FIELDS),
        "findings": [{"code": each.code, "level": each.level, "text": each.sentence} for each in found.findings],
        "editions": [
            {"number": each.number, "document_number": each.document_number, "digest": each.digest}
            for each in editions_of(request.user, found.workplan)
        ],
    }


def _about(row: WorkPlan) -> dict[str, Any]:
    return {
        "id": row.pk,
        "year": row.year,
        "title": row.title,
        "region": row.region.name if row.region else None,
        "state": row.state,
        "edition": row.edition,
        "document_number": row.document_number,
        "issued_on": row.issued_on,
        "demo": row.demo,
    }
