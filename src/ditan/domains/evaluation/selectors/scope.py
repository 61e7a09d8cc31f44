"""Whose evaluations a user sees. An evaluation speaks of the whole plan, with every department in it: a draft is seen by
roles with all data alone; a final one is a report of the house, for whoever may see evaluations. Said here and nowhere else."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ditan.base.access.scope import scope_of
from ditan.domains.assessment.permissions import VIEW as VIEW_ASSESSMENTS
from ditan.domains.evaluation.errors import NotWhole
from ditan.domains.evaluation.models import Evaluation, State
from ditan.domains.evaluation.permissions import VIEW, may
from ditan.domains.plans.permissions import VIEW as VIEW_PLANS
from ditan.domains.plans.permissions import VIEW_TARGETS
from ditan.domains.projects.permissions import VIEW as VIEW_PROJECTS
from ditan.domains.supervision.permissions import VIEW as VIEW_MATTERS

NEEDED = (VIEW_PLANS, VIEW_TARGETS, VIEW_PROJECTS, VIEW_MATTERS, VIEW_ASSESSMENTS)
"""What the facts of an evaluation are read with."""


def visible_evaluations(user: Any, permission: str = VIEW) -> QuerySet[Evaluation]:
    """Evaluations that the user reaches with the permission."""
    rows = Evaluation.objects.select_related("plan__region")
    for needed in dict.fromkeys((VIEW, permission)):
        if not may(user, needed):
            return rows.none()
    if reaches_all(user, permission):
        return rows
    return rows.filter(state=State.FINAL) if permission == VIEW else rows.none()


def reaches_all(user: Any, permission: str = VIEW) -> bool:
    """Whether the user's role with this permission reaches all data."""
    return all(may(user, needed) and scope_of(user, needed).everything for needed in (VIEW, permission))


def require_whole(user: Any) -> None:
    """Refuse where a report gathered for this user would leave something out without a word."""
    lacking = [needed for needed in NEEDED if not (may(user, needed) and scope_of(user, needed).everything)]
    if lacking:
        raise NotWhole(
            _(
                "评估报告草稿按全部数据生成，须能查看全部规划、目标、项目、督办事项和考核；请联系安全管理员，或查阅已定稿的报告。"
            )
        )
