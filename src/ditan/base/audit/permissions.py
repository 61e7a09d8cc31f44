"""Who may read, export and verify the log. Default deny."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ditan.base.refusal import Refusal

VIEW = "audit.view_log"
EXPORT = "audit.export_log"
VERIFY = "audit.verify_log"


class NotAllowed(Refusal):
    """The user does not hold the permission."""

    code = "not_allowed"
    status = 403


def may(user: Any, permission: str) -> bool:
    """Whether the user is signed in, active, and holds the permission."""
    return bool(user.is_authenticated and user.is_active and user.has_perm(permission))


def require(user: Any, permission: str) -> None:
    """Refuse where the user does not hold the permission."""
    if not may(user, permission):
        raise NotAllowed(_("操作日志只对审计管理员开放；您没有这项权限。"))
