"""Which plans, items, findings and decisions a user may see. Every selector and service asks here and nowhere else.

A plan and its text are public documents: who may see plans may see each. What the platform made of them is not. Items are
cut to the departments that the user's roles reach, by the name under which an item lists a department: the canonical one
where it is known, the printed one otherwise. Targets and findings belong to no department; they are seen with all data
or by who decided on them. A narrower role for another act (review, export, import) cuts further, never less.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from ditan.base.access.scope import Scope, scope_of
from ditan.base.declaration import may
from ditan.domains.plans.kinds import KINDS, Kind
from ditan.domains.plans.models import (
    Decision,
    Finding,
    IndicatorDepartment,
    PlanDocument,
    ProjectLead,
    Responsibility,
    ReviewItem,
)
from ditan.domains.plans.permissions import VIEW, Visitor

DEPARTMENTS_OF: dict[str, tuple[Any, str]] = {
    "indicator": (IndicatorDepartment, "indicator"),
    "measure": (Responsibility, "measure"),
    "task": (Responsibility, "measure"),
    "project": (ProjectLead, "project"),
}
"""Where a kind keeps its departments, and the name of the key to the item. Targets name none."""

ONE_TABLE = ("measure", "task")
"""Kinds that share a table, so that one key stands for one item of either."""


def visible_plans(user: Visitor) -> QuerySet[PlanDocument]:
    """Plans that the user may see."""
    if not may(user, VIEW):
        return PlanDocument.objects.none()
    return PlanDocument.objects.select_related("source", "region")


def visible_items(user: Visitor, kind: Kind, rows: QuerySet[Any], permission: str = VIEW) -> QuerySet[Any]:
    """Of these items of a kind, those that the user reaches with the permission, and may see."""
    return items_in(scopes_of(user, permission), kind, rows)


def items_in(scopes: Iterable[Scope], kind: Kind, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Of these items of a kind, those that all of these scopes reach."""
    for scope in scopes:
        if not scope.everything:
            reached = _of_departments(scope, kind) | _of_person(scope, kind.name)
            rows = rows.filter(reached) if reached else rows.none()
    return rows


def visible_findings(user: Visitor, rows: QuerySet[Finding], permission: str = VIEW) -> QuerySet[Finding]:
    """Of these findings, those that the user reaches with the permission, and may see."""
    for scope in scopes_of(user, permission):
        if not scope.everything:
            reached = _of_person(scope, Finding.kind)
            rows = rows.filter(reached) if reached else rows.none()
    return rows


def visible_decisions(user: Visitor, rows: QuerySet[Decision]) -> QuerySet[Decision]:
    """Of these decisions, those on plans and on what the user may see. Those on items long gone need all data."""
    if reaches_all(user):
        return rows
    seen = Q(item_kind="plan") | Q(
        item_kind=Finding.kind, item_id__in=visible_findings(user, Finding.objects.order_by()).values("pk")
    )
    for name, kind in KINDS.items():
        seen |= Q(item_kind=name, item_id__in=visible_items(user, kind, kind.rows().order_by()).values("pk"))
    return rows.filter(seen)


def reaches_all(user: Visitor, permission: str = VIEW) -> bool:
    """Whether no item is hidden from the user under this permission."""
    return all(scope.everything for scope in scopes_of(user, permission))


def reaches(user: Visitor, item: ReviewItem | Finding, permission: str = VIEW) -> bool:
    """Whether the user may act on one stored item or finding with the permission."""
    if reaches_all(user, permission):
        return True
    if isinstance(item, Finding):
        return visible_findings(user, Finding.objects.filter(pk=item.pk), permission).exists()
    kind = KINDS[item.kind]
    return visible_items(user, kind, kind.rows().filter(pk=item.pk), permission).exists()


def scopes_of(user: Visitor, permission: str = VIEW) -> tuple[Scope, ...]:
    """The scopes that an item has to lie in, all of them, for the user to act on it with the permission."""
    return tuple(scope_of(user, each) for each in dict.fromkeys((VIEW, permission)))


def _of_departments(scope: Scope, kind: Kind) -> Q:
    if not scope.names or kind.name not in DEPARTMENTS_OF:
        return Q()
    model, owner = DEPARTMENTS_OF[kind.name]
    return Q(pk__in=model.objects.filter(listed_as__in=sorted(scope.names)).order_by().values(owner))


def _of_person(scope: Scope, kind: str) -> Q:
    """What the person added or decided on, also where the decision was taken back since."""
    if not scope.own:
        return Q()
    kinds = ONE_TABLE if kind in ONE_TABLE else (kind,)
    decided = Decision.objects.filter(item_kind__in=kinds, user=scope.user_pk).order_by()
    return Q(decided_by=scope.user_pk) | Q(pk__in=decided.values("item_id"))
