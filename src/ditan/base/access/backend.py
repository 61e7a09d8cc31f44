"""The authentication backend: passwords as Django checks them, permissions from the roles held today."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db.models import QuerySet

from ditan.base.access.held import roles_held
from ditan.base.statements import rows_of


class RoleBackend(ModelBackend):
    """Permissions are the union of those of the roles held through posts and grants.

    Django's groups give nothing here. A permission set on the account itself, which no screen does, still counts: it is
    for scripts and tests.
    """

    def get_user_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        if obj is not None or not user_obj.is_active or user_obj.is_anonymous or user_obj.is_superuser:
            return super().get_user_permissions(user_obj, obj)
        kept: set[str] | None = getattr(user_obj, "_user_perm_cache", None)
        if kept is None:
            kept = {f"{app}.{codename}" for app, codename in rows_of(_set_on_the_account, key=user_obj.pk)}
            user_obj._user_perm_cache = kept
        return kept

    def get_group_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        if obj is not None:
            return set()
        return roles_held(user_obj).all_permissions()


def _set_on_the_account(user: int) -> QuerySet[Any]:
    return Permission.objects.filter(user=user).order_by().values_list("content_type__app_label", "codename")
