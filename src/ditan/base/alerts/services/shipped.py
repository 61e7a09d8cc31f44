"""Rules that come with the platform: limits of national standards and what follows from targets. None is switched on."""

from __future__ import annotations

import csv
import datetime
from importlib.resources import files
from typing import Any

from django.db import transaction

from ditan.base.alerts.models import AlertRule
from ditan.base.alerts.services.ruling import keep_version
from ditan.base.records.models import Metric
from ditan.core.alerts import SPECS, read_parameters


@transaction.atomic
def load_rules() -> int:
    """Add the rules of `data/rules.csv` that are not there yet and whose metric is; gives how many. One that somebody
    changed stays as it is."""
    there = set(AlertRule.objects.exclude(shipped="").values_list("shipped", flat=True))
    rows = [row for row in shipped_rows() if row["shipped"] not in there]
    metrics = {each.code: each for each in Metric.objects.filter(code__in={row["metric"] for row in rows})}
    made = 0
    for row in rows:
        if row["metric"] and row["metric"] not in metrics:
            continue
        rule = AlertRule.objects.create(
            shipped=row["shipped"],
            name=row["name"],
            kind=row["kind"],
            parameters=parameters_of(row),
            period_kinds=[row["period_kind"]] if row["period_kind"] else [],
            basis=row["basis"],
            note=row["note"],
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
        )
        if row["metric"]:
            rule.metrics.add(metrics[row["metric"]])
        keep_version(rule, None, "随平台提供，未启用")
        made += 1
    return made


def shipped_rows() -> list[dict[str, str]]:
    """The rules as they are shipped."""
    text = files("ditan.base.alerts").joinpath("data/rules.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def parameters_of(row: dict[str, str]) -> dict[str, Any]:
    """The parameters of a shipped rule; ValueError where they are not those of its kind."""
    given = dict(part.split("=", 1) for part in row["parameters"].split(";"))
    read, errors = read_parameters(SPECS[row["kind"]], given)
    if errors:
        raise ValueError(f"{row['shipped']}: {errors}")
    return read


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
