"""Rules as those who see alerts may read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from ditan.base.alerts.models import AlertRule, AlertRuleVersion, AlertState
from ditan.base.alerts.permissions import VIEW, may
from ditan.base.alerts.selectors.scope import visible_alerts
from ditan.base.records.models import PERIOD_KINDS
from ditan.core.alerts import SPECS


@dataclass(frozen=True, slots=True)
class RuleFilters:
    """What a search asks for; empty parts ask nothing. `active` is `on`, `off` or empty."""

    words: str = ""
    kind: str = ""
    active: str = ""


def visible_rules(user: Any) -> QuerySet[AlertRule]:
    """Rules hold for the whole district: whoever sees alerts may read what raises them."""
    return AlertRule.objects.all() if may(user, VIEW) else AlertRule.objects.none()


def list_rules(user: Any, filters: RuleFilters | None = None) -> QuerySet[AlertRule]:
    """The rules that match, with the open alerts of each that the user sees."""
    wanted = filters or RuleFilters()
    rows = visible_rules(user)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.active in ("on", "off"):
        rows = rows.filter(is_active=wanted.active == "on")
    for word in wanted.words.replace("\x00", "").split():
        rows = rows.filter(Q(name__contains=word) | Q(basis__contains=word))
    seen = Q(alerts__in=visible_alerts(user)) & ~Q(alerts__state=AlertState.CLOSED)
    rows = rows.annotate(open_alerts=Count("alerts", filter=seen, distinct=True))
    return (
        rows.prefetch_related("metrics", "subjects").select_related("responsible").order_by("-is_active", "kind", "pk")
    )


def get_rule(user: Any, pk: int) -> AlertRule:
    """One rule; `DoesNotExist` for who sees no alerts."""
    rows = visible_rules(user).prefetch_related("metrics", "subjects").select_related("responsible")
    return rows.get(pk=pk)


def versions_of(rule: AlertRule) -> list[AlertRuleVersion]:
    """What the rule said, newest first."""
    return list(rule.versions.order_by("-version"))


def condition_words(kind: str, parameters: dict[str, Any]) -> list[tuple[str, str]]:
    """The parameters of a rule as pairs of label and value."""
    spec = SPECS[kind]
    found = []
    for field in spec.fields:
        if field.name not in parameters:
            continue
        value = parameters[field.name]
        text = dict(field.choices).get(value, "") if field.type == "choice" else f"{value:,.12g}"
        found.append((field.label, f"{text} {field.unit}".strip()))
    return found


def period_kind_words(kinds: list[str]) -> str:
    """The names of kinds of period."""
    words = dict(PERIOD_KINDS)
    return "、".join(str(words.get(each, each)) for each in kinds)
