"""Who may do what with alerts. Default deny."""

from __future__ import annotations

from typing import Any

from ditan.base import declaration
from ditan.base.declaration import may

VIEW = "alerts.view_alerts"
ASSIGN = "alerts.assign"
HANDLE = "alerts.handle"
CHECK = "alerts.check"
MUTE = "alerts.mute"
EXPORT = "alerts.export_alerts"
RULES = "alerts.manage_rules"


def require(user: Any, permission: str) -> None:
    """Refuse where the user does not hold the permission, or may not see alerts at all."""
    for needed in (permission, VIEW):
        declaration.require(user, needed)


__all__ = ["ASSIGN", "CHECK", "EXPORT", "HANDLE", "MUTE", "RULES", "VIEW", "may", "require"]
