"""Targets of a plan's running text."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.domains.plans.models.choices import Basis, Comparator
from ditan.domains.plans.models.item import ReviewItem, item_constraints, item_indexes


class Target(ReviewItem):
    """One name, one value, one year. A target is a number or a text (不减少), never both. `due_year` is its year."""

    kind: ClassVar[str] = "target"

    name = models.CharField(_("目标名称"), max_length=300)
    value = models.FloatField(_("目标值"), null=True, blank=True)
    value_text = models.CharField(_("文字目标"), max_length=200, blank=True)
    unit = models.CharField(_("单位"), max_length=100, blank=True)
    unit_pint = models.CharField(_("标准单位"), max_length=100, blank=True)
    year = models.PositiveSmallIntegerField(_("目标年"), null=True, blank=True)
    comparator = models.CharField(_("比较"), max_length=8, choices=Comparator.choices, default=Comparator.EQUAL)
    base_year = models.PositiveSmallIntegerField(_("基年"), null=True, blank=True)
    base_value = models.FloatField(_("基年值"), null=True, blank=True)
    basis = models.CharField(_("口径"), max_length=16, choices=Basis.choices, default=Basis.LEVEL)
    subject = models.CharField(_("约束对象"), max_length=200, blank=True, help_text=_("空白表示规划本身的地区"))
    stretch = models.BooleanField(_("力争目标"), default=False)
    metric = models.CharField(_("统计指标"), max_length=64, blank=True)

    class Meta:
        default_permissions = ()
        ordering = (
            "plan_id",
            "position",
            "pk",
        )
        verbose_name = verbose_name_plural = _("目标")
        constraints = (
            *item_constraints("target"),
            models.CheckConstraint(condition=Q(value__isnull=True) | Q(value_text=""), name="target_number_or_text"),
            models.CheckConstraint(condition=Q(comparator__in=Comparator.values), name="target_comparator"),
            models.CheckConstraint(condition=Q(basis__in=Basis.values), name="target_basis_known"),
        )
        indexes = item_indexes("target", models.Index(fields=["name"], name="target_name"))

    @property
    def label(self) -> str:
        return self.name
