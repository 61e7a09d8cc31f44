"""The formulas of the catalogue: read once for as long as no metric changes, checked before they are saved, shipped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.audit.services import record as log
from ditan.base.records.models import Direction, Metric, MetricAlias, MetricRevision
from ditan.base.records.services.catalogue import content_of, shipped_rows
from ditan.core.metrics import Catalogue, Entry, Formula, FormulaRefused, Problem, read_formula
from ditan.core.metrics import check_formula as check_in

_Row = tuple[str, str, str, str, str]
_Alias = tuple[str, str]


@dataclass(frozen=True)
class Book:
    """All metrics in use as formulas see them, the formulas that can be read, and why the others cannot."""

    catalogue: Catalogue
    formulas: Mapping[str, Formula]
    faults: Mapping[str, str]

    @property
    def inputs(self) -> dict[str, tuple[str, ...]]:
        return {code: formula.inputs for code, formula in self.formulas.items()}


def read_book() -> Book:
    """The formulas of today. Two queries; what was read stays read until a metric changes."""
    metrics = Metric.objects.filter(is_active=True).order_by("pk")
    names = MetricAlias.objects.filter(metric__is_active=True).order_by("pk")
    rows = tuple(metrics.values_list("code", "name", "unit", "formula", "direction"))
    return _book(rows, tuple(names.values_list("metric__code", "name")))


@lru_cache(maxsize=2)
def _book(rows: tuple[_Row, ...], aliases: tuple[_Alias, ...]) -> Book:
    catalogue = _catalogue(rows, aliases)
    formulas, faults = {}, {}
    for entry in catalogue.entries.values():
        if entry.formula.strip():
            try:
                formulas[entry.code] = read_formula(entry.formula, entry.code, catalogue)
            except FormulaRefused as refused:
                faults[entry.code] = str(refused)
    return Book(catalogue, formulas, faults)


def _catalogue(rows: tuple[_Row, ...], aliases: tuple[_Alias, ...]) -> Catalogue:
    others: dict[str, list[str]] = {}
    for code, name in aliases:
        others.setdefault(code, []).append(name)
    return Catalogue.of(
        Entry(code, name, unit, tuple(others.get(code, ())), formula, direction == Direction.TEXT)
        for code, name, unit, formula, direction in rows
    )


def check_formula(text: str, metric: Metric) -> list[Problem]:
    """What stands against saving this formula with this metric, which need not be stored yet. Two queries."""
    known = read_book().catalogue
    own = Entry(metric.code, metric.name, metric.unit, is_text=metric.direction == Direction.TEXT)
    stored = known.entries.get(metric.code)
    if stored is not None:
        own = Entry(own.code, own.name, own.unit, stored.aliases, stored.formula, own.is_text)
    return check_in(text, metric.code, Catalogue({**known.entries, metric.code: own}))


def faults_of_formula(text: str, metric: Metric) -> list[str]:
    """The same in words, each with its place in the text."""
    return [str(problem) for problem in check_formula(text, metric)]


@transaction.atomic
def load_shipped_formulas() -> int:
    """Give metrics that nobody has changed the formulas that come with the product; gives how many. One query when none is.

    A metric that was edited keeps what it says, without a formula too.
    """
    rows = {row["metric"]: row for row in shipped_rows("formulas.csv")}
    plain = Metric.objects.filter(code__in=rows, formula="", version=1)
    metrics = list(plain.select_for_update(of=("self",)))
    now, revisions = timezone.now(), []
    for metric in metrics:
        row = rows[metric.code]
        metric.formula, metric.version = row["formula"], 2
        source = row["source"] + ("" if row["verified"] == "true" else _("（待核对原文）"))
        metric.definition = metric.definition or _("公式来源：%s") % source
        revisions.append(
            MetricRevision(metric=metric, version=2, content=content_of(metric), reason=_("随平台提供的公式"), at=now)
        )
    if metrics:
        Metric.objects.bulk_update(metrics, ["formula", "version", "definition"])
        MetricRevision.objects.bulk_create(revisions)
        changed: dict[str, Any] = {"rows": len(metrics), "metrics": [metric.code for metric in metrics]}
        log(act="records.formulas_loaded", target_kind="metric", target_name=_("随附公式"), after=changed)
    return len(metrics)
