"""Lines that a person writes, changes or leaves out; after the first edition each change has its reason."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ditan.base.directory.models import Organisation
from ditan.base.refusal import Changed, InvalidFields
from ditan.domains.plans.models.choices import Comparator
from ditan.domains.supervision.selectors.naming import organisations_named
from ditan.domains.workplans.errors import NotAvailable
from ditan.domains.workplans.models import LineKind, WorkLine, WorkPlan
from ditan.domains.workplans.permissions import DRAW_UP
from ditan.domains.workplans.services.deeds import drafted, note

TEXTS = {"title": 300, "text": 20_000, "unit": 100, "organisation_name": 200, "cooperating": 600, "due_text": 200}
FIELDS = (*TEXTS, "comparator", "value", "due_on", "weight", "basis")
OPEN = ("", "待定", "—", "-")
"""How people write that a value is not decided."""


@transaction.atomic
def save_line(
    *,
    user: Any,
    workplan: int,
    version: int,
    values: Mapping[str, str],
    pk: int | None = None,
    line_version: int = 0,
    kind: str = LineKind.TASK,
    parent: int | None = None,
    reason: str = "",
) -> WorkLine:
    """A new line (`pk` None), or other words for one. `values` are texts as typed; a field left out stays.

    Raises
    ------
    InvalidFields
        With a message for each field that cannot be taken; nothing is stored.
    """
    plan = drafted(user, workplan, version, DRAW_UP)
    line = _line(plan, pk, line_version) if pk is not None else _new(plan, kind, parent)
    before = shown(line) if pk is not None else None
    errors = read_into(line, values)
    if plan.edition > 1 and not reason.strip():
        errors["reason"] = _("修订版的每处改动都要写明理由。")
    if errors:
        raise InvalidFields(errors)
    if before is not None and shown(line) == before:
        return line
    line.edited = True
    line.version += 1 if pk is not None else 0
    line.save()
    act = "line_changed" if pk is not None else "line_added"
    note(act, user, plan, line=line.title, before=before, after=shown(line), reason=reason)
    return line


@transaction.atomic
def drop_line(*, user: Any, workplan: int, version: int, pk: int, line_version: int, reason: str) -> WorkLine:
    """Leave a line out of this year, with the reason; it can be taken back."""
    plan = drafted(user, workplan, version, DRAW_UP)
    line = _line(plan, pk, line_version)
    if not reason.strip():
        raise InvalidFields({"reason": _("请写明本年不列的理由，例如“已于上年完成”。")})
    line.dropped, line.reason, line.version = True, reason.strip()[:400], line.version + 1
    line.save()
    note("line_dropped", user, plan, line=line.title, reason=reason)
    return line


@transaction.atomic
def restore_line(*, user: Any, workplan: int, version: int, pk: int, line_version: int, reason: str = "") -> WorkLine:
    """Take a line back that was left out."""
    plan = drafted(user, workplan, version, DRAW_UP)
    line = _line(plan, pk, line_version)
    line.dropped, line.reason, line.version = False, "", line.version + 1
    line.save()
    note("line_restored", user, plan, line=line.title, reason=reason)
    return line


def read_into(line: WorkLine, values: Mapping[str, str]) -> dict[str, str]:
    """Take typed texts into a line; gives what is wrong, by field."""
    errors: dict[str, str] = {}
    for name, longest in TEXTS.items():
        if name in values:
            text = values[name].replace("\x00", "").strip()
            if len(text) > longest:
                errors[name] = _("最多 %(most)d 个字，现有 %(found)d 个。") % {"most": longest, "found": len(text)}
            else:
                setattr(line, name, text)
    if "basis" in values:
        line.basis = values["basis"].strip()[:400]
    if not line.title:
        errors["title"] = _("请填写名称。")
    if "comparator" in values:
        if values["comparator"] not in ("", *Comparator.values):
            errors["comparator"] = _("没有这种比较方式；请重新选择。")
        else:
            line.comparator = values["comparator"]
    if "value" in values:
        line.value = _number(values["value"], errors)
    if "due_on" in values:
        line.due_on = _day(values["due_on"], errors)
    if "weight" in values:
        line.weight = _weight(values["weight"], errors)
    if "organisation_name" in values and "organisation_name" not in errors:
        _name_organisation(line, errors)
    return errors


def shown(line: WorkLine) -> dict[str, Any]:
    """What the line says, for the history."""
    return {
        "title": line.title,
        "text": line.text[:400],
        "value": line.value,
        "unit": line.unit,
        "comparator": line.comparator,
        "organisation": line.organisation_name,
        "cooperating": line.cooperating,
        "due_on": line.due_on.isoformat() if line.due_on else None,
        "due_text": line.due_text,
        "weight": str(line.weight) if line.weight is not None else None,
        "basis": line.basis,
    }


def _new(plan: WorkPlan, kind: str, parent: int | None) -> WorkLine:
    if kind not in LineKind.values:
        raise InvalidFields({"kind": _("类别只能是指标、任务或项目。")})
    above = None
    if parent is not None:
        above = plan.lines.filter(pk=parent).first()
        if above is None or above.parent_id is not None:
            raise InvalidFields({"parent": _("只能分解一级条目；请重新选择上级条目。")})
        kind = above.kind
    last = plan.lines.filter(kind=kind).order_by("-position").values_list("position", flat=True).first()
    line = WorkLine(workplan=plan, kind=kind, parent=above, position=above.position if above else (last or 0) + 1)
    if above is not None:
        line.title, line.unit, line.comparator = above.title, above.unit, above.comparator
        line.rule = next((each.rule for each in above.parts.all() if each.rule), "sum")
    return line


def _line(plan: WorkPlan, pk: int, version: int) -> WorkLine:
    line = plan.lines.select_for_update().filter(pk=pk).first()
    if line is None:
        raise NotAvailable(_("没有这一条；请刷新页面。"))
    if line.version != version:
        raise Changed(_("“%(title)s”刚被他人修改过；您填的内容没有保存，请刷新后再填。") % {"title": line.title[:40]})
    return line


def _name_organisation(line: WorkLine, errors: dict[str, str]) -> None:
    """The directory's row for the name; a name that nobody bears stays as printed, and a finding says so."""
    if not line.organisation_name:
        line.organisation = None
        return
    if line.organisation is not None and line.organisation.name == line.organisation_name:
        return
    line.organisation = organisations_named([line.organisation_name]).get(line.organisation_name)
    if line.organisation is None and Organisation.objects.filter(name=line.organisation_name).exists():
        errors["organisation_name"] = _("“%(name)s”已撤销，或有多个同名单位；请写全称。") % {
            "name": line.organisation_name[:40]
        }


def _number(text: str, errors: dict[str, str]) -> float | None:
    plain = text.strip().replace(",", "").replace("，", "").removesuffix("%").strip()
    if text.strip() in OPEN:
        return None
    try:
        number = float(plain)
    except ValueError:
        errors["value"] = _("“%(found)s”不是数字；未定时请留空或写“待定”。") % {"found": text.strip()[:40]}
        return None
    if not abs(number) < 1e15:
        errors["value"] = _("“%(found)s”超出范围；请核对单位。") % {"found": text.strip()[:40]}
        return None
    return number


def _day(text: str, errors: dict[str, str]) -> datetime.date | None:
    if not text.strip():
        return None
    try:
        return datetime.date.fromisoformat(text.strip().replace("/", "-")[:10])
    except ValueError:
        errors["due_on"] = _("“%(found)s”不是日期；请写成 2026-12-31。") % {"found": text.strip()[:40]}
        return None


def _weight(text: str, errors: dict[str, str]) -> Decimal | None:
    if not text.strip():
        return None
    try:
        weight = Decimal(text.strip().removesuffix("%"))
    except InvalidOperation:
        weight = Decimal("NaN")
    if not weight.is_finite() or not 0 <= weight <= 100:
        errors["weight"] = _("“%(found)s”不是 0—100 之间的权重。") % {"found": text.strip()[:40]}
        return None
    return weight.quantize(Decimal("0.001"))
