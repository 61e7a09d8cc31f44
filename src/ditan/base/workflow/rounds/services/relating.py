"""Relations between metrics are laid down and retired. What was checked by one stays readable: none is edited."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ditan.base.audit.services import record
from ditan.base.records.models import Metric
from ditan.base.refusal import InvalidFields
from ditan.base.workflow.models import CheckLevel, Comparator, Relation, RelationTerm
from ditan.base.workflow.rounds.relations import words_of
from ditan.base.workflow.rounds.services.arranging import require_manager
from ditan.base.workflow.rounds.services.deeds import account_of, name_of
from ditan.core.records import Misreported, UnitMismatch, factor_between, read_reported

MOST_TERMS = 20


@transaction.atomic
def make_relation(*, user: Any, left: str, comparator: str, right: str, level: str, note: str = "") -> Relation:
    """Lay down what must hold: metrics by code or name, joined by “+”; on the right a number may stand among them."""
    require_manager(user)
    errors: dict[str, str] = {}
    if comparator not in Comparator.values:
        errors["comparator"] = _("请选择关系。")
    if level not in CheckLevel.values:
        errors["level"] = _("请选择级别。")
    lefts, constant = _side(left, "left", errors)
    rights, more = _side(right, "right", errors)
    if constant:
        errors["left"] = _("左侧只写指标；数字请写在右侧。")
    metrics = [*lefts, *rights]
    if not errors:
        errors |= _disagreeing(metrics)
    if errors:
        raise InvalidFields(errors)
    made = Relation.objects.create(
        comparator=comparator,
        constant=more,
        level=level,
        note=note.strip()[:300],
        made_by_id=account_of(user),
        made_by_name=name_of(user),
    )
    RelationTerm.objects.bulk_create(
        [RelationTerm(relation=made, metric=each, is_right=place >= len(lefts)) for place, each in enumerate(metrics)]
    )
    _log("relation_made", user, made)
    return made


@transaction.atomic
def switch_relation(*, user: Any, pk: int, active: bool) -> Relation:
    """Check by it again, or no more."""
    require_manager(user)
    found = Relation.objects.select_for_update().get(pk=pk)
    if found.is_active != active:
        found.is_active = active
        found.save(update_fields=["is_active"])
        _log("relation_resumed" if active else "relation_retired", user, found)
    return found


def _side(text: str, name: str, errors: dict[str, str]) -> tuple[list[Metric], float]:
    """The metrics of one side and the sum of its numbers; what is wrong goes into `errors`."""
    parts = [part.strip() for part in unicodedata.normalize("NFKC", text).split("+")]
    if not all(parts) or len(parts) > MOST_TERMS:
        errors[name] = _("请填写指标名称或编码，多个用“+”连接，最多 %d 个。") % MOST_TERMS
        return [], 0.0
    metrics, constant = [], 0.0
    for part in parts:
        number = _number(part)
        if number is not None:
            constant += number
            continue
        found = Metric.objects.filter(Q(code=part) | Q(name=part) | Q(aliases__name=part), is_active=True)
        rows = list(found.order_by("pk").distinct()[:2])
        if len(rows) == 1:
            metrics.append(rows[0])
        elif rows:
            errors[name] = _("有多个指标叫“%s”；请改填指标编码。") % part[:100]
        else:
            errors[name] = _("没有指标“%s”；请核对名称，或在“统计指标”中查到编码后填写。") % part[:100]
    return metrics, constant


def _number(text: str) -> float | None:
    try:
        return read_reported(text).number
    except Misreported:
        return None


def _disagreeing(metrics: list[Metric]) -> dict[str, str]:
    """A metric that stands twice, or whose unit cannot be turned into that of the first."""
    names = [each.name for each in metrics]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        return {"right": _("“%s”出现了两次；同一指标请只写一次。") % twice}
    for each in metrics[1:]:
        try:
            factor_between(each.unit, metrics[0].unit)
        except UnitMismatch:
            told = {
                "name": each.name,
                "unit": each.unit or _("无"),
                "first": metrics[0].name,
                "other": metrics[0].unit or _("无"),
            }
            return {"right": _("“%(name)s”的单位“%(unit)s”与“%(first)s”的单位“%(other)s”不能换算，无法比较。") % told}
    return {}


def _log(act: str, user: Any, relation: Relation) -> None:
    record(
        act=f"workflow.{act}",
        user=user,
        target_kind="workflow.relation",
        target_key=relation.pk,
        target_name=words_of(relation)[:200],
        after={"level": relation.level, "active": relation.is_active},
    )
