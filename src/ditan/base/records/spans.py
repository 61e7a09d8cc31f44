"""A span: the exact characters of a source's decoded text, and where they stand."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _


class Span(models.Model):
    """Characters [start, end) of a source's decoded text, with the quote itself.

    The database holds that the quote is as long as the span; `SourceText.quote` tells whether it is the same text.
    """

    start = models.PositiveIntegerField(_("原文起"))
    end = models.PositiveIntegerField(_("原文止"))
    quote = models.TextField(_("原文"), blank=True)

    class Meta:
        abstract = True


def span_constraints(name: str) -> tuple[models.BaseConstraint, ...]:
    """The checks that every table of spans carries; `name` keeps their names apart.

    An abstract Meta cannot hand its constraints to a child with a Meta of its own, so each table asks for them.
    """
    return (
        models.CheckConstraint(condition=Q(start__lte=F("end")), name=f"{name}_span_in_order"),
        models.CheckConstraint(condition=Q(end=F("start") + Length("quote")), name=f"{name}_quote_fills_span"),
    )
