"""The authentication backend: passwords as Django checks them, permissions from the roles held today."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend

from ditan.base.access.held import roles_held


class RoleBackend(ModelBackend):
    """Permissions are the union of those of the roles held through posts and grants.

    Django's groups give nothing here. A permission set on the account itself, which no screen does, still counts: it is
    for scripts and tests.
    """

    def get_group_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        if obj is not None:
            return set()
        return roles_held(user_obj).all_permissions()
