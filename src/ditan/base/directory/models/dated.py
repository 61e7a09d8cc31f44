"""Rows that hold from one day to another."""

from __future__ import annotations

import datetime
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

M = TypeVar("M", bound=models.Model)


def holds(on: datetime.date, prefix: str = "") -> Q:
    """The condition that a row holds on that day. The last day is the one before `valid_to`."""
    begun = Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": on})
    return begun & (Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": on}))


class DatedQuerySet(models.QuerySet[M]):
    """What every dated table can be asked."""

    def as_of(self, on: datetime.date) -> Self:
        """The rows that hold on that day."""
        return self.filter(holds(on))


class DatedManager(models.Manager[M]):
    """The manager of every dated table."""

    def get_queryset(self) -> DatedQuerySet[M]:
        return DatedQuerySet(self.model, using=self._db)

    def as_of(self, on: datetime.date) -> DatedQuerySet[M]:
        """The rows that hold on that day."""
        return self.get_queryset().as_of(on)


class Dated(models.Model):
    """Holds on each day from `valid_from` up to, and no longer on, `valid_to`; null where no such day is known."""

    valid_from = models.DateField(_("生效日期"), null=True, blank=True)
    valid_to = models.DateField(_("失效日期"), null=True, blank=True, help_text=_("自当日起不再有效；空白表示现行"))

    class Meta:
        abstract = True

    def holds_on(self, on: datetime.date) -> bool:
        """Whether the row holds on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on < self.valid_to)


def in_order(table: str) -> models.CheckConstraint:
    """An interval of at least one day, held by the database."""
    open_ended: Any = Q(valid_from__isnull=True) | Q(valid_to__isnull=True)
    return models.CheckConstraint(
        condition=open_ended | Q(valid_from__lt=F("valid_to")), name=f"{table}_dates_in_order"
    )
