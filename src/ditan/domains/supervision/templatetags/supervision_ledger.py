"""How rates of supervision are written."""

from __future__ import annotations

from decimal import Decimal

from django import template

from ditan.domains.supervision.exchange.circular import percent_words

register = template.Library()


@register.filter
def rate(value: Decimal | None) -> str:
    """A rate from 0 to 1 as a percentage; “—” where nothing is decided."""
    return percent_words(value)
