"""What pages of records send, as values; what their search areas offer. What makes no sense in a search is ignored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ditan.base.directory import forms as directory
from ditan.base.directory.errors import InvalidFields as NotNamed
from ditan.base.records.models import (
    PERIOD_KINDS,
    Direction,
    Frequency,
    Metric,
    Origin,
    Role,
    Status,
    Subject,
)
from ditan.base.records.selectors import MetricFilters, ObservationFilters, metrics_seen, subjects_seen, years_seen
from ditan.base.searching import Control

YES_NO = [("1", gettext_lazy("是")), ("0", gettext_lazy("否"))]
MOST_OFFERED = 600
TEXTS = (
    "code",
    "name",
    "unit",
    "direction",
    "frequency",
    "basis",
    "responsible_name",
    "definition",
    "standard",
    "formula",
    "source_title",
)
NUMBERS = ("ceiling", "floor")


def metric_filters(data: QueryDict) -> MetricFilters:
    """What the catalogue is asked for."""
    return MetricFilters(
        q=text_of(data, "q"),
        direction=_among(data, "direction", Direction.values),
        frequency=_among(data, "frequency", Frequency.values),
        computed=_yes(data, "computed"),
        verified=_yes(data, "verified"),
        with_values=_yes(data, "values"),
        order=text_of(data, "order"),
    )


def metric_controls(filters: MetricFilters) -> list[Control]:
    """The search area of the catalogue."""
    return [
        Control("q", _("关键词"), filters.q, placeholder=_("名称、别名或代码")),
        Control("frequency", _("频率"), filters.frequency, list(Frequency.choices)),
        Control("values", _("有数据"), _told(filters.with_values), YES_NO),
        Control("direction", _("方向"), filters.direction, list(Direction.choices), more=True),
        Control("computed", _("有公式"), _told(filters.computed), YES_NO, more=True),
        Control("verified", _("已核对"), _told(filters.verified), YES_NO, more=True),
    ]


@dataclass(frozen=True, slots=True)
class MissingFilters:
    """What the list of missing inputs is asked for."""

    q: str = ""
    subject: int | None = None
    year: int | None = None


def missing_filters(data: QueryDict) -> MissingFilters:
    """What the list of missing inputs is asked for."""
    return MissingFilters(text_of(data, "q"), _whole(data, "subject"), _year(data, "year"))


def missing_controls(user: Any, filters: MissingFilters) -> list[Control]:
    """The search area of the list of missing inputs."""
    subjects = [(str(each.pk), each.name) for each in subjects_seen(user)[:MOST_OFFERED]]
    years = [(str(year), str(year)) for year in years_seen(user)]
    return [
        Control("q", _("计算指标"), filters.q, placeholder=_("名称、别名或代码")),
        Control("subject", _("统计对象"), _shown(filters.subject), subjects),
        Control("year", _("年份"), _shown(filters.year), years),
    ]


def observation_filters(data: QueryDict) -> ObservationFilters:
    """What the list of values is asked for."""
    return ObservationFilters(
        q=text_of(data, "q"),
        who=text_of(data, "who"),
        subject=_whole(data, "subject"),
        metric=_whole(data, "metric"),
        year=_year(data, "year"),
        period_kind=_among(data, "kind", [value for value, _label in PERIOD_KINDS]),
        status=_among(data, "status", Status.values),
        origin=_among(data, "origin", Origin.values),
        role=_among(data, "role", Role.values),
        contested=_yes(data, "contested"),
        order=text_of(data, "order"),
    )


def observation_controls(user: Any, filters: ObservationFilters) -> list[Control]:
    """The search area of the list of values, the fields that people use most first."""
    regions = [(str(each.pk), each.name) for each in subjects_seen(user, Subject.Kind.REGION)[:MOST_OFFERED]]
    chosen = subjects_seen(user).filter(pk=filters.subject or 0).exclude(kind=Subject.Kind.REGION)
    regions += [(str(each.pk), each.name) for each in chosen]
    metrics = [(str(each.pk), each.name) for each in metrics_seen(user).only("pk", "name")[:MOST_OFFERED]]
    years = [(str(year), str(year)) for year in years_seen(user)]
    return [
        Control("q", _("指标"), filters.q, placeholder=_("指标名称、别名")),
        Control("subject", _("地区"), _shown(filters.subject), regions),
        Control("year", _("年份"), _shown(filters.year), years),
        Control("status", _("状态"), filters.status, list(Status.choices)),
        Control("who", _("单位"), filters.who, placeholder=_("单位、设施名称"), more=True),
        Control("metric", _("限定指标"), _shown(filters.metric), metrics, more=True),
        Control("kind", _("报告期"), filters.period_kind, list(PERIOD_KINDS), more=True),
        Control("origin", _("来源"), filters.origin, list(Origin.choices), more=True),
        Control("role", _("用途"), filters.role, list(Role.choices), more=True),
        Control("contested", _("有冲突"), _told(filters.contested), YES_NO, more=True),
    ]


def metric_values(data: QueryDict) -> tuple[dict[str, Any], dict[str, str]]:
    """The fields of a metric as the form sends them, and what could not be read."""
    values: dict[str, Any] = {name: text_of(data, name) for name in TEXTS}
    errors: dict[str, str] = {}
    values["aliases"] = text_of(data, "aliases").splitlines()
    values["verified"] = data.get("verified") == "1"
    values["is_active"] = data.get("is_active", "1") == "1"
    for name in NUMBERS:
        values[name] = _number(text_of(data, name), name, errors)
    decimals = text_of(data, "decimals")
    values["decimals"] = int(decimals) if decimals.isascii() and decimals.isdigit() and len(decimals) < 4 else None
    if decimals and values["decimals"] is None:
        errors["decimals"] = _("“%(text)s”不是整数，请填 0、1、2……或留空。") % {"text": decimals[:20]}
    try:
        values["responsible"] = directory.organisation_named(text_of(data, "responsible"), "responsible")
    except NotNamed as error:
        errors |= error.errors
    return values, errors


def shown_metric(metric: Metric) -> dict[str, Any]:
    """A stored metric as its form shows it."""
    told: dict[str, Any] = {name: getattr(metric, name) for name in TEXTS}
    told |= {name: "" if getattr(metric, name) is None else f"{getattr(metric, name):g}" for name in NUMBERS}
    told["decimals"] = "" if metric.decimals is None else str(metric.decimals)
    told["aliases"] = "\n".join(alias.name for alias in metric.aliases.all()) if metric.pk else ""
    told["responsible"] = metric.responsible.name if metric.responsible is not None else ""
    told["verified"] = "1" if metric.verified else ""
    told["is_active"] = "1" if metric.is_active else ""
    return told


def text_of(data: QueryDict, name: str) -> str:
    """A field as typed, without blanks around it and without the one character that no database stores."""
    return str(data.get(name, "")).replace("\x00", "").strip()


def _number(text: str, name: str, errors: dict[str, str]) -> float | None:
    from ditan.core.records import Misreported, read_reported

    if not text:
        return None
    try:
        read = read_reported(text)
    except Misreported:
        read = None
    if read is None or read.number is None:
        errors[name] = _("“%(text)s”不是数，请填数字或留空。") % {"text": text[:20]}
        return None
    return read.number


def _whole(data: QueryDict, name: str) -> int | None:
    text = text_of(data, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def _year(data: QueryDict, name: str) -> int | None:
    year = _whole(data, name)
    return year if year is not None and 1900 <= year <= 2200 else None


def _among(data: QueryDict, name: str, known: Any) -> str:
    text = text_of(data, name)
    return text if text in known else ""


def _yes(data: QueryDict, name: str) -> bool | None:
    return {"1": True, "0": False}.get(text_of(data, name))


def _told(answer: bool | None) -> str:
    return "" if answer is None else str(int(answer))


def _shown(number: int | None) -> str:
    return "" if number is None else str(number)
