"""Acts on tracked targets: a value that came from above, the assessment after its year, another convention of progress."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base import refusal
from ditan.base.audit.services import record as log
from ditan.base.records.models import Source
from ditan.base.records.services import receive_file
from ditan.base.workflow.rounds.services.evidence import check_file
from ditan.core.machines import HANDED_DOWN, PASSED, Machine, TransitionRefused
from ditan.core.machines.targets import HandedDownContext, PassedContext
from ditan.core.records import Misreported, UnitMismatch, factor_between, read_reported
from ditan.domains.plans.errors import Changed, InvalidFields, NotAvailable
from ditan.domains.plans.models import Convention, HandedDown, Handing, Passed, TargetStep, TrackedTarget
from ditan.domains.plans.models.choices import Comparator
from ditan.domains.plans.permissions import MANAGE_TARGETS, require
from ditan.domains.plans.selectors.tracked import reachable
from ditan.domains.plans.services.decisions import name_of
from ditan.domains.plans.services.standings import refresh
from ditan.domains.plans.services.steps import step

ASSESSMENTS = {"met": "judge_met", "not_met": "judge_not_met", "undecidable": "judge_undecidable", "again": "reassess"}


@transaction.atomic
def hand_down(
    *,
    user: User,
    pk: int,
    version: int,
    value: str,
    document_number: str,
    issued_on: datetime.date | None,
    unit: str = "",
    comparator: str = "",
    document_title: str = "",
    issuer_name: str = "",
    reason: str = "",
    evidence: tuple[str, bytes] | None = None,
) -> TrackedTarget:
    """Register the value that came from above, with the document that says so, or adjust it with a reason.

    `evidence` is name and bytes of that document; it is kept as a source.
    """
    require(user, MANAGE_TARGETS)
    target = _lock(user, pk, version)
    if not target.handing:
        raise NotAvailable(
            _("“%(name)s”的目标值由规划自己写明，不是上级下达；如有调整请修改条目。") % {"name": target.name}
        )
    number, errors = _number(value, unit, target)
    if not document_number.strip():
        errors["document_number"] = _("请填写下达文件的发文字号，例如“渝环〔2022〕10号”。")
    if issued_on is None:
        errors["issued_on"] = _("请填写下达文件的日期，例如 2022-03-15。")
    elif issued_on > timezone.localdate():
        errors["issued_on"] = _("下达日期 %(date)s 晚于今天，请核对。") % {"date": issued_on}
    if comparator and comparator not in Comparator.values:
        errors["comparator"] = _("比较符号“%(sign)s”不存在。") % {"sign": comparator}
    adjusting = target.handing == Handing.HANDED_DOWN
    if adjusting and not reason.strip():
        errors["reason"] = _("该目标已有下达值，调整须说明理由。")
    if errors:
        raise InvalidFields(errors)
    assert number is not None
    assert issued_on is not None
    act = "adjust" if adjusting else "hand_down"
    context = HandedDownContext(value, document_number, issued_on, reason)
    before = {"state": target.handing, "value": target.value, "printed": target.printed}
    target.handing = _apply(HANDED_DOWN, target.handing, act, context)
    row = HandedDown.objects.create(
        tracked=target,
        version=target.handed_down.count() + 1,
        value=number,
        printed=value.strip()[:100],
        unit=(unit.strip() or target.metric.unit)[:100],
        comparator=comparator or Comparator.EQUAL,
        document_title=document_title.strip()[:300],
        document_number=document_number.strip()[:100],
        issued_on=issued_on,
        issuer_name=issuer_name.strip()[:200],
        evidence=_kept(evidence, user),
        reason=reason.strip()[:400],
        by_id=user.pk,
        by_name=name_of(user),
        at=timezone.now(),
    )
    target.value, target.comparator = number, row.comparator
    after = {"state": target.handing, "value": number, "document": row.document_number, "date": str(row.issued_on)}
    return _done(target, user, act, before, after, reason)


@transaction.atomic
def assess(*, user: User, pk: int, version: int, decision: str, reason: str = "") -> TrackedTarget:
    """Decide on a target whose year has passed: `met`, `not_met`, `undecidable` (with a reason), or `again`.

    What the numbers say must agree: met where the final value reaches the target, undecidable only where it cannot be told.
    """
    require(user, MANAGE_TARGETS)
    target = _lock(user, pk, version)
    if decision not in ASSESSMENTS:
        raise NotAvailable(_("没有“%(decision)s”这种评定。") % {"decision": decision})
    if not target.passed:
        raise NotAvailable(_("“%(name)s”的目标年未过，尚不能评定。") % {"name": target.name})
    refresh([target.pk])
    target.refresh_from_db()
    standing = target.standing
    final = target.passed == Passed.FINAL_VALUE
    # What counts is what the numbers say now; an assessment that stands keeps its own light until it is opened again.
    context = PassedContext(value_is_final=final, met=standing.met if final else None, reason=reason)
    before = {"state": target.passed}
    target.passed = _apply(PASSED, target.passed, ASSESSMENTS[decision], context)
    target.passed_reason, target.passed_by_name, target.passed_at = reason.strip()[:400], name_of(user), timezone.now()
    after = {"state": target.passed, "value": standing.number, "period": standing.period, "target": target.value}
    return _done(target, user, ASSESSMENTS[decision], before, after, reason)


@transaction.atomic
def set_convention(*, user: User, pk: int, version: int, convention: str, reason: str) -> TrackedTarget:
    """Count the target's progress by the other official convention, with the reason for it."""
    require(user, MANAGE_TARGETS)
    target = _lock(user, pk, version)
    errors = {}
    if convention not in Convention.values:
        errors["convention"] = _("没有“%(name)s”这种进度口径。") % {"name": convention}
    if not reason.strip():
        errors["reason"] = _("请说明改用这一口径的理由或依据，例如考核办法的名称。")
    if errors:
        raise InvalidFields(errors)
    if convention == target.convention:
        raise NotAvailable(_("该目标已采用这一进度口径。"))
    before = {"convention": target.convention}
    target.convention, target.convention_reason = convention, reason.strip()[:400]
    target.convention_by_name = name_of(user)
    return _done(target, user, "convention", before, {"convention": convention}, reason)


def _done(
    target: TrackedTarget, user: User, act: str, before: dict[str, Any], after: dict[str, Any], reason: str
) -> TrackedTarget:
    target.version += 1
    target.save()
    _written(step(target, act, user, reason=reason, before=before, after=after), target, user)
    refresh([target.pk])
    target.refresh_from_db()
    return target


def _written(line: TargetStep, target: TrackedTarget, user: User) -> None:
    log(
        act=f"plans.target_{line.step}",
        user=user,
        target_kind="tracked_target",
        target_key=target.pk,
        target_name=f"{target.subject.name} {target.name} {target.year or ''}".strip(),
        before=line.before,
        after=line.after,
        detail=line.reason,
    )


def _lock(user: User, pk: int, version: int) -> TrackedTarget:
    rows = TrackedTarget.objects.select_for_update(of=("self",)).select_related("metric", "subject", "plan")
    target = reachable(user, rows, MANAGE_TARGETS).filter(pk=pk).first()
    if target is None:
        raise NotAvailable(_("该目标不存在，或不在您的数据范围内；请刷新页面。"))
    if target.stale:
        raise NotAvailable(_("该目标的条目已不在库，不能再办理；请先在规划中恢复条目。"))
    if target.version != version:
        raise Changed(_("“%(name)s”在您打开之后已有变化；请刷新后核对再办理。") % {"name": target.name})
    return target


def _apply(machine: Machine[Any], state: str, act: str, context: Any) -> str:
    try:
        return machine.apply(state, act, context)
    except TransitionRefused as refused:
        raise NotAvailable(str(refused)) from refused


def _number(value: str, unit: str, target: TrackedTarget) -> tuple[float | None, dict[str, str]]:
    told = {"value": value.strip() or _("空")}
    try:
        read = read_reported(value.strip())
    except Misreported:
        return None, {"value": _("下达值“%(value)s”不是数；请只填数字，例如 18 或 18.5。") % told}
    if read.number is None:
        return None, {"value": _("下达值“%(value)s”不是数；请只填数字，例如 18 或 18.5。") % told}
    try:
        factor = factor_between(unit.strip(), target.metric.unit) if unit.strip() else 1.0
    except UnitMismatch:
        told = {"unit": unit.strip(), "other": target.metric.unit or _("无")}
        return None, {"unit": _("单位“%(unit)s”不能换算为“%(other)s”。") % told}
    return float(f"{read.number * factor:.12g}"), {}


def _kept(evidence: tuple[str, bytes] | None, user: User) -> Source | None:
    if evidence is None:
        return None
    try:
        check_file(*evidence)
    except refusal.InvalidFields as refused:
        raise InvalidFields({"evidence": "；".join(refused.errors.values())}) from refused
    return receive_file(name=evidence[0], data=evidence[1], user=user)
