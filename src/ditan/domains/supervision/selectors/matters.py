"""Lists of matters, what waits for whom, the boxes on the workbench."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from ditan.base.access.scope import scope_of
from ditan.base.searching import holding
from ditan.base.workflow.clocks.calendar import Standing, working_days
from ditan.core.clocks import green_from
from ditan.core.machines.matters import OWED_BY_RECEIVER, RESTING
from ditan.domains.supervision.clocks import SOON
from ditan.domains.supervision.models import (
    Extension,
    ExtensionState,
    Matter,
    MatterClass,
    MatterState,
    Part,
    PartRole,
    PartState,
)
from ditan.domains.supervision.permissions import HANDLE, MANAGE, REVIEW, may
from ditan.domains.supervision.selectors.scope import visible_matters
from ditan.domains.supervision.selectors.standing import WITH_OFFICE, due_of

OPEN, MINE, OVERDUE, SOON_DUE, HUNG = "open", "mine", "overdue", "soon", "hung"
MOST_BOX = 6
ORDERS: dict[str, tuple[Any, ...]] = {
    "": (F("due_on").asc(nulls_last=True), "pk"),
    "number": ("-year", "-serial"),
    "-due": (F("due_on").desc(nulls_last=True), "pk"),
    "percent": (F("percent").asc(nulls_first=True), "pk"),
    "weight": ("-own_weight", "pk"),
}


@dataclass(frozen=True, slots=True)
class MatterFilters:
    """What a search asks for; empty parts ask nothing. `state` is one of `MatterState`, `open`, `mine`, `overdue`, `soon`
    or `hung`; `organisation` leads or takes part."""

    words: str = ""
    state: str = OPEN
    kind: str = ""
    organisation: int | None = None
    role: str = ""
    matter_class: int | None = None
    plan: int | None = None
    due_from: datetime.date | None = None
    due_to: datetime.date | None = None
    order: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A matter as a list shows it."""

    matter: Matter
    due: Standing


def list_matters(user: Any, filters: MatterFilters | None = None) -> QuerySet[Matter]:
    """The matters that match, those due first in front."""
    wanted = filters or MatterFilters()
    rows = _in_state(user, visible_matters(user), wanted.state)
    exact = {"kind": wanted.kind, "matter_class": wanted.matter_class, "due_on__gte": wanted.due_from}
    exact["due_on__lte"] = wanted.due_to
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if wanted.organisation:
        part = Part.objects.filter(organisation=wanted.organisation)
        if wanted.role:
            part = part.filter(role=wanted.role)
        rows = rows.filter(pk__in=part.order_by().values("matter"))
    if wanted.plan:
        rows = rows.filter(measure__plan=wanted.plan)
    for word in wanted.words.replace("\x00", "").split():
        rows = rows.filter(holding(word, "title", "number", "issued_number", "organisation__name"))
    return rows.select_related("organisation", "matter_class", "handler", "parent").order_by(
        *ORDERS.get(wanted.order, ORDERS[""])
    )


def lines_of(matters: Iterable[Matter]) -> list[Line]:
    """Each matter with the words of its deadline."""
    today = timezone.localdate()
    return [Line(each, due_of(each, today)) for each in matters]


def get_matter(user: Any, pk: int) -> Matter:
    """One matter; `DoesNotExist` where it lies outside the user's data."""
    rows = visible_matters(user).select_related(
        "organisation",
        "matter_class__chain",
        "handler",
        "parent__organisation",
        "source",
        "measure__plan",
        "reported_by",
    )
    return rows.get(pk=pk)


def overdue(today: datetime.date) -> Q:
    """The condition that a matter is behind its deadline: still owed, or reported too late and not yet done."""
    reported_late = Q(state__in=WITH_OFFICE, reported_on__gt=F("due_on"))
    return Q(state__in=OWED_BY_RECEIVER, due_on__lt=today) | reported_late


def due_soon(today: datetime.date) -> Q:
    """The condition that a matter is owed and near its deadline. A query for the early warnings of the classes."""
    calendar, found = working_days(), Q(pk__in=[])
    classes = MatterClass.objects.order_by().values_list("soon", "pk")
    by_soon: dict[int, list[int]] = {}
    for soon, pk in classes:
        by_soon.setdefault(soon, []).append(pk)
    for soon, keys in by_soon.items():
        found |= Q(matter_class__in=keys, due_on__lt=green_from(today, soon, calendar))
    found |= Q(matter_class=None, due_on__lt=green_from(today, SOON, calendar))
    return Q(state__in=OWED_BY_RECEIVER, due_on__gte=today) & found


def _in_state(user: Any, rows: QuerySet[Matter], state: str) -> QuerySet[Matter]:
    today = timezone.localdate()
    if state == OPEN:
        return rows.exclude(state__in=RESTING)
    if state == MINE:
        return rows.filter(waits_for(user))
    if state == OVERDUE:
        return rows.filter(overdue(today))
    if state == SOON_DUE:
        return rows.filter(due_soon(today))
    if state == HUNG:
        return rows.exclude(state__in=RESTING).exclude(hung_on=None)
    return rows.filter(state=state) if state in MatterState.values else rows


def waits_for(user: Any) -> Q:
    """The condition that the next step is this user's to take."""
    found = Q(pk__in=[])
    if may(user, HANDLE):
        scope = scope_of(user, HANDLE)
        if not scope.everything:
            part = Part.objects.filter(
                organisation__in=scope.organisations, role=PartRole.COOPERATING, state=PartState.WAITING
            )
            found |= Q(state__in=OWED_BY_RECEIVER, organisation__in=scope.organisations)
            found |= Q(state__in=OWED_BY_RECEIVER, pk__in=part.order_by().values("matter"))
    if may(user, REVIEW) and scope_of(user, REVIEW).everything:
        found |= Q(state__in=(*WITH_OFFICE, "done")) & ~Q(state__in=WITH_OFFICE, reported_by=user.pk)
    if may(user, MANAGE) and scope_of(user, MANAGE).everything:
        asked = Extension.objects.filter(state=ExtensionState.WAITING).order_by().values("matter")
        found |= Q(state__in=("draft", "returned")) | Q(pk__in=asked)
    return found


def waiting_count(user: Any) -> int:
    """How many matters wait for me, for the menu. One query."""
    return visible_matters(user).filter(waits_for(user)).count()


def to_do(user: Any) -> dict[str, Any]:
    """What waits for me, the most urgent first: to sign for, to report, to review. Three queries."""
    today = timezone.localdate()
    rows = visible_matters(user).filter(waits_for(user))
    counts = rows.order_by().aggregate(
        total=Count("pk"),
        sign=Count("pk", filter=Q(state="handed_out")),
        late=Count("pk", filter=overdue(today)),
        soon=Count("pk", filter=due_soon(today)),
        review=Count("pk", filter=Q(state__in=WITH_OFFICE)),
    )
    first = rows.select_related("organisation", "matter_class").order_by(*ORDERS[""])[:MOST_BOX]
    return {"lines": lines_of(first), **counts}


def organisation_choices(user: Any) -> list[tuple[str, str]]:
    """The organisations that lead matters that the user sees."""
    rows = visible_matters(user).exclude(organisation=None).order_by("organisation__name")
    return [(str(pk), name) for pk, name in rows.values_list("organisation", "organisation__name").distinct()]


def plan_choices(user: Any) -> list[tuple[str, str]]:
    """The plans of which the user sees matters."""
    rows = visible_matters(user).exclude(measure=None).order_by("measure__plan")
    return [(str(pk), title) for pk, title in rows.values_list("measure__plan", "measure__plan__title").distinct()]
