"""Values and what stands behind them, in templates."""

from __future__ import annotations

from django import template

from ditan.base.records import shown
from ditan.base.records.models import Metric, Observation

register = template.Library()


@register.filter
def value_text(row: Observation) -> str:
    """The value in the metric's unit with the digits that were reported."""
    return shown.value_of(row)


@register.filter
def reported_text(row: Observation) -> str:
    """The value as it came, with its unit."""
    return shown.reported_of(row)


@register.filter
def source_text(row: Observation) -> str:
    """Where the value comes from."""
    return shown.source_of(row)


@register.filter
def about_value(row: Observation) -> str:
    """口径, status and source, for whoever points at the number."""
    return shown.about_value(row)


@register.filter
def responsible(metric: Metric) -> str:
    """Who answers for the metric; nothing where nobody is named."""
    return shown.responsible_of(metric)
