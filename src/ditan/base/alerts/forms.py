"""What pages of alerts send, as values; what search areas offer."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from ditan.base.alerts.clocks import CLOCKED
from ditan.base.alerts.models import AlertLevel, AlertRule, AlertState, RuleKind
from ditan.base.alerts.selectors.alerts import MINE, OPEN, OVERDUE, AlertFilters, responsible_choices
from ditan.base.alerts.selectors.rules import RuleFilters
from ditan.base.alerts.services.ruling import RuleDraft
from ditan.base.directory.forms import key_of
from ditan.base.records.models import Metric, Subject
from ditan.base.refusal import InvalidFields
from ditan.base.searching import Control, Words
from ditan.core.alerts import SPECS

SUGGESTED_CLOCKS = {"triggered": 1, "acknowledged": 3, "disposing": 10, "reported": 3, "checked": 3}
"""What the form of a new rule begins with; labelled as a suggestion, and no rule has it before a person saves it."""
CLOCK_WORDS = (
    ("triggered", "签收"),
    ("acknowledged", "开始处置"),
    ("disposing", "反馈"),
    ("reported", "复核"),
    ("checked", "销号"),
)


def day_or_none(text: str) -> datetime.date | None:
    """A day as typed, None where it is none."""
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError:
        return None


def version_of(data: Any) -> int:
    """The version that a form was made for; 0, which fits none, where it names none."""
    return key_of(str(data.get("version", ""))) or 0


def alert_filters(data: QueryDict) -> AlertFilters:
    """What the list is asked for; without a state it shows what is open."""
    return AlertFilters(
        words=data.get("words", "")[:100],
        level=data.get("level", "") if data.get("level", "") in AlertLevel.values else "",
        state=data.get("state", OPEN)[:16],
        kind=data.get("kind", "") if data.get("kind", "") in RuleKind.values else "",
        responsible=key_of(data.get("responsible")),
        rule=key_of(data.get("rule")),
        since=day_or_none(data.get("since", "")),
    )


def alert_controls(user: Any, filters: AlertFilters) -> list[Control]:
    """The search area of the list."""
    states: list[tuple[str, Words]] = [
        (OPEN, _("办理中")),
        (MINE, _("待我办理")),
        (OVERDUE, _("已超期")),
        *AlertState.choices,
    ]
    since = filters.since.isoformat() if filters.since else ""
    return [
        Control("words", _("事项"), filters.words),
        Control("level", _("级别"), filters.level, list(AlertLevel.choices)),
        Control("state", _("状态"), filters.state, states),
        Control("kind", _("类别"), filters.kind, list(RuleKind.choices)),
        Control("responsible", _("责任单位"), str(filters.responsible or ""), responsible_choices(user), more=True),
        Control("since", _("触发自"), since, placeholder="2026-01-01", more=True),
    ]


def rule_filters(data: QueryDict) -> RuleFilters:
    """What the list of rules is asked for."""
    return RuleFilters(data.get("words", "")[:100], data.get("kind", "")[:16], data.get("active", "")[:4])


def rule_controls(filters: RuleFilters) -> list[Control]:
    """The search area of the list of rules."""
    return [
        Control("words", _("名称"), filters.words),
        Control("kind", _("类别"), filters.kind, list(RuleKind.choices)),
        Control("active", _("启用"), filters.active, [("on", _("已启用")), ("off", _("未启用"))]),
    ]


def draft_of(data: QueryDict, kind: str) -> RuleDraft:
    """A rule as the form sends it. `InvalidFields` for names that fit no metric, subject or organisation, and days that
    are none."""
    errors: dict[str, str] = {}
    responsible = data.get("responsible", "").strip()
    return_to: dict[str, Any] = {
        "metrics": _named(data.get("metrics", ""), "metrics", errors),
        "subjects": _named(data.get("subjects", ""), "subjects", errors),
        "valid_from": _day(data, "valid_from", errors),
        "valid_to": _day(data, "valid_to", errors),
        "responsible": _organisation(responsible, errors) if responsible else None,
    }
    if errors:
        raise InvalidFields(errors)
    spec = SPECS.get(kind)
    return RuleDraft(
        name=data.get("name", ""),
        kind=kind,
        parameters={field.name: data.get(f"parameters.{field.name}", "") for field in (spec.fields if spec else ())},
        basis=data.get("basis", ""),
        period_kinds=data.getlist("period_kinds"),
        clocks={state: data.get(f"clocks.{state}", "") for state in CLOCKED},
        verified="verified" in data,
        note=data.get("note", ""),
        **return_to,
    )


def _named(text: str, name: str, errors: dict[str, str]) -> list[int]:
    """Keys of metrics or subjects by their names or codes, one a line or divided by commas."""
    words = [word for line in text.replace("，", ",").replace("、", ",").splitlines() for word in line.split(",")]
    wanted = list(dict.fromkeys(word.strip() for word in words if word.strip()))
    if not wanted:
        return []
    rows = Metric.objects.all() if name == "metrics" else Subject.objects.all()
    known: dict[str, list[int]] = {}
    for field in ("name", "code"):
        for pk, value in rows.filter(**{f"{field}__in": wanted}).values_list("pk", field):
            known.setdefault(value, []).append(pk)
    missing = [word for word in wanted if word not in known]
    several = [word for word in wanted if len(set(known.get(word, ()))) > 1]
    if missing:
        errors[name] = _("没有找到“%s”；请按名称或代码填写，每行一个。") % "、".join(missing[:5])
    elif several:
        errors[name] = _("“%s”不止一个；请改填代码。") % "、".join(several[:5])
    return [pk for word in wanted for pk in known.get(word, ())]


def _day(data: QueryDict, name: str, errors: dict[str, str]) -> datetime.date | None:
    text = data.get(name, "").strip()
    found = day_or_none(text) if text else None
    if text and found is None:
        errors[name] = _("“%s”不是日期；请按 2026-07-01 的样式填写。") % text[:20]
    return found


def _organisation(text: str, errors: dict[str, str]) -> int | None:
    from ditan.base.directory.forms import organisation_named

    try:
        found = organisation_named(text, "responsible")
    except InvalidFields as refused:
        errors |= refused.errors
        return None
    return found.pk if found else None


def typed_of(rule: AlertRule) -> dict[str, Any]:
    """The fields of the form, as a stored rule fills them."""
    return {
        "name": rule.name,
        "basis": rule.basis,
        "note": rule.note,
        "metrics": "\n".join(each.name for each in rule.metrics.all()),
        "subjects": "\n".join(each.name for each in rule.subjects.all()),
        "responsible": rule.responsible.name if rule.responsible else "",
        "valid_from": rule.valid_from.isoformat() if rule.valid_from else "",
        "valid_to": rule.valid_to.isoformat() if rule.valid_to else "",
        "verified": "1" if rule.verified else "",
        **{f"parameters.{name}": _plain(value) for name, value in rule.parameters.items()},
        **{f"clocks.{state}": str(days) for state, days in rule.clocks.items()},
    }


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else f"{value:.15g}"
