"""The kind target."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ditan.core.reading import draft
from ditan.core.reading.resolve import pint_unit
from ditan.domains.plans.kinds.kind import Canonical, Field, Kind
from ditan.domains.plans.kinds.types import Choice, Flag, Number, NumberOrText, Text, Year, finite, plain
from ditan.domains.plans.models import Target
from ditan.domains.plans.models.choices import Basis, Comparator
from ditan.domains.plans.models.item import Content

FIELDS = (
    Field("name", _("目标名称"), Text(300), required=True, width=36),
    Field("comparator", _("比较"), Choice(Comparator, default=Comparator.EQUAL), width=10),
    Field("value", _("目标值"), NumberOrText(), help=_("数字，或“不减少”一类文字")),
    Field("unit", _("单位"), Text(100)),
    Field("year", _("目标年"), Year(), width=8),
    Field("base_year", _("基年"), Year(), width=8),
    Field("base_value", _("基年值"), Number(), width=10),
    Field("basis", _("口径"), Choice(Basis, default=Basis.LEVEL), width=10),
    Field("subject", _("约束对象"), Text(200)),
    Field("stretch", _("力争目标"), Flag(), width=8),
    Field("metric", _("统计指标"), Text(64)),
)
SCALARS = (
    "name", "comparator", "unit", "year", "base_year", "base_value", "basis", "subject", "stretch", "metric",
)  # fmt: skip


def read_draft(item: draft.Target) -> Content:
    content: Content = {name: getattr(item, name) for name in SCALARS}
    value = plain(item.value)[:200] if isinstance(item.value, str) else finite(item.value)
    years = {name: _year(content[name]) for name in ("year", "base_year")}
    return {**content, **years, "base_value": finite(item.base_value), "unit": item.unit or "", "value": value}


def _year(year: int | None) -> int | None:
    """A year that the column holds; a damaged page may print any number."""
    return year if year is not None and 1900 <= year <= 2200 else None


def content_of(item: Target) -> Content:
    content: Content = {name: getattr(item, name) for name in SCALARS}
    return {**content, "value": item.value if item.value is not None else item.value_text or None}


def apply(item: Target, content: Content) -> None:
    for name in SCALARS:
        setattr(item, name, content[name])
    item.unit_pint = pint_unit(content["unit"])[:100]
    value = content["value"]
    item.value_text = value if isinstance(value, str) else ""
    item.value = None if isinstance(value, str) else value
    item.due_year = content["year"]


def children_of(item: Target, content: Content, canonical: Canonical) -> list[models.Model]:
    return []


def make_draft(item: Target, content: Content, place: draft.Item) -> draft.Target:
    return draft.Target(
        quote=place.quote,
        span=place.span,
        confidence=place.confidence,
        value=content["value"],
        unit_pint=item.unit_pint,
        **{**{name: content[name] for name in SCALARS}, "unit": content["unit"] or None},
    )


TARGET = Kind(
    "target", "targets", _("目标"), Target, FIELDS, (), read_draft, content_of, apply, children_of, make_draft
)
