"""One metric over regions, one metric through plans."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from ditan.base.api import Error
from ditan.domains.plans.selectors.plans_compared import compare_plans as through_plans
from ditan.domains.plans.selectors.regions_compared import compare_regions as over_regions

router = Router()


@router.get("/comparison/regions", response={200: dict[str, Any], 404: Error}, summary="地区对比")
def compare_regions(
    request: HttpRequest, metric: int, basis: str = "", kind: str = "", period: str = ""
) -> dict[str, Any]:
    found = over_regions(request.user, metric, basis=basis, kind=kind, period=period)
    return {
        "metric": found.metric.pk,
        "name": found.metric.name,
        "unit": found.metric.unit,
        "basis": found.basis,
        "kind": found.kind,
        "periods": [{"code": code, "name": name} for code, name in found.periods],
        "left_out": [{"region": name, "values": count} for name, count in found.left_out],
        "regions": [
            {
                "code": line.subject.code,
                "name": line.subject.name,
                "benchmark": line.benchmark,
                "place": line.place,
                "values": {
                    code: {
                        "number": row.number,
                        "status": row.status,
                        "role": row.role,
                        "contested": row.contested,
                        "observation": row.observation_id,
                    }
                    for code, row in line.standings.items()
                },
            }
            for line in found.all_lines
        ],
    }


@router.get("/comparison/plans", response={200: dict[str, Any], 404: Error}, summary="规划对照")
def compare_plans(request: HttpRequest, metric: int) -> dict[str, Any]:
    found = through_plans(request.user, metric)
    return {
        "metric": found.metric.pk,
        "name": found.metric.name,
        "unit": found.metric.unit,
        "plans": [
            {
                "plan": side.plan.pk,
                "title": side.plan.title,
                "status": side.plan.status,
                "region": side.plan.region_code,
                "asked": [
                    {
                        "year": each.year,
                        "number": each.number,
                        "printed": each.printed,
                        "unit": each.item.unit,
                        "comparator": each.comparator,
                        "basis": each.basis,
                        "stretch": each.stretch,
                        "base": each.base,
                        "item": each.item.identity,
                        "start": each.item.start,
                        "quote": each.item.quote,
                    }
                    for each in side.asked
                ],
            }
            for side in found.sides
        ],
        "differences": [
            {"region": each.region, "year": each.year, "spread": each.spread} for each in found.differences
        ],
    }
