"""How values are shown: numbers with separators, nothing as a dash, states as a mark and a word."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

NOTHING = "—"
"""What a missing value looks like; never a zero."""


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """One of the house's own icons; decoration only, the word stands beside it."""
    return format_html('<svg class="ico" aria-hidden="true"><use href="{}#{}"/></svg>', static("ditan/icons.svg"), name)


@register.filter
def number(value: Any, digits: int | None = None) -> str:
    """A number with thousands separators and no needless zeros; `digits` fixes the decimals.

    >>> number(497379.19), number(Decimal("12.500")), number(None), number(0)
    ('497,379.19', '12.5', '—', '0')
    >>> number(18.0, 1)
    '18.0'
    """
    if value is None or value == "":
        return NOTHING
    if isinstance(value, (str, bool)):
        return str(value)
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not exact.is_finite():
        return NOTHING
    if digits is not None:
        return f"{exact:,.{digits}f}"
    whole = f"{exact:,f}"
    return whole.rstrip("0").rstrip(".") if "." in whole else whole


@register.filter
def or_dash(value: Any) -> Any:
    """The value, or a dash where there is none; a zero stays a zero."""
    return NOTHING if value is None or value == "" else value


@register.filter
def percent(share: float | None) -> str:
    """A share as a whole percentage.

    >>> percent(0.934), percent(None)
    ('93%', '—')
    """
    return NOTHING if share is None else f"{round(share * 100)}%"


@register.filter
def filesize_zh(size: int) -> str:
    """A file's size in the unit that fits.

    >>> filesize_zh(512), filesize_zh(20480), filesize_zh(3 * 1024 * 1024)
    ('512 B', '20.0 KB', '3.0 MB')
    """
    if size < 1024:
        return f"{size} B"
    if size < 1024 * 1024:
        return f"{size / 1024:.1f} KB"
    return f"{size / 1024 / 1024:.1f} MB"


@register.filter
def person(user: Any) -> str:
    """A person's name as it is written: a Chinese family name first and without a blank, else the full name."""
    family, given = getattr(user, "last_name", ""), getattr(user, "first_name", "")
    name = f"{family}{given}" if re.search("[\u4e00-\u9fff]", family) else f"{given} {family}"
    return name.strip() or str(user.get_username())


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """This page's query with some parts changed; a part set to None or "" is left out."""
    request: HttpRequest = context["request"]
    parts = request.GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            parts.pop(name, None)
        else:
            parts[name] = str(value)
    return "?" + urlencode([(name, value) for name, values in parts.lists() for value in values if value])


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """`mapping[key]`, or None."""
    return mapping.get(key) if hasattr(mapping, "get") else None


@register.filter
def numbered(value: Any, name: str) -> str:
    """An identifier of its own for each of many fields.

    >>> numbered(12, "taker")
    'taker-12'
    """
    return f"{name}-{value}"


@register.filter
def share_of(part: float | None, whole: float | None) -> str:
    """The width of a bar's part, as CSS wants it: with a point whatever the language."""
    return f"{100 * (part or 0) / whole:.2f}" if whole else "0"
