"""How items of plans are shown in rows: the cell of a year, a target with its sign, departments with their links."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ditan.base.links import address
from ditan.domains.plans.forms.words import typeset
from ditan.domains.plans.kinds.types import show_number
from ditan.domains.plans.models import Indicator, IndicatorValue, Measure, Target
from ditan.domains.plans.models.choices import Comparator
from ditan.domains.plans.views.columns import slug

register = template.Library()

SIGNS = {
    Comparator.AT_LEAST: "≥",
    Comparator.AT_MOST: "≤",
    Comparator.MORE: ">",
    Comparator.LESS: "<",
    Comparator.ABOUT: "≈",
}
NOTHING = "—"

register.filter("typeset", typeset)


@register.simple_tag
def cell_of(item: Indicator, year: str) -> IndicatorValue | None:
    """The cell that the reading prints under a year, None where it holds nothing."""
    for cell in item.cells.all():
        if cell.alternative == 0 and cell.year == year and (cell.value is not None or cell.text):
            return cell
    return None


@register.filter
def cell_shown(cell: IndicatorValue) -> str:
    """A cell as the plan prints it; a bare number gets its separators."""
    bare = show_number(cell.value)
    return grouped(cell.value) if cell.value is not None and cell.text in ("", bare) else cell.text


@register.simple_tag
def target_value(item: Target) -> str:
    """Sign and number, or the text that stands for one."""
    if item.value is None:
        return item.value_text or NOTHING
    return SIGNS.get(Comparator(item.comparator), "") + grouped(item.value)


@register.simple_tag
def due_year(year: int | None) -> SafeString | str:
    """The year, and in words whether it is over."""
    if year is None:
        return NOTHING
    if year >= timezone.localdate().year:
        return str(year)
    return format_html('{} <span class="sign" title="{}">{}</span>', year, _("目标年份已过，等待最终考核"), _("已过"))


@register.simple_tag
def names_in(item: Measure, part: str) -> SafeString | str:
    """The departments of a measure that lead it (or share it without distinction), or that cooperate, as links."""
    rows = [row for row in item.responsibilities.all() if (row.role == "cooperating") == (part == "cooperating")]
    return department_links(rows)


def department_links(rows: list[Any]) -> SafeString | str:
    """Printed names that open the department's page; the canonical name is the title where it differs."""
    if not rows:
        return NOTHING
    return format_html_join(
        "、",
        '<a href="{}" title="{}">{}</a>',
        ((address("plans:department", row.listed_as), row.listed_as, row.printed_name) for row in rows),
    )


@register.filter
def slug_of(year: str) -> str:
    """A printed year as part of a class name."""
    return slug(year)


def grouped(value: float | None) -> str:
    """A number with thousands separators and no needless zeros.

    >>> grouped(497379.19), grouped(2025.0)
    ('497,379.19', '2,025')
    """
    if value is None:
        return NOTHING
    whole = f"{Decimal(repr(value)):,f}"
    return whole.rstrip("0").rstrip(".") if "." in whole else whole
