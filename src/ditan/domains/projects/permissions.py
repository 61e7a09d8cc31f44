"""Who may do what with projects. Default deny."""

from __future__ import annotations

from typing import Any

from ditan.base import declaration
from ditan.base.declaration import may

VIEW = "projects.view_projects"
EDIT = "projects.edit_projects"
APPROVE = "projects.approve_projects"
SCREEN = "projects.screen_projects"
IMPORT = "projects.import_projects"
EXPORT = "projects.export_projects"


def require(user: Any, permission: str) -> None:
    """Refuse where the user does not hold the permission, or may not see projects at all."""
    for needed in (permission, VIEW):
        declaration.require(user, needed)


__all__ = ["APPROVE", "EDIT", "EXPORT", "IMPORT", "SCREEN", "VIEW", "may", "require"]
