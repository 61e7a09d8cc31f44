"""Who is told of projects: everybody who holds a permission over all data."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from ditan.base.access.models import Grant, RoleOfPost
from ditan.base.directory.models.dated import holds


def office(permission: str) -> list[User]:
    """The coordinating office's people: whoever holds the permission over all data."""
    app, _dot, codename = permission.partition(".")
    roles = Q(
        role__scope="all",
        role__permissions__content_type__app_label=app,
        role__permissions__codename=codename,
    )
    day = timezone.localdate()
    posts = RoleOfPost.objects.filter(roles, holds(day, "post__holdings__"), holds(day, "post__"))
    grants = Grant.objects.filter(roles, holds(day))
    keys = {
        *posts.order_by().values_list("post__holdings__person__user", flat=True),
        *grants.order_by().values_list("user", flat=True),
    }
    return list(User.objects.filter(pk__in=keys - {None}, is_active=True))
