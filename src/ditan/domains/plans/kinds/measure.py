"""The kinds measure (of the body) and task (a row of an annex table)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ditan.core.reading import draft
from ditan.domains.plans.kinds.kind import Canonical, Field, Kind, department_row, fit_names, years_in
from ditan.domains.plans.kinds.lists import Names
from ditan.domains.plans.kinds.types import Choice, Text
from ditan.domains.plans.models import Measure, Responsibility
from ditan.domains.plans.models.choices import Role, Roles
from ditan.domains.plans.models.item import Content

_HELP = _("多个单位之间用顿号分开，按规划印出的名称填写")
FIELDS = (
    Field("number", _("编号"), Text(100), width=8),
    Field("title", _("标题"), Text(2_000), width=30),
    Field("text", _("内容"), Text(30_000, lines=True), width=60),
    Field("lead", _("牵头/责任单位"), Names(), width=26, help=_HELP),
    Field("cooperating", _("配合单位"), Names(), width=26, help=_HELP),
    Field("roles", _("分工写法"), Choice(Roles, default=Roles.UNSTATED), width=16),
    Field("category", _("类别"), Text(300)),
    Field("deadline", _("完成时限"), Text(200)),
)
SCALARS = ("number", "title", "text", "roles", "category", "deadline")


def read_draft(item: draft.Measure) -> Content:
    content: Content = {name: getattr(item, name) for name in SCALARS}
    return {**content, "lead": fit_names(item.lead), "cooperating": fit_names(item.cooperating)}


def content_of(item: Measure) -> Content:
    content: Content = {name: getattr(item, name) for name in SCALARS}
    rows = sorted(item.responsibilities.all(), key=lambda row: row.position)
    lead = [row.printed_name for row in rows if row.role != Role.COOPERATING]
    return {**content, "lead": lead, "cooperating": [row.printed_name for row in rows if row.role == Role.COOPERATING]}


def apply(item: Measure, content: Content) -> None:
    for name in SCALARS:
        setattr(item, name, content[name])
    item.due_year = years_in(content["deadline"])[1]


def children_of(item: Measure, content: Content, canonical: Canonical) -> list[models.Model]:
    """Where the plan does not part lead from cooperating, no row says lead."""
    role = Role.LEAD if content["roles"] in (Roles.SPLIT, Roles.SINGLE) else Role.JOINT
    parts = [(name, role) for name in content["lead"]] + [(name, Role.COOPERATING) for name in content["cooperating"]]
    organisations = canonical([name for name, _role in parts])
    return [
        department_row(Responsibility, position, name, organisation, measure=item, role=part)
        for position, ((name, part), organisation) in enumerate(zip(parts, organisations, strict=True))
    ]


def make_draft(item: Measure, content: Content, place: draft.Item) -> draft.Measure:
    rows = sorted(item.responsibilities.all(), key=lambda row: row.position)
    cooperating = [row.organisation_name for row in rows if row.role == Role.COOPERATING]
    has_span = item.department_start is not None and item.department_end is not None
    return draft.Measure(
        quote=place.quote,
        span=place.span,
        confidence=place.confidence,
        lead=tuple(content["lead"]),
        cooperating=tuple(content["cooperating"]),
        lead_organisations=tuple(row.organisation_name for row in rows if row.role != Role.COOPERATING),
        cooperating_organisations=tuple(cooperating),
        department_span=(item.department_start, item.department_end) if has_span else None,  # type: ignore[arg-type]
        **{name: content[name] for name in SCALARS},
    )


_WAYS = (FIELDS, ("responsibilities",), read_draft, content_of, apply, children_of, make_draft)
MEASURE = Kind("measure", "measures", _("措施"), Measure, *_WAYS)
TASK = Kind("task", "tasks", _("任务"), Measure, *_WAYS)
