"""Who may arrange roles. Default deny."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ditan.base.access.declared import label_of
from ditan.base.access.errors import NotAllowed

VIEW = "access.view_roles"
MANAGE = "access.manage_roles"
GRANT = "access.grant_roles"
MATRIX = "access.view_matrix"


def may(user: Any, permission: str) -> bool:
    """Whether the user is signed in, active, and holds the permission."""
    return bool(user.is_authenticated and user.is_active and user.has_perm(permission))


def require(user: Any, permission: str) -> None:
    """Refuse where the user does not hold the permission."""
    if not may(user, permission):
        raise NotAllowed(
            _("您没有“%(permission)s”权限；如需办理，请联系安全管理员。") % {"permission": label_of(permission)}
        )
