"""Roles, and who has them."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ditan.base.access.held import on, permissions_of, roles_held, today
from ditan.base.access.models import Grant, Role, RoleOfPost
from ditan.base.access.permissions import VIEW
from ditan.base.declaration import may
from ditan.base.directory.models import Holding, Organisation


def list_roles(user: Any) -> QuerySet[Role]:
    """All roles with the number of their permissions, of accounts granted today, and of posts."""
    if not may(user, VIEW):
        return Role.objects.none()
    return Role.objects.annotate(
        permission_count=_counted(Role.permissions.through.objects.all()),
        grant_count=_counted(Grant.objects.filter(on(today()))),
        post_count=_counted(RoleOfPost.objects.all()),
    )


def _counted(rows: QuerySet[Any]) -> Coalesce:
    """The number of rows of a role; apart from the others, so that no count multiplies another."""
    counted = rows.filter(role=OuterRef("pk")).order_by().values("role").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def get_role(user: Any, pk: int) -> Role:
    """One role; `Role.DoesNotExist` where there is none or it may not be seen."""
    return list_roles(user).get(pk=pk)


def posts_with(user: Any, role: Role) -> QuerySet[RoleOfPost]:
    """The posts that carry a role, each with those who hold it today as `post.now`."""
    if not may(user, VIEW):
        return RoleOfPost.objects.none()
    now = Holding.objects.filter(on(today())).select_related("person__user")
    return (
        RoleOfPost.objects.filter(role=role)
        .select_related("post__organisation")
        .prefetch_related(Prefetch("post__holdings", queryset=now, to_attr="now"))
        .order_by("post__organisation__name", "post__position", "pk")
    )


def those_granted(user: Any, role: Role, *, ended: bool = False) -> QuerySet[Grant]:
    """The grants of a role that run or will run; `ended` gives those that are over."""
    if not may(user, VIEW):
        return Grant.objects.none()
    over = Q(valid_to__isnull=False, valid_to__lte=today())
    rows = Grant.objects.filter(over if ended else ~over, role=role)
    return rows.select_related("user", "organisation").order_by("user__username", "pk")


def chosen_organisations(user: Any, role: Role) -> QuerySet[Organisation]:
    """The organisations of a custom scope."""
    return role.organisations.all() if may(user, VIEW) else Organisation.objects.none()


def permissions_held(role: Role) -> frozenset[str]:
    """The dotted names of a role's permissions."""
    return permissions_of({role.pk})[role.pk]


def own_roles(user: Any) -> frozenset[int]:
    """The roles that one holds oneself, and so may not change."""
    return frozenset(each.role for each in roles_held(user).roles)
