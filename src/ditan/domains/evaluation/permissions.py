"""Who may do what with evaluations. Default deny."""

from __future__ import annotations

from typing import Any

from ditan.base import declaration
from ditan.base.declaration import may

VIEW = "evaluation.view_evaluations"
EDIT = "evaluation.edit_evaluations"
FINALISE = "evaluation.finalise_evaluations"
EXPORT = "evaluation.export_evaluations"


def require(user: Any, permission: str) -> None:
    """Refuse where the user does not hold the permission, or may not see evaluations at all."""
    for needed in (permission, VIEW):
        declaration.require(user, needed)


__all__ = ["EDIT", "EXPORT", "FINALISE", "VIEW", "may", "require"]
