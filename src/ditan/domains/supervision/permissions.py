"""Who may do what with matters under supervision. Default deny."""

from __future__ import annotations

from typing import Any

from ditan.base import declaration
from ditan.base.declaration import may
from ditan.core.machines.matters import HANDLE, MANAGE, REVIEW

VIEW = "supervision.view_matters"
EXPORT = "supervision.export_matters"
CLASSES = "supervision.manage_classes"


def require(user: Any, permission: str) -> None:
    """Refuse where the user does not hold the permission, or may not see matters at all."""
    for needed in (permission, VIEW):
        declaration.require(user, needed)


__all__ = ["CLASSES", "EXPORT", "HANDLE", "MANAGE", "REVIEW", "VIEW", "may", "require"]
