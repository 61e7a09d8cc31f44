"""Who is late: all matters at a glance, and the page of one department."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils import timezone

from ditan.base.directory.models import Organisation
from ditan.core.machines.matters import RESTING
from ditan.domains.supervision.models import Matter, Part, PartRole
from ditan.domains.supervision.permissions import VIEW, may
from ditan.domains.supervision.selectors.matters import ORDERS, Line, due_soon, lines_of, overdue
from ditan.domains.supervision.selectors.scope import visible_matters

MOST_ROWS, MOST_LATE = 50, 8


@dataclass(frozen=True, slots=True)
class Counts:
    """Matters of somebody: how many are owed, how many of these late or near, how many were done, and what they weigh."""

    open: int = 0
    open_weight: Decimal = Decimal(0)
    unsigned: int = 0
    overdue: int = 0
    overdue_weight: Decimal = Decimal(0)
    soon: int = 0
    with_office: int = 0
    hung: int = 0
    done: int = 0
    done_weight: Decimal = Decimal(0)
    done_late: int = 0
    returned: int = 0


@dataclass(frozen=True, slots=True)
class LateOrganisation:
    """An organisation with matters behind their deadline."""

    pk: int
    name: str
    overdue: int
    weight: Decimal
    open: int


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the user sees, and who is late, the latest first."""

    counts: Counts
    late: list[LateOrganisation]
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class DepartmentPage:
    """What a department owes: as lead and as part."""

    organisation: Organisation
    counts: Counts
    leading: list[Line]
    leading_total: int
    cooperating: list[tuple[Part, Line]]
    done: list[Line]
    year: int


def counts_of(rows: QuerySet[Matter], today: datetime.date, year: int) -> Counts:
    """Count these matters; what was done counts for the year in which it was. One query besides that of the classes."""
    late, near = overdue(today), due_soon(today)
    done = Q(done_on__year=year) & ~Q(state="cancelled")
    found: dict[str, Any] = rows.order_by().aggregate(
        open=Count("pk", filter=~Q(state__in=RESTING)),
        open_weight=Sum("own_weight", filter=~Q(state__in=RESTING)),
        unsigned=Count("pk", filter=Q(state="handed_out")),
        overdue=Count("pk", filter=late),
        overdue_weight=Sum("own_weight", filter=late),
        soon=Count("pk", filter=near),
        with_office=Count("pk", filter=Q(state__in=("reported", "under_review"))),
        hung=Count("pk", filter=Q(hung_on__isnull=False) & ~Q(state__in=RESTING)),
        done=Count("pk", filter=done),
        done_weight=Sum("own_weight", filter=done),
        done_late=Count("pk", filter=done & Q(reported_on__gt=F("due_on"))),
        returned=Sum("times_returned", filter=Q(times_returned__gt=0)),
    )
    nothing = Counts()
    return Counts(**{name: getattr(nothing, name) if value is None else value for name, value in found.items()})


def overview(user: Any) -> Overview:
    """All matters at a glance. Constant queries."""
    today = timezone.localdate()
    rows = visible_matters(user)
    late = overdue(today)
    grouped = (
        rows.filter(organisation__isnull=False)
        .exclude(state__in=RESTING)
        .order_by()
        .values("organisation", "organisation__name")
        .annotate(late=Count("pk", filter=late), weight=Sum("own_weight", filter=late), open_number=Count("pk"))
        .filter(late__gt=0)
        .order_by("-weight", "-late", "organisation")[:MOST_LATE]
    )
    worst = [
        LateOrganisation(row["organisation"], row["organisation__name"], row["late"], row["weight"], row["open_number"])
        for row in grouped
    ]
    first = rows.filter(late).select_related("organisation", "matter_class").order_by(*ORDERS[""])[:MOST_LATE]
    return Overview(counts_of(rows, today, today.year), worst, lines_of(first))


def late_box(user: Any) -> dict[str, Any]:
    """谁逾期: for the workbench of leaders and the office."""
    found = overview(user)
    return {"counts": found.counts, "late": found.late, "lines": found.lines[:4]}


def department_page(user: Any, organisation: int) -> DepartmentPage:
    """One department; `DoesNotExist` where the user sees no matter of it. Constant queries."""
    if not may(user, VIEW):
        raise Organisation.DoesNotExist(organisation)
    today = timezone.localdate()
    seen = visible_matters(user)
    leading = seen.filter(organisation=organisation)
    parts = (
        Part.objects.filter(organisation=organisation, role=PartRole.COOPERATING, matter__in=seen)
        .exclude(matter__state__in=(*RESTING, "draft"))
        .select_related("matter__organisation", "matter__matter_class")
        .order_by(F("matter__due_on").asc(nulls_last=True), "pk")[:MOST_ROWS]
    )
    with_part = list(parts)
    found = Organisation.objects.get(pk=organisation)
    first = list(
        leading.exclude(state__in=RESTING)
        .select_related("organisation", "matter_class", "handler")
        .order_by(*ORDERS[""])[:MOST_ROWS]
    )
    counts = counts_of(leading, today, today.year)
    done = list(
        leading.filter(done_on__year=today.year)
        .select_related("organisation", "matter_class")
        .order_by("-done_on", "-pk")[:10]
    )
    if not (first or done or with_part or leading.exists()):
        raise Organisation.DoesNotExist(organisation)
    return DepartmentPage(
        organisation=found,
        counts=counts,
        leading=lines_of(first),
        leading_total=counts.open,
        cooperating=list(zip(with_part, lines_of(each.matter for each in with_part), strict=True)),
        done=lines_of(done),
        year=today.year,
    )
