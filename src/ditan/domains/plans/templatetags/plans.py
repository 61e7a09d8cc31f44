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
from ditan.core.periods import chinese, parse_code
from ditan.domains.plans.forms.words import typeset
from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.kinds.types import show_number
from ditan.domains.plans.models import Indicator, IndicatorValue, Measure, Target, TrackedTarget
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


@register.filter
def asked_sign(target: TrackedTarget) -> str:
    """The sign before a target's value; none for a bare number."""
    return SIGNS.get(Comparator(target.comparator), "")


@register.filter
def rate(share: float | None) -> str:
    """A share with one decimal; a dash where there is none.

    >>> rate(0.4567), rate(None)
    ('45.7%', '—')
    """
    return NOTHING if share is None else f"{100 * share:.1f}%"


@register.filter
def signed(value: float) -> str:
    """A change with its sign and four figures.

    >>> signed(0.98749), signed(-2.0)
    ('+0.9875', '-2')
    """
    return f"{value:+.4g}"


@register.filter
def period_word(code: str) -> str:
    """A period's code as a screen calls it."""
    return chinese(parse_code(code))


@register.filter
def kind_word(kind: str) -> str:
    """What a kind of item is called."""
    return str(KINDS[kind].label)


@register.simple_tag
def change_word(target: TrackedTarget) -> SafeString | str:
    """The change on the year before: arrow, number, and whether it is for good or bad."""
    change = target.standing.change
    if change is None:
        return NOTHING
    if change == 0:
        return _("持平")
    arrow, word = ("▲", _("上升")) if change > 0 else ("▼", _("下降"))
    if target.metric.direction not in ("up", "down"):
        return format_html("{} {} {}", arrow, word, grouped(abs(round(change, 6))))
    good = (change > 0) == (target.metric.direction == "up")
    return format_html(
        '<span class="sign sign--{}">{} {} {} · {}</span>',
        "good" if good else "bad",
        arrow,
        word,
        grouped(abs(round(change, 6))),
        _("向好") if good else _("转差"),
    )


def grouped(value: float | None) -> str:
    """A number with thousands separators and no needless zeros.

    >>> grouped(497379.19), grouped(2025.0)
    ('497,379.19', '2,025')
    """
    if value is None:
        return NOTHING
    whole = f"{Decimal(repr(value)):,f}"
    return whole.rstrip("0").rstrip(".") if "." in whole else whole
