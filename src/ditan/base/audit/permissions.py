"""Who may read, export and verify the log. Default deny."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ditan.base.declaration import may
from ditan.base.refusal import NotAllowed

VIEW = "audit.view_log"
EXPORT = "audit.export_log"
VERIFY = "audit.verify_log"


def require(user: Any, permission: str) -> None:
    """Refuse where the user does not hold the permission."""
    if not may(user, permission):
        raise NotAllowed(_("操作日志只对审计管理员开放；您没有这项权限。"))
