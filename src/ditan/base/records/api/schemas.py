"""The shapes in which programs read metrics and values."""

from __future__ import annotations

import datetime
from typing import Any

from ninja import Schema

from ditan.base.records.models import Metric, Observation, Standing
from ditan.base.records.selectors import Node
from ditan.base.records.shown import responsible_of

PLAIN = (
    "period", "period_name", "period_start", "period_end", "basis", "version", "state", "number", "qualifier",
    "reported", "status", "origin", "role", "demo", "reason", "note", "recorded_at",
)  # fmt: skip
"""Fields of an observation that programs read as they are."""


class MetricOut(Schema):
    id: int
    code: str
    name: str
    aliases: list[str]
    unit: str
    direction: str
    frequency: str
    basis: str
    responsible: str
    definition: str
    standard: str
    formula: str
    ceiling: float | None
    floor: float | None
    decimals: int | None
    source: str
    verified: bool
    version: int


class MetricsOut(Schema):
    total: int
    items: list[MetricOut]


class SubjectOut(Schema):
    id: int
    kind: str
    code: str
    name: str


class SourceOut(Schema):
    """Where a value is printed. `start` and `end` count characters of the source's text."""

    title: str
    publisher: str
    address: str
    published_on: str
    quote: str
    source: int | None
    start: int | None
    end: int | None


class ValueOut(Schema):
    """One version of a value. `number` stands in the metric's unit, `reported` and `reported_unit` are as they came."""

    id: int
    subject: SubjectOut
    metric: int
    metric_code: str
    period: str
    period_name: str
    period_start: datetime.date
    period_end: datetime.date
    basis: str
    version: int
    state: str
    number: float | None
    qualifier: str
    unit: str
    reported: str
    reported_unit: str
    status: str
    origin: str
    role: str
    demo: bool
    issuer: str
    cited: SourceOut | None
    reason: str
    note: str
    recorded_by: str
    recorded_at: datetime.datetime


class StandingOut(ValueOut):
    """The version that stands, how many there are, and whether publications disagree."""

    versions: int
    contested: bool


class StandingsOut(Schema):
    """A page; `next` is sent as `after` to read on, and is empty at the end."""

    items: list[StandingOut]
    next: str


class PointOut(Schema):
    value: StandingOut
    earlier: list[ValueOut]


class SeriesOut(Schema):
    subject: SubjectOut
    metric: MetricOut
    basis: str
    points: list[PointOut]
    benchmarks: list[StandingOut]


class TraceOut(Schema):
    """A value and those that it was computed from. `hidden` counts inputs outside of the caller's data."""

    value: ValueOut
    formula: str
    inputs: list[TraceOut]
    hidden: int


def metric_out(metric: Metric) -> dict[str, Any]:
    """A metric with its other names."""
    plain = ("code", "name", "unit", "direction", "frequency", "basis", "definition", "standard", "formula")
    return {
        "id": metric.pk,
        **{name: getattr(metric, name) for name in (*plain, "ceiling", "floor", "decimals", "verified", "version")},
        "aliases": [alias.name for alias in metric.aliases.all()],
        "responsible": responsible_of(metric),
        "source": metric.source_title,
    }


def subject_out(subject: Any) -> dict[str, Any]:
    return {"id": subject.pk, "kind": subject.kind, "code": subject.code, "name": subject.name}


def value_out(row: Observation) -> dict[str, Any]:
    """A version of a value whose subject, metric and publication are at hand."""
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in PLAIN},
        "subject": subject_out(row.subject),
        "metric": row.metric_id,
        "metric_code": row.metric.code,
        "unit": row.metric.unit,
        "reported_unit": row.unit,
        "issuer": row.issuer_name,
        "cited": _cited(row),
        "recorded_by": row.recorded_by_name,
    }


def standing_out(row: Standing) -> dict[str, Any]:
    return {**value_out(row.value), "versions": row.versions, "contested": row.contested}


def trace_out(node: Node) -> dict[str, Any]:
    return {
        "value": value_out(node.observation),
        "formula": node.formula,
        "inputs": [trace_out(each) for each in node.inputs],
        "hidden": node.hidden,
    }


def _cited(row: Observation) -> dict[str, Any] | None:
    if row.publication is None and row.source_id is None:
        return None
    shown = row.publication
    return {
        "title": shown.title if shown else (row.source.name if row.source else ""),
        "publisher": shown.publisher if shown else "",
        "address": shown.address if shown else "",
        "published_on": shown.published_on if shown else "",
        "quote": row.quote,
        "source": row.source_id,
        "start": row.start,
        "end": row.end,
    }
