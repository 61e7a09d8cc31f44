"""Who may do what with check-ups. Default deny. What is found of a region is for whoever may see check-ups."""

from __future__ import annotations

from typing import Any

from ditan.base import declaration
from ditan.base.declaration import may

VIEW = "checkups.view_checkups"
MANAGE = "checkups.manage_checkups"
ENTER = "checkups.enter_values"
EXPORT = "checkups.export_checkups"


def require(user: Any, permission: str) -> None:
    """Refuse where the user does not hold the permission, or may not see check-ups at all."""
    for needed in (permission, VIEW):
        declaration.require(user, needed)


__all__ = ["ENTER", "EXPORT", "MANAGE", "VIEW", "may", "require"]
