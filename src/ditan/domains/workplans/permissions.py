"""Who may do what with yearly work plans. Default deny."""

from __future__ import annotations

from typing import Any

from ditan.base import declaration
from ditan.base.declaration import may
from ditan.core.machines.workplans import APPROVE, DRAW_UP, ISSUE

VIEW = "workplans.view_workplans"
EXPORT = "workplans.export_workplans"


def require(user: Any, permission: str) -> None:
    """Refuse where the user does not hold the permission, or may not see work plans at all."""
    for needed in (permission, VIEW):
        declaration.require(user, needed)


__all__ = ["APPROVE", "DRAW_UP", "EXPORT", "ISSUE", "VIEW", "may", "require"]
