"""How compared values are shown: a value of a line at a period, what a plan asks for, which way is good."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ditan.base.records.models import Metric, Standing
from ditan.core.decomposition import LEVELS, STANDINGS, Deviation, Level, Message
from ditan.core.decomposition import Standing as Standing_
from ditan.domains.plans.kinds.types import show_number
from ditan.domains.plans.models import TrackedTarget
from ditan.domains.plans.models.choices import Comparator
from ditan.domains.plans.selectors.decomposition import Decomposition, Share
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


@register.simple_tag
def tracked_value(tracked: TrackedTarget, value: float | None = None) -> str:
    """Sign and number of a target, in the metric's unit."""
    shown = tracked.value if value is None else value
    return SIGNS.get(Comparator(tracked.comparator), "") + grouped(shown)


@register.simple_tag
def message_sign(message: Message) -> SafeString:
    """How much a message weighs, by colour, mark and word."""
    look, mark = {
        Level.MUST: ("sign--bad", "✕"),
        Level.CHECK: ("sign--caution", "!"),
        Level.NOTE: ("", "·"),
        Level.FINE: ("sign--good", "✓"),
    }[message.level]
    return format_html('<span class="sign {}">{} {}</span>', look, mark, LEVELS[message.level])


@register.simple_tag
def deviation_sign(off: Deviation) -> SafeString:
    """Better or worse than the budget, by arrow and word."""
    look = {Standing_.BETTER: "sign--good", Standing_.WORSE: "sign--bad"}.get(off.standing, "")
    arrow = "＝" if off.difference == 0 else ("▲" if off.difference > 0 else "▼")
    return format_html('<span class="sign {}">{} {}</span>', look, arrow, STANDINGS[off.standing])


@register.simple_tag
def rows_of(rows: dict[int, list[Any]], year: int) -> list[Any]:
    """The rows of a year's form, or empty ones."""
    return rows.get(year) or [{"name": "", "weight": None, "value": None, "row": None}] * 4


@register.simple_tag
def share_of(found: Decomposition, year: int) -> Share | None:
    """The units that share the target (0) or a year."""
    return next((share for share in found.shares if (share.year or 0) == year), None)


@register.filter
def input_number(value: Any) -> str:
    """A number as it stands in a field; what was typed stays as it was."""
    return value if isinstance(value, str) else show_number(value)


@register.filter
def squeezed(quote: str) -> str:
    """A quote in one line: a cell of a table is printed with many blank lines.

    >>> squeezed("森林覆盖率\\n\\n  51")
    '森林覆盖率 51'
    """
    return " ".join(quote.split())


@register.filter
def rounded(value: float) -> float:
    """Without the noise of floating point."""
    return round(value, 8)


@register.filter
def signed_percent(ratio: float) -> str:
    """A ratio with its sign.

    >>> signed_percent(0.04), signed_percent(-0.125)
    ('+4.0%', '-12.5%')
    """
    return f"{100 * ratio:+.1f}%"
