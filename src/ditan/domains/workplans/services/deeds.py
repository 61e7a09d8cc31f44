"""Holding a work plan for a write, its history, and its rows in the log."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.audit.services import record
from ditan.base.notices.services.notifying import person_name
from ditan.base.refusal import Changed, NotAllowed
from ditan.domains.workplans.errors import NotAvailable, WrongState
from ditan.domains.workplans.models import WorkPlan, WorkPlanState, WorkStep
from ditan.domains.workplans.permissions import require
from ditan.domains.workplans.selectors.scope import reaches_all


def name_of(user: Any) -> str:
    """The person's name, or that of the account; "" for the platform."""
    return person_name(user) if user is not None and user.is_authenticated else ""


def require_all(user: Any, permission: str) -> None:
    """Refuse who does not hold the permission for the whole of the data: a work plan belongs to no one department."""
    require(user, permission)
    if not reaches_all(user, permission):
        raise NotAllowed(_("年度工作计划由统筹部门办理；您的数据范围只含本单位的条目。"))


def held(user: Any, pk: int, version: int, permission: str) -> WorkPlan:
    """The work plan, held for this transaction; `Changed` where somebody wrote to it since `version`."""
    require_all(user, permission)
    rows = WorkPlan.objects.filter(pk=pk)
    if not rows.filter(version=version).update(version=F("version") + 1):
        found = rows.first()
        if found is None:
            raise NotAvailable(_("没有这份年度工作计划；请返回列表刷新。"))
        told = {"title": found.title, "version": found.version}
        raise Changed(
            _("“%(title)s”刚被他人修改过（现为第 %(version)d 次修订）；您填的内容没有保存，请刷新页面核对后再填。")
            % told
        )
    return rows.select_related("region").get()


def drafted(user: Any, pk: int, version: int, permission: str) -> WorkPlan:
    """The same, where its lines may still be written."""
    workplan = held(user, pk, version, permission)
    if workplan.state != WorkPlanState.DRAFT:
        told = {"title": workplan.title, "state": workplan.get_state_display()}
        raise WrongState(_("“%(title)s”现为“%(state)s”，条目不能修改；请先退回修改或办理修订。") % told)
    return workplan


def note(
    act: str,
    user: Any,
    workplan: WorkPlan,
    *,
    line: str = "",
    before: Any = None,
    after: Any = None,
    reason: str = "",
) -> None:
    """An entry of the plan's history and a row of the log."""
    WorkStep(
        workplan=workplan,
        step=act,
        line_title=line[:300],
        before=before,
        after=after,
        reason=reason.strip()[:400],
        by_id=getattr(user, "pk", None),
        by_name=name_of(user),
        at=timezone.now(),
    ).save()
    record(
        act=f"workplans.{act}",
        user=user,
        target_kind="workplans.workplan",
        target_key=workplan.pk,
        target_name=f"{workplan.title} {line}".strip()[:200],
        before=before,
        after=after,
        detail=reason.strip(),
    )
