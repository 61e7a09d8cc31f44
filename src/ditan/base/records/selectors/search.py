"""What the search of the whole platform finds among metrics."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ditan.base.declaration import Hit
from ditan.base.records.selectors.metrics import MetricFilters, metrics


def search(user: Any, words: str, limit: int) -> list[Hit]:
    """Metrics whose name, code or other name holds the words."""
    found = metrics(user, MetricFilters(q=words))[:limit]
    return [
        Hit(
            row.name,
            reverse("records:metric", args=[row.pk]),
            _("统计指标"),
            " · ".join(filter(None, (row.unit, row.code))),
        )
        for row in found
    ]
