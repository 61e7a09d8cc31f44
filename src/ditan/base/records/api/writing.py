"""Values that programs hand in: all of a request or none, and once however often it is sent."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Schema
from ninja.params.functions import Header

from ditan.base.records.api.operations import REFUSALS, router
from ditan.base.records.errors import Problem, ReportsRefused
from ditan.base.records.models import Metric, Observation, Origin, Subject
from ditan.base.records.permissions import IMPORT, require
from ditan.base.records.services import Report, record_many
from ditan.base.workflow.rounds.services.repeating import once

MOST_VALUES = 2_000
Key: Any = Header("", alias="Idempotency-Key", description="同一请求重发时用同一个键，平台只办一次并给出同样的答复")


class ValueIn(Schema):
    """A value as it was reported: `value` is a number, `未知` or `不适用`; `unit` is the metric's where it is left out."""

    subject: int
    metric: str = Field(max_length=64, description="统计指标的代码")
    period: str = Field(max_length=24, description="2025、2025Q3、2025M10、2025M01-10、2025E")
    value: str = Field(max_length=300)
    unit: str | None = Field(None, max_length=64)
    status: str = Field(description="flash、reviewed、final、published")
    issuer: str = Field("", max_length=200)
    note: str = Field("", max_length=2000)
    reason: str = Field("", max_length=400, description="更改已有定稿或公布值时须写明")


class ValuesIn(Schema):
    values: list[ValueIn] = Field(min_length=1, max_length=MOST_VALUES)


class RecordedOut(Schema):
    """`recorded` values are new versions; the others were there already word for word. `ids` in the order of the request."""

    recorded: int
    ids: list[int]


@router.post("/values", response={200: RecordedOut, 409: REFUSALS[404], **REFUSALS}, summary="批量导入数值")
def values(request: HttpRequest, body: ValuesIn, key: str = Key) -> dict[str, Any]:
    """Record up to 2,000 values, all or none. What follows from them is computed in the same transaction."""
    require(request.user, IMPORT)

    def act() -> dict[str, Any]:
        with transaction.atomic():
            last = Observation.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            made = record_many(_reports(body.values), user=request.user, reference="api", permission=IMPORT)  # type: ignore[arg-type]
        return {"recorded": len({row.pk for row in made if row.pk > last}), "ids": [row.pk for row in made]}

    return once(user=request.user, key=key, request=["values", body.dict()], act=act)


def _reports(rows: list[ValueIn]) -> list[Report]:
    subjects = Subject.objects.in_bulk({row.subject for row in rows})
    metrics = {each.code: each for each in Metric.objects.filter(code__in={row.metric for row in rows}, is_active=True)}
    problems, reports = list[Problem](), list[Report]()
    for index, row in enumerate(rows):
        subject, metric = subjects.get(row.subject), metrics.get(row.metric)
        if subject is None:
            problems.append(Problem(index, "subject", _("没有编号为 %d 的统计对象。") % row.subject))
        elif metric is None:
            problems.append(Problem(index, "metric", _("没有代码为“%s”的统计指标。") % row.metric))
        elif metric.is_computed:
            said = _("“%s”由公式计算，不能导入；请导入公式用到的指标。") % metric.name
            problems.append(Problem(index, "metric", said))
        else:
            reports.append(
                Report(
                    subject=subject,
                    metric=metric,
                    period=row.period,
                    status=row.status,
                    origin=Origin.IMPORT,
                    reported=row.value,
                    unit=row.unit,
                    issuer_name=row.issuer,
                    note=row.note,
                    reason=row.reason,
                )
            )
    if problems:
        raise ReportsRefused(problems)
    return reports
