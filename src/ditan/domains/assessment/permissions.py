"""Who may do what with assessments. Default deny."""

from __future__ import annotations

from typing import Any

from ditan.base import declaration
from ditan.base.declaration import may

VIEW = "assessment.view_assessments"
SCORE = "assessment.score_self"
REVIEW = "assessment.review"
MANAGE = "assessment.manage"
RANK = "assessment.view_rankings"
RUBRICS = "assessment.manage_rubrics"
EXPORT = "assessment.export_assessments"


def require(user: Any, permission: str) -> None:
    """Refuse where the user does not hold the permission, or may not see assessments at all."""
    for needed in (permission, VIEW):
        declaration.require(user, needed)


__all__ = ["EXPORT", "MANAGE", "RANK", "REVIEW", "RUBRICS", "SCORE", "VIEW", "may", "require"]
