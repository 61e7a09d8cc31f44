"""The metrics that come with the product: those of the reader's lexicon, and those of the published values.

Run at every start. What is stored already is never touched: an operator's corrections outlive an update.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.audit.services import record as log
from ditan.base.records.models import Basis, Frequency, Metric, MetricAlias, MetricRevision
from ditan.core.lexicon import load_lexicon, load_sources

ACTUALS = "actuals"
"""Source of the metrics that published values name; nobody has checked their definitions yet."""


@dataclass(frozen=True, slots=True)
class _Shipped:
    code: str
    name: str
    aliases: tuple[str, ...]
    unit: str
    direction: str
    basis: str
    frequency: str
    ceiling: float | None
    source: str
    verified: bool
    definition: str = ""
    standard: str = ""


@transaction.atomic
def load_shipped_metrics() -> int:
    """Store the shipped metrics that are not stored yet; gives how many there were. One query when none is new."""
    known = set(Metric.objects.values_list("code", flat=True))
    rows = [row for row in shipped_metrics() if row.code not in known]
    if not rows:
        return 0
    titles = load_sources()
    made = Metric.objects.bulk_create(_metric(row, titles) for row in rows)
    taken = set(MetricAlias.objects.values_list("name", flat=True))
    aliases = []
    for metric, row in zip(made, rows, strict=True):
        for name in row.aliases:
            if name not in taken:
                taken.add(name)
                aliases.append(MetricAlias(metric=metric, name=name))
    MetricAlias.objects.bulk_create(aliases)
    now = timezone.now()
    MetricRevision.objects.bulk_create(
        MetricRevision(metric=metric, version=1, content=content_of(metric), reason=_("随平台提供"), at=now)
        for metric in made
    )
    log(
        act="records.metrics_loaded",
        target_kind="metric",
        target_name=_("随附统计指标"),
        after={"rows": len(made)},
    )
    return len(made)


def content_of(metric: Metric) -> dict[str, Any]:
    """What a metric says, as its revisions keep it."""
    names = ("name", "unit", "direction", "frequency", "basis", "definition", "standard", "formula")
    return {name: getattr(metric, name) for name in (*names, "ceiling", "floor", "decimals")}


def shipped_metrics() -> Iterator[_Shipped]:
    """The lexicon's metrics, then those that published values need, each with its definition where a source gives one."""
    told = {row["metric"]: row for row in shipped_rows("definitions.csv")}
    for each in _named_metrics():
        row = told.get(each.code)
        cited = _("%(definition)s（%(source)s）") % row if row and row["definition"] else ""
        yield replace(each, definition=cited, standard=row["standard"] if row else "")


def _named_metrics() -> Iterator[_Shipped]:
    for known in load_lexicon().metrics:
        yield _Shipped(
            code=known.code,
            name=known.name,
            aliases=known.aliases,
            unit=known.unit,
            direction=known.direction,
            basis=Basis.CUMULATIVE if known.code.endswith("_reduction") else Basis.LEVEL,
            frequency=Frequency.YEAR,
            ceiling=known.ceiling,
            source=known.source,
            verified=known.verified,
        )
    for row in shipped_rows("metrics.csv"):
        yield _Shipped(
            code=row["code"],
            name=row["name"],
            aliases=tuple(name for name in row["aliases"].split("|") if name),
            unit=row["unit"],
            direction=row["direction"],
            basis=row["basis"],
            frequency=row["frequency"],
            ceiling=float(row["ceiling"]) if row["ceiling"] else None,
            source=row["source"],
            verified=row["verified"] == "true",
        )


def _metric(row: _Shipped, titles: dict[str, str]) -> Metric:
    from ditan.core.reading.resolve.units import pint_unit

    return Metric(
        code=row.code,
        name=row.name,
        unit=row.unit,
        unit_pint=pint_unit(row.unit),
        direction=row.direction,
        basis=row.basis,
        frequency=row.frequency,
        ceiling=row.ceiling,
        definition=row.definition,
        standard=row.standard,
        source_title=_("公开发布数据中的指标名称") if row.source == ACTUALS else titles.get(row.source, row.source),
        verified=row.verified,
    )


def shipped_rows(name: str) -> list[dict[str, str]]:
    """A file of the package's `data`, a dictionary for each row."""
    text = files("ditan.base.records").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
