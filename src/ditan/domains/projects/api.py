"""Projects for programs: lists, sums, one project with its money, and what a finance system reports back.

Money is a text of plain digits in 万元, so that no digit is lost; null where nothing is stated. Writes may carry an
`Idempotency-Key`.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema
from ninja.params.functions import Header

from ditan.base.api import Error
from ditan.base.refusal import InvalidFields
from ditan.base.workflow.rounds.services.repeating import once
from ditan.domains.projects import services
from ditan.domains.projects.models import Project
from ditan.domains.projects.selectors.detail import abatements_of, money_page
from ditan.domains.projects.selectors.projects import ProjectFilters, get_project, list_projects
from ditan.domains.projects.selectors.projects import totals as sums_of
from ditan.domains.projects.services import MoneyDraft

router = Router()

REFUSALS = {400: Error, 401: Error, 403: Error, 404: Error, 409: Error, 422: Error, 429: Error}
MOST = 200
Key: Any = Header("", alias="Idempotency-Key", description="同一请求重发时用同一个键，平台只办一次并给出同样的答复")


class ProjectOut(Schema):
    id: int
    number: str
    name: str
    category: str
    state: str
    light: str
    reasons: list[str]
    organisation: str
    leads: list[str]
    start_year: int | None
    due_year: int | None
    is_two_high: bool | None
    planned: str | None
    allocated: str | None
    spent: str | None
    plan: int | None
    version: int
    demo: bool


class LineOut(Schema):
    line: int
    version: int
    kind: str
    year: int | None
    fund: str
    amount: str
    unit: str
    price_year: int | None
    basis: str
    reason: str
    by: str
    at: datetime.datetime


class MilestoneOut(Schema):
    id: int
    title: str
    due_on: datetime.date
    done_on: datetime.date | None


class QuantityOut(Schema):
    id: int
    what: str
    unit: str
    planned: str | None
    done: str | None
    done_on: datetime.date | None


class AbatementOut(Schema):
    amount: str
    unit: str
    method: str
    basis: str
    version: int


class WholeProjectOut(ProjectOut):
    """With its money, milestones and quantities. `abatement` is null where it is unknown."""

    content: str
    approval_number: str
    approved_on: datetime.date | None
    started_on: datetime.date | None
    finished_on: datetime.date | None
    latitude: str | None
    longitude: str | None
    money: list[LineOut]
    milestones: list[MilestoneOut]
    quantities: list[QuantityOut]
    abatement: AbatementOut | None


class TotalsOut(Schema):
    """The sums of the whole search in 万元; `unstated` projects state no planned money and are in no sum."""

    projects: int
    planned: str | None
    allocated: str | None
    spent: str | None
    unstated: int


class ProjectQuery(Schema):
    words: str = Field("", max_length=100)
    state: str = Field("", max_length=16)
    light: str = Field("", max_length=8)
    organisation: str = Field("", max_length=200)
    plan: int | None = None
    year: int | None = None


class PageQuery(ProjectQuery):
    after: int = 0


class MoneyIn(Schema):
    """A line of money; `version` is that of the project as the caller saw it."""

    version: int
    kind: str = Field("", max_length=12)
    amount: Decimal | None = None
    year: int | None = None
    fund: str = Field("", max_length=100)
    unit: str = Field("万元", max_length=8)
    price_year: int | None = None
    basis: str = Field("", max_length=300)
    reason: str = Field("", max_length=400)


class QuantityIn(Schema):
    """What is done, and as of which day; both are needed."""

    version: int
    done: Decimal | None = None
    done_on: datetime.date | None = None


class StepIn(Schema):
    version: int
    step: str = Field("", max_length=24)
    on: datetime.date | None = None
    document: str = Field("", max_length=100)
    text: str = Field("", max_length=4000)


class WrittenOut(Schema):
    id: int
    version: int
    state: str
    light: str
    planned: str | None
    allocated: str | None
    spent: str | None


@router.get("", response=list[ProjectOut], summary="项目")
def projects(request: HttpRequest, asked: Query[PageQuery]) -> list[dict[str, Any]]:
    """At most 200 by id; `after` is the largest id of the page before."""
    rows = list_projects(request.user, _filters(asked)).filter(pk__gt=asked.after).order_by("pk")
    return [_line(each) for each in rows[:MOST]]


@router.get("/totals", response=TotalsOut, summary="项目资金合计")
def totals(request: HttpRequest, asked: Query[ProjectQuery]) -> dict[str, Any]:
    found = sums_of(request.user, _filters(asked))
    sums = {name: _said(getattr(found, name)) for name in ("planned", "allocated", "spent")}
    return {"projects": found.projects, "unstated": found.unstated, **sums}


@router.get("/{pk}", response={200: WholeProjectOut, **REFUSALS}, summary="一个项目")
def project(request: HttpRequest, pk: int) -> dict[str, Any]:
    found = get_project(request.user, pk)
    abatement = next(iter(abatements_of(found)), None)
    return {
        **_line(found),
        "content": found.content,
        **{name: getattr(found, name) for name in ("approval_number", "approved_on", "started_on", "finished_on")},
        "latitude": _said(found.latitude),
        "longitude": _said(found.longitude),
        "money": [
            {
                **{name: getattr(each.money, name) for name in ("line", "version", "kind", "year", "fund", "unit")},
                **{name: getattr(each.money, name) for name in ("price_year", "basis", "reason", "at")},
                "amount": _said(each.money.amount),
                "by": each.money.by_name,
            }
            for each in money_page(request.user, found).lines
        ],
        "milestones": list(found.milestones.all()),
        "quantities": [
            {
                **{name: getattr(each, name) for name in ("id", "what", "unit", "done_on")},
                "planned": _said(each.planned),
                "done": _said(each.done),
            }
            for each in found.quantities.all()
        ],
        "abatement": None
        if abatement is None
        else {
            "amount": _said(abatement.amount),
            **{name: getattr(abatement, name) for name in ("unit", "method", "basis", "version")},
        },
    }


@router.post("/{pk}/money", response={200: WrittenOut, **REFUSALS}, summary="登记资金")
def register(request: HttpRequest, pk: int, body: MoneyIn, key: str = Key) -> dict[str, Any]:
    found = get_project(request.user, pk)

    def act() -> None:
        services.register_money(user=request.user, project=found, version=body.version, draft=_draft(body))

    return _written(request, pk, ["money", body.model_dump(mode="json")], act, key)


@router.post("/{pk}/money/{line}", response={200: WrittenOut, **REFUSALS}, summary="调整资金")
def adjust(request: HttpRequest, pk: int, line: int, body: MoneyIn, key: str = Key) -> dict[str, Any]:
    found = get_project(request.user, pk)

    def act() -> None:
        services.adjust_money(user=request.user, project=found, version=body.version, line=line, draft=_draft(body))

    return _written(request, pk, ["money", line, body.model_dump(mode="json")], act, key)


@router.post("/{pk}/quantities/{part}", response={200: WrittenOut, **REFUSALS}, summary="填报工程量完成数")
def quantity(request: HttpRequest, pk: int, part: int, body: QuantityIn, key: str = Key) -> dict[str, Any]:
    found = get_project(request.user, pk)
    row = found.quantities.get(pk=part)
    if body.done is None:
        raise InvalidFields({"done": _("请填写完成数；未知的不要报送。")})

    def act() -> None:
        services.set_quantity(
            user=request.user,
            project=found,
            version=body.version,
            what=row.what,
            unit=row.unit,
            planned=row.planned,
            done=body.done,
            done_on=body.done_on,
            pk=part,
        )

    return _written(request, pk, ["quantity", part, body.model_dump(mode="json")], act, key)


@router.post("/{pk}/steps", response={200: WrittenOut, **REFUSALS}, summary="办理项目步骤")
def step(request: HttpRequest, pk: int, body: StepIn, key: str = Key) -> dict[str, Any]:
    found = get_project(request.user, pk)

    def act() -> None:
        services.take_step(
            user=request.user,
            project=found,
            step=body.step,
            version=body.version,
            on=body.on,
            document=body.document,
            text=body.text,
        )

    return _written(request, pk, ["step", body.model_dump(mode="json")], act, key)


def _written(request: HttpRequest, pk: int, asked: list[Any], act: Any, key: str) -> dict[str, Any]:
    """Do it once for this key, and say how the project stands then."""

    def done() -> dict[str, Any]:
        act()
        now = Project.objects.get(pk=pk)
        sums = {name: _said(getattr(now, name)) for name in ("planned", "allocated", "spent")}
        return {"id": pk, "version": now.version, "state": now.state, "light": now.light, **sums}

    return once(user=request.user, key=key, request=["projects", pk, *asked], act=done)


def _draft(body: MoneyIn) -> MoneyDraft:
    return MoneyDraft(**body.model_dump(exclude={"version"}))


def _filters(asked: ProjectQuery) -> ProjectFilters:
    return ProjectFilters(**asked.model_dump(exclude={"after"}))


def _said(value: Decimal | None) -> str | None:
    """Plain digits without needless zeros."""
    return None if value is None else f"{value.normalize():f}"


def _line(each: Project) -> dict[str, Any]:
    return {
        **{name: getattr(each, name) for name in ("id", "number", "name", "category", "state", "light", "reasons")},
        **{name: getattr(each, name) for name in ("start_year", "due_year", "is_two_high", "version", "demo")},
        "organisation": each.organisation.name if each.organisation else "",
        "leads": [lead.printed_name for lead in each.leads.all()],
        **{name: _said(getattr(each, name)) for name in ("planned", "allocated", "spent")},
        "plan": each.plan_id,
    }
