"""Indicators: rows of a plan's indicator tables."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.domains.plans.models.choices import Basis, Comparator, Nature
from ditan.domains.plans.models.item import DepartmentName, ReviewItem, item_constraints, item_indexes


class Indicator(ReviewItem):
    """A row of an indicator table; its values by year are `IndicatorValue` rows.

    `due_year` is the last year that has a value.
    """

    kind: ClassVar[str] = "indicator"

    number = models.CharField(_("序号"), max_length=50, blank=True)
    name = models.CharField(_("指标名称"), max_length=300)
    unit = models.CharField(_("单位"), max_length=100, blank=True)
    unit_pint = models.CharField(_("标准单位"), max_length=100, blank=True)
    category = models.CharField(_("类别"), max_length=200, blank=True)
    nature = models.CharField(_("属性"), max_length=8, choices=Nature.choices, blank=True)
    department = models.CharField(_("责任部门"), max_length=400, blank=True)
    basis = models.CharField(_("口径"), max_length=16, choices=Basis.choices, default=Basis.LEVEL)
    ambiguous = models.BooleanField(_("读数有歧义"), default=False)
    metric = models.CharField(_("统计指标"), max_length=64, blank=True)
    table = models.CharField(_("所在表"), max_length=300, blank=True)

    class Meta:
        default_permissions = ()
        ordering = (
            "plan_id",
            "position",
            "pk",
        )
        verbose_name = verbose_name_plural = _("指标")
        constraints = (
            *item_constraints("indicator"),
            models.CheckConstraint(condition=Q(nature__in=["", *Nature.values]), name="indicator_nature_known"),
            models.CheckConstraint(condition=Q(basis__in=Basis.values), name="indicator_basis_known"),
        )
        indexes = item_indexes("indicator", models.Index(fields=["name"], name="indicator_name"))

    @property
    def label(self) -> str:
        return self.name


class IndicatorValue(models.Model):
    """One cell: the printed year and what stands under it.

    Neither a number nor a text means that the cell holds nothing, which is not zero. `alternative` 0 is the reading;
    1, 2, … are the other readings of an ambiguous row.
    """

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="cells", verbose_name=_("指标"))
    alternative = models.PositiveSmallIntegerField(_("备选读数"), default=0)
    year = models.CharField(_("年份(印出)"), max_length=50)
    year_number = models.PositiveSmallIntegerField(_("年份"), null=True, blank=True)
    value = models.FloatField(_("数值"), null=True, blank=True)
    text = models.CharField(_("印出文字"), max_length=200, blank=True)
    comparator = models.CharField(_("比较"), max_length=8, choices=Comparator.choices, default=Comparator.EQUAL)
    position = models.PositiveSmallIntegerField(_("次序"), default=0)

    class Meta:
        default_permissions = ()
        ordering = (
            "indicator_id",
            "alternative",
            "position",
        )
        verbose_name = verbose_name_plural = _("指标值")
        constraints = (
            models.UniqueConstraint(fields=["indicator", "alternative", "year"], name="indicator_value_once"),
            models.CheckConstraint(condition=Q(value__isnull=True) | ~Q(text=""), name="indicator_value_has_text"),
            models.CheckConstraint(condition=Q(comparator__in=Comparator.values), name="indicator_value_comparator"),
        )
        indexes = (models.Index(fields=["year_number", "alternative", "indicator"], name="indicator_value_year"),)

    def __str__(self) -> str:
        return f"{self.year}: {self.text}"


class IndicatorDepartment(DepartmentName):
    """A department that the table names beside an indicator."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="departments", verbose_name=_("指标"))

    class Meta:
        default_permissions = ()
        ordering = (
            "indicator_id",
            "position",
        )
        verbose_name = verbose_name_plural = _("指标责任部门")
        indexes = (
            models.Index(fields=["listed_as", "indicator"], name="indicator_department"),
            models.Index(fields=["printed_name", "indicator"], name="indicator_department_printed"),
        )
