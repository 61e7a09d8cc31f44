"""Rules: drawn up, changed, switched on and off, each as a version; and tried on the stored data before that."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.alerts.clocks import CLOCKED, MOST_DAYS
from ditan.base.alerts.errors import NotYours
from ditan.base.alerts.models import AlertRule, AlertRuleVersion
from ditan.base.alerts.permissions import RULES, require
from ditan.base.alerts.selectors.scope import manages_rules
from ditan.base.alerts.services.deeds import account_of, name_of, note_rule
from ditan.base.alerts.services.evaluating import findings_now
from ditan.base.alerts.services.settling import Finding
from ditan.base.alerts.services.watching import Watch, findings_of_values, joined, watched, within
from ditan.base.directory.models import Organisation
from ditan.base.records.models import PERIOD_KINDS, Metric, Subject
from ditan.base.refusal import Changed, InvalidFields
from ditan.base.workflow.services import enqueue
from ditan.core.alerts import ABOUT_VALUES, GRAVEST_FIRST, SPECS, read_parameters

JUDGE = "judge_alert_rule"
MOST_TRIED = 20_000
"""A trial looks at so many values, newest first, and says where it stopped."""
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """A rule as a form or a program sends it, not checked yet. `metrics` and `subjects` hold keys."""

    name: str
    kind: str
    parameters: Mapping[str, Any]
    basis: str
    metrics: Sequence[int] = ()
    subjects: Sequence[int] = ()
    period_kinds: Sequence[str] = ()
    responsible: int | None = None
    clocks: Mapping[str, Any] = field(default_factory=dict)
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    verified: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a rule would have done with the stored data.

    `now` counts what it would raise at once when it is switched on (the last value of each series); `fired` all values
    on which it would have fired since the first one stored. `cut` says that there are more values than were looked at.
    """

    looked_at: int
    fired: int
    now: int
    by_level: tuple[tuple[str, int], ...]
    rows: tuple[Finding, ...]
    cut: bool


@transaction.atomic
def save_rule(
    *, user: Any, draft: RuleDraft, rule: AlertRule | None = None, version: int = 0, reason: str = ""
) -> AlertRule:
    """Draw a rule up, or change one: every change is a version. A new one is not switched on yet.

    `InvalidFields` by field; parameters are named `parameters.red`, clocks `clocks.triggered`.
    """
    _require_manager(user)
    parameters, clocks = checked(draft)
    held = AlertRule() if rule is None else _held(rule, version)
    held.name, held.kind, held.basis = draft.name.strip(), draft.kind, draft.basis.strip()
    held.parameters, held.clocks, held.period_kinds = parameters, clocks, list(draft.period_kinds)
    held.responsible_id, held.verified, held.note = draft.responsible, draft.verified, draft.note.strip()
    held.valid_from, held.valid_to = draft.valid_from, draft.valid_to
    held.save()
    held.metrics.set(draft.metrics)
    held.subjects.set(draft.subjects)
    keep_version(held, user, reason)
    note_rule(
        "rule_made" if rule is None else "rule_changed", user, held, after=content_of(held), detail=reason.strip()
    )
    if held.is_active:
        enqueue(JUDGE, {"rule": held.pk})
    return held


@transaction.atomic
def switch(*, user: Any, rule: AlertRule, on: bool, version: int, reason: str = "") -> AlertRule:
    """Switch a rule on or off. One that is switched on looks at the stored data at once, in the background."""
    _require_manager(user)
    held = _held(rule, version)
    held.is_active = on
    held.save()
    keep_version(held, user, reason)
    note_rule("rule_switched_on" if on else "rule_switched_off", user, held, detail=reason.strip())
    if on:
        enqueue(JUDGE, {"rule": held.pk})
    return held


def try_rule(*, user: Any, draft: RuleDraft, today: datetime.date | None = None) -> Trial:
    """How often the rule would have fired in the stored data, and on what. Writes nothing."""
    _require_manager(user)
    parameters, _clocks = checked(draft)
    watch = Watch(
        kind=draft.kind,
        parameters=parameters,
        metrics=frozenset(draft.metrics),
        subjects=frozenset(draft.subjects),
        period_kinds=tuple(draft.period_kinds),
        valid_from=draft.valid_from,
        valid_to=draft.valid_to,
    )
    now = sum(each.firing is not None for each in findings_now(watch, today or timezone.localdate()))
    if draft.kind in ABOUT_VALUES:
        rows = joined(watched(watch)).order_by("-period_end", "-pk").iterator(chunk_size=2000)
        found = findings_of_values(watch, ((row, True) for row in islice(within(watch, rows), MOST_TRIED + 1)))
    else:
        found = findings_now(watch, today or timezone.localdate())
    levels: Counter[str] = Counter()
    looked_at, shown = 0, list[Finding]()
    for each in found:
        if looked_at == MOST_TRIED:
            return _trial(looked_at, now, levels, shown, cut=True)
        looked_at += 1
        if each.firing is not None:
            levels[each.firing.level] += 1
            if len(shown) < MOST_SHOWN:
                shown.append(each)
    return _trial(looked_at, now, levels, shown, cut=False)


def _trial(looked_at: int, now: int, levels: Counter[str], rows: list[Finding], *, cut: bool) -> Trial:
    by_level = tuple((level.value, levels[level]) for level in GRAVEST_FIRST if levels[level])
    return Trial(looked_at, levels.total(), now, by_level, tuple(rows), cut)


def checked(draft: RuleDraft) -> tuple[dict[str, Any], dict[str, int]]:
    """Parameters and clocks as they are stored; `InvalidFields` names everything that is wrong."""
    errors: dict[str, str] = {}
    spec = SPECS.get(draft.kind)
    if spec is None:
        words = "、".join(each.label for each in SPECS.values())
        raise InvalidFields({"kind": _("规则类别应为%s之一。") % words})
    if not draft.name.strip() or len(draft.name.strip()) > 200:
        errors["name"] = _("请填写规则名称，1—200 字。")
    if not draft.basis.strip() or len(draft.basis.strip()) > 400:
        errors["basis"] = _("请写明限值依据（标准号、文号、会议纪要等），1—400 字；没有依据的限值不应设为规则。")
    parameters, wrong = read_parameters(spec, draft.parameters)
    errors |= {f"parameters.{name}": text for name, text in wrong.items()}
    clocks = _clocks(draft.clocks, errors)
    if draft.kind == "threshold" and not draft.metrics:
        errors["metrics"] = _("阈值规则须指定统计指标：各指标单位不同，限值不能通用。")
    if Metric.objects.filter(pk__in=draft.metrics).count() != len(set(draft.metrics)):
        errors["metrics"] = _("所选统计指标已不存在；请重新选择。")
    if Subject.objects.filter(pk__in=draft.subjects).count() != len(set(draft.subjects)):
        errors["subjects"] = _("所选统计对象已不存在；请重新选择。")
    if set(draft.period_kinds) - dict(PERIOD_KINDS).keys():
        errors["period_kinds"] = _("所选报告期类型不存在；请重新选择。")
    if draft.responsible is not None and not Organisation.objects.filter(pk=draft.responsible).exists():
        errors["responsible"] = _("所选责任单位已不存在；请重新选择。")
    if draft.valid_from and draft.valid_to and draft.valid_from >= draft.valid_to:
        errors["valid_to"] = _("失效日期 %(to)s 应晚于生效日期 %(since)s。") % {
            "to": draft.valid_to,
            "since": draft.valid_from,
        }
    if errors:
        raise InvalidFields(errors)
    return parameters, clocks


def _clocks(given: Mapping[str, Any], errors: dict[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for state in CLOCKED:
        text = str(given.get(state, "") if given.get(state) is not None else "").strip()
        if not text:
            continue
        if not (text.isascii() and text.isdigit() and int(text[:6]) <= MOST_DAYS):
            errors[f"clocks.{state}"] = _("时限应为 0—%(most)d 个工作日的整数，收到“%(found)s”。") % {
                "most": MOST_DAYS,
                "found": text[:20],
            }
            continue
        found[state] = int(text)
    return found


def content_of(rule: AlertRule) -> dict[str, Any]:
    """What a rule says, as a version keeps it."""
    return {
        "name": rule.name,
        "kind": rule.kind,
        "metrics": [{"code": each.code, "name": each.name} for each in rule.metrics.all()],
        "subjects": [{"kind": each.kind, "code": each.code, "name": each.name} for each in rule.subjects.all()],
        "period_kinds": rule.period_kinds,
        "parameters": rule.parameters,
        "basis": rule.basis,
        "verified": rule.verified,
        "responsible": rule.responsible.name if rule.responsible else "",
        "clocks": rule.clocks,
        "valid_from": rule.valid_from.isoformat() if rule.valid_from else "",
        "valid_to": rule.valid_to.isoformat() if rule.valid_to else "",
        "is_active": rule.is_active,
        "note": rule.note,
    }


def keep_version(rule: AlertRule, user: Any, reason: str) -> AlertRuleVersion:
    """What the rule says now, under its number."""
    return AlertRuleVersion.objects.create(
        rule=rule,
        version=rule.version,
        content=content_of(rule),
        reason=reason.strip()[:400],
        by_id=account_of(user),
        by_name=name_of(user),
    )


def _require_manager(user: Any) -> None:
    require(user, RULES)
    if not manages_rules(user):
        raise NotYours(_("预警规则对全区生效，须由数据范围为“全部”的统筹人员维护。"))


def _held(rule: AlertRule, version: int) -> AlertRule:
    rows = AlertRule.objects.filter(pk=rule.pk)
    if not rows.filter(version=version).update(version=F("version") + 1):
        raise Changed(_("这条规则刚由他人修改；请刷新页面后再改。"))
    return rows.select_for_update(of=("self",)).get()
