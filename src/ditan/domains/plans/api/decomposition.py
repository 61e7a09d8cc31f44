"""Targets taken apart."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from ditan.base.api import Error
from ditan.domains.plans.selectors.decomposition import PartRow
from ditan.domains.plans.selectors.decomposition import decomposition as taken_apart

router = Router()


@router.get("/decomposition/{pk}", response={200: dict[str, Any], 404: Error}, summary="一个目标的分解")
def decomposition(request: HttpRequest, pk: int) -> dict[str, Any]:
    found = taken_apart(request.user, pk)
    return {
        "target": pk,
        "name": found.tracked.name,
        "year": found.tracked.year,
        "value": found.whole,
        "unit": found.unit,
        "base_year": found.base_year,
        "base": found.base,
        "years": [_part(row) for row in found.years],
        "units": [
            {"year": share.year, "rule": share.rule, "parts": [_part(row) for row in share.rows]}
            for share in found.shares
        ],
        "messages": [
            {"code": each.code, "level": each.level, "text": each.text, "gap": each.gap} for each in found.all_messages
        ],
    }


def _part(row: PartRow) -> dict[str, Any]:
    return {
        "year": row.part.year,
        "organisation": row.part.organisation_name,
        "weight": row.part.weight,
        "budget": row.part.value,
        "executed": row.executed.number if row.executed else None,
        "deviation": row.off.difference if row.off else None,
        "version": row.part.version,
        "confirmed": row.part.confirmed,
        "reason": row.part.reason,
    }
