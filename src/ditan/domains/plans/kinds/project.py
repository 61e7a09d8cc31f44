"""The kind project."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from ditan.core.reading import draft
from ditan.domains.plans.kinds.kind import Canonical, Field, Kind, department_rows, fit_names, years_in
from ditan.domains.plans.kinds.lists import Fundings, Names, Quantities
from ditan.domains.plans.kinds.types import Money, Text, finite, money, plain
from ditan.domains.plans.models import Project, ProjectFunding, ProjectLead, ProjectQuantity
from ditan.domains.plans.models.item import Content

FIELDS = (
    Field("number", _("序号"), Text(50), width=6),
    Field("category", _("类别"), Text(300)),
    Field("name", _("项目名称"), Text(400), required=True, width=36),
    Field("content", _("建设内容"), Text(30_000, lines=True), width=60),
    Field(
        "quantities", _("工程量"), Quantities(), width=24, help=_("数字加单位，多项之间用分号分开：99台；48平方公里")
    ),
    Field("period", _("建设期"), Text(100)),
    Field("investment_total", _("总投资"), Money()),
    Field("investment_unit", _("投资单位"), Text(50), width=10),
    Field("funding", _("资金来源"), Fundings(), width=24, help=_("来源与金额之间空一格，多项之间用分号分开")),
    Field("investment_note", _("投资说明"), Text(2_000), width=20),
    Field("lead", _("责任单位"), Names(), width=26, help=_("多个单位之间用顿号分开，按规划印出的名称填写")),
)
SCALARS = ("number", "category", "name", "content", "period", "investment_unit", "investment_note")
LARGEST = 1e14


def without_places(content: Content) -> Content:
    """The content as another text would say it: quantities without their places in the quote."""
    bare = [{**each, "start": None, "end": None} for each in content["quantities"]]
    return {**content, "quantities": bare}


def read_draft(item: draft.Project) -> Content:
    money_of = item.investment or draft.Investment(None, "")
    return {
        "number": item.number,
        "category": item.category,
        "name": item.name,
        "content": item.content,
        "period": item.period,
        "investment_unit": money_of.unit,
        "investment_note": money_of.note,
        "investment_total": None if money_of.total is None else _amount(money_of.total),
        "funding": [
            {"amount": amount, "source": plain(each.source)[:100], "decided_by": each.decided_by[:50]}
            for each in money_of.by_source
            if (amount := _amount(each.amount)) is not None
        ],
        "quantities": [_quantity(each, item.span) for each in item.quantities if finite(each.value) is not None],
        "lead": fit_names(item.lead),
    }


def _amount(amount: float) -> str | None:
    """An amount that the column holds: at most six decimals."""
    return money(round(Decimal(str(amount)), 6)) if abs(amount) < LARGEST else None


def _quantity(each: draft.Quantity, whole: tuple[int, int]) -> dict[str, Any]:
    """A quantity as plain values; its place is counted from the start of the item's quote."""
    start, end = each.span
    inside = whole[0] <= start < end <= whole[1]
    return {
        "value": each.value,
        "unit": plain(each.unit)[:50],
        "text": plain(each.text)[:200],
        "what": plain(each.what)[:200],
        "start": start - whole[0] if inside else None,
        "end": end - whole[0] if inside else None,
    }


def content_of(item: Project) -> Content:
    content: Content = {name: getattr(item, name) for name in SCALARS}
    total = item.investment_total
    return {
        **content,
        "investment_total": None if total is None else money(total),
        "funding": [
            {"amount": money(row.amount), "source": row.source, "decided_by": row.decided_by}
            for row in sorted(item.fundings.all(), key=lambda row: row.position)
        ],
        "quantities": [
            {
                "value": row.value,
                "unit": row.unit,
                "text": row.text,
                "what": row.what,
                "start": row.start - item.start if row.quote else None,
                "end": row.end - item.start if row.quote else None,
            }
            for row in sorted(item.quantities.all(), key=lambda row: row.position)
        ],
        "lead": [row.printed_name for row in sorted(item.leads.all(), key=lambda row: row.position)],
    }


def apply(item: Project, content: Content) -> None:
    for name in SCALARS:
        setattr(item, name, content[name])
    total = content["investment_total"]
    item.investment_total = None if total is None else Decimal(total)
    item.start_year, item.due_year = years_in(content["period"])


def children_of(item: Project, content: Content, canonical: Canonical) -> list[models.Model]:
    quantities = [_quantity_row(item, position, each) for position, each in enumerate(content["quantities"])]
    fundings = [
        ProjectFunding(
            project=item,
            position=position,
            amount=Decimal(each["amount"]),
            source=each["source"],
            decided_by=each["decided_by"],
        )
        for position, each in enumerate(content["funding"])
    ]
    return [*quantities, *fundings, *department_rows(ProjectLead, content["lead"], canonical, project=item)]


def _quantity_row(item: Project, position: int, each: dict[str, Any]) -> ProjectQuantity:
    """A quantity whose place is not known is looked for in the quote; where it is not found its span is empty."""
    start, end = each["start"], each["end"]
    if start is None or not 0 <= start <= end <= len(item.quote):
        start = max(item.quote.find(each["text"]), 0)
        end = start + (len(each["text"]) if item.quote.startswith(each["text"], start) else 0)
    return ProjectQuantity(
        project=item,
        position=position,
        value=each["value"],
        unit=each["unit"],
        text=each["text"],
        what=each["what"],
        start=item.start + start,
        end=item.start + end,
        quote=item.quote[start:end],
    )


def make_draft(item: Project, content: Content, place: draft.Item) -> draft.Project:
    total = content["investment_total"]
    by_source = tuple(
        draft.Funding(float(each["amount"]), each["source"] or None, each["decided_by"]) for each in content["funding"]
    )
    stated = total is not None or by_source or content["investment_unit"]
    unit, note = content["investment_unit"], content["investment_note"]
    return draft.Project(
        quote=place.quote,
        span=place.span,
        confidence=place.confidence,
        number=content["number"],
        category=content["category"],
        name=content["name"],
        content=content["content"],
        period=content["period"],
        lead=tuple(content["lead"]),
        lead_organisations=tuple(row.organisation_name for row in item.leads.all()),
        quantities=tuple(
            draft.Quantity(row.value, row.unit, row.text, row.what, (row.start, row.end))
            for row in item.quantities.all()
        ),
        investment=draft.Investment(None if total is None else float(total), unit, by_source, note) if stated else None,
    )


PROJECT = Kind(
    "project",
    "projects",
    _("项目"),
    Project,
    FIELDS,
    ("quantities", "fundings", "leads"),
    read_draft,
    content_of,
    apply,
    children_of,
    make_draft,
)
