"""How compared values are shown: a value of a line at a period, what a plan asks for, which way is good."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ditan.base.records.models import Metric, Standing
from ditan.domains.plans.models.choices import Comparator
from ditan.domains.plans.selectors.plans_compared import Asked
from ditan.domains.plans.selectors.regions_compared import RegionLine
from ditan.domains.plans.templatetags.plans import NOTHING, SIGNS, grouped

register = template.Library()

ARROWS = {"up": "▲", "down": "▼", "keep": "＝"}


@register.simple_tag
def standing_at(line: RegionLine, period: str) -> Standing | None:
    """The value of a line at a period, None where there is none."""
    return line.standings.get(period)


@register.simple_tag
def asked_value(asked: Asked, metric: Metric) -> str:
    """Sign, number and unit as compared; the printed text where it is no number in this unit."""
    if asked.number is None:
        return f"{asked.printed} {asked.item.unit}".strip() or NOTHING
    sign = SIGNS.get(Comparator(asked.comparator), "")
    return f"{sign}{grouped(round(asked.number, 10))}"


@register.simple_tag
def direction_sign(metric: Metric) -> SafeString | str:
    """Which way is good, by arrow and word."""
    arrow = ARROWS.get(metric.direction)
    return format_html('<span class="sign">{} {}</span>', arrow, metric.get_direction_display()) if arrow else ""


@register.filter
def or_dash_year(year: int | None) -> str:
    """A year without separators, or a dash."""
    return NOTHING if year is None else str(year)
