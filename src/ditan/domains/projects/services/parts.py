"""Milestones, quantities, expected abatement and findings of a project."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.refusal import InvalidFields
from ditan.core.projects import words_of
from ditan.domains.projects.errors import WrongState
from ditan.domains.projects.models import Abatement, Milestone, Project, ProjectFinding, Quantity
from ditan.domains.projects.permissions import APPROVE, EDIT
from ditan.domains.projects.services.clocks import keep_clocks, milestone_key, stop_clocks
from ditan.domains.projects.services.deeds import held, name_of, note
from ditan.domains.projects.services.sums import refresh

LARGEST = Decimal(10) ** 14


def check_within(project: Project, due_on: datetime.date) -> str:
    """Why a milestone cannot be due on that day; "" where it can."""
    first = datetime.date(project.start_year, 1, 1) if project.start_year else None
    last = datetime.date(project.due_year, 12, 31) if project.due_year else None
    if (first is None or due_on >= first) and (last is None or due_on <= last):
        return ""
    words = {
        "found": due_on,
        "first": project.start_year or _("不限"),
        "last": project.due_year or _("不限"),
    }
    return _("节点日期 %(found)s 不在项目建设期（%(first)s—%(last)s）内；请改日期，或先修改项目的建设期。") % words


@transaction.atomic
def set_milestone(
    *,
    user: Any,
    project: Project,
    version: int,
    title: str,
    due_on: datetime.date | None,
    done_on: datetime.date | None = None,
    text: str = "",
    pk: int | None = None,
) -> Milestone:
    """A new milestone, or one that is changed or reached."""
    found = held(user, project, version, EDIT)
    errors: dict[str, str] = {}
    if not title.strip():
        errors["title"] = _("请填写节点名称。")
    if due_on is None:
        errors["due_on"] = _("请填写计划日期，如 2026-06-30。")
    elif why := check_within(found, due_on):
        errors["due_on"] = why
    if done_on is not None and done_on > timezone.localdate():
        errors["done_on"] = _("完成日期 %s 还没有到；请填写实际完成的日期。") % done_on
    if errors:
        raise InvalidFields(errors)
    row = found.milestones.get(pk=pk) if pk is not None else Milestone(project=found)
    before = {"title": row.title, "due_on": row.due_on, "done_on": row.done_on} if pk is not None else None
    assert due_on is not None
    row.title, row.due_on, row.done_on, row.note = title.strip()[:200], due_on, done_on, text.strip()[:400]
    row.version += 1 if pk is not None else 0
    row.save()
    refresh([found])
    keep_clocks(found)
    said = _("%(title)s：计划 %(due)s") % {"title": row.title, "due": row.due_on}
    said += _("，完成 %s") % done_on if done_on else ""
    note("milestone", user, found, before=before, after={"due_on": due_on, "done_on": done_on}, text=said)
    return row


@transaction.atomic
def remove_milestone(*, user: Any, project: Project, version: int, pk: int) -> None:
    """Take a milestone away; it stays in the history."""
    found = held(user, project, version, EDIT)
    row = found.milestones.get(pk=pk)
    said = _("删除节点：%(title)s（计划 %(due)s）") % {"title": row.title, "due": row.due_on}
    stop_clocks([milestone_key(row.pk)], said)
    row.delete()
    refresh([found])
    note("milestone", user, found, before={"title": row.title, "due_on": row.due_on}, text=said)


@transaction.atomic
def set_quantity(
    *,
    user: Any,
    project: Project,
    version: int,
    what: str,
    unit: str,
    planned: Decimal | None,
    done: Decimal | None = None,
    done_on: datetime.date | None = None,
    pk: int | None = None,
) -> Quantity:
    """A new quantity, or what is done of one. An empty number is unknown, not 0."""
    found = held(user, project, version, EDIT)
    errors: dict[str, str] = {}
    if not what.strip():
        errors["what"] = _("请填写工程量名称，如纯电动公交车。")
    if not unit.strip():
        errors["unit"] = _("请填写单位，如 台、平方公里。")
    for name, value in (("planned", planned), ("done", done)):
        if value is not None and (not value.is_finite() or value < 0 or value >= LARGEST):
            errors[name] = _("数量 %s 应不小于 0，且不应过大；请核对单位。") % value
    if planned is None and done is None:
        errors["planned"] = _("计划数和完成数至少填一个。")
    if done is not None and done_on is None:
        errors["done_on"] = _("请填写完成数的统计日期。")
    elif done_on is not None and done_on > timezone.localdate():
        errors["done_on"] = _("统计日期 %s 还没有到。") % done_on
    if errors:
        raise InvalidFields(errors)
    last = found.quantities.aggregate(last=Max("position"))["last"]
    row = found.quantities.get(pk=pk) if pk is not None else Quantity(project=found, position=(last or 0) + 1)
    before = {"planned": row.planned, "done": row.done, "unit": row.unit} if pk is not None else None
    if row.text and (row.planned, row.unit) != (planned, unit.strip()):
        row.start, row.end = None, None  # the text that is cited says another number
    row.what, row.unit, row.planned = what.strip()[:200], unit.strip()[:50], planned
    row.done, row.done_on = done, done_on if done is not None else None
    row.version += 1 if pk is not None else 0
    row.save()
    said = _("%(what)s：计划 %(planned)s，完成 %(done)s %(unit)s") % {
        "what": row.what,
        "planned": "—" if planned is None else words_of(planned),
        "done": "—" if done is None else words_of(done),
        "unit": row.unit,
    }
    note("quantity", user, found, before=before, after={"planned": planned, "done": done, "unit": row.unit}, text=said)
    return row


@transaction.atomic
def set_abatement(
    *,
    user: Any,
    project: Project,
    version: int,
    amount: Decimal | None,
    unit: str,
    method: str,
    basis: str,
    reason: str = "",
) -> Abatement:
    """What the project is expected to save, with the method and the source that it rests on; nothing is guessed."""
    found = held(user, project, version, EDIT)
    last = found.abatements.order_by("-version").first()
    errors: dict[str, str] = {}
    if amount is None or not amount.is_finite() or amount < 0 or amount >= LARGEST:
        errors["amount"] = _("请填写不小于 0 的预期减排量；没有核算的不要填，页面会显示“未知”。")
    if unit not in dict(Abatement.UNITS):
        errors["unit"] = _("请选择单位。")
    if not method.strip():
        errors["method"] = _("请写明核算方法，如标准号或核算公式。")
    if not basis.strip():
        errors["basis"] = _("请写明数据来源，如可研报告、节能评估报告的名称与页码。")
    if last is not None and not reason.strip():
        errors["reason"] = _("请写明调整理由。")
    if errors:
        raise InvalidFields(errors)
    assert amount is not None
    made = Abatement.objects.create(
        project=found,
        version=last.version + 1 if last is not None else 1,
        amount=amount,
        unit=unit,
        method=method.strip()[:400],
        basis=basis.strip()[:400],
        reason=reason.strip()[:400],
        by_name=name_of(user),
        at=timezone.now(),
    )
    said = f"{words_of(amount)} {made.get_unit_display()}；{made.method}；{made.basis}"
    before = {"amount": last.amount, "unit": last.unit} if last is not None else None
    note("abatement", user, found, before=before, after={"amount": amount, "unit": unit}, text=said)
    return made


@transaction.atomic
def close_finding(*, user: Any, project: Project, version: int, pk: int, reason: str) -> ProjectFinding:
    """Say what was done about a finding. It opens again where more is overspent than now."""
    found = held(user, project, version, APPROVE)
    row = found.findings.get(pk=pk)
    if row.state != ProjectFinding.State.OPEN:
        raise WrongState(_("这条疑点现为“%s”，不需要再处理。") % row.get_state_display())
    if not reason.strip():
        raise InvalidFields({"reason": _("请写明处理意见。")})
    row.state, row.reason = ProjectFinding.State.CLOSED, reason.strip()[:400]
    row.closed_by_name, row.closed_at = name_of(user), timezone.now()
    row.save()
    note("finding_closed", user, found, text=f"{row.sentence}{row.reason}")
    return row
