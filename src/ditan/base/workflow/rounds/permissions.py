"""Who may do what with reporting rounds. Default deny."""

from __future__ import annotations

from typing import Any

from ditan.base import declaration
from ditan.base.declaration import may

VIEW = "workflow.view_rounds"
FILL = "workflow.fill_in"
REVIEW = "workflow.review_department"
APPROVE = "workflow.review_coordination"
LOCK = "workflow.lock"
MANAGE = "workflow.manage_rounds"
EXPORT = "workflow.export_rounds"


def require(user: Any, permission: str) -> None:
    """Refuse where the user does not hold the permission, or may not see rounds at all."""
    for needed in (permission, VIEW):
        declaration.require(user, needed)


__all__ = ["APPROVE", "EXPORT", "FILL", "LOCK", "MANAGE", "REVIEW", "VIEW", "may", "require"]
