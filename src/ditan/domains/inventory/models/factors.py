"""Factors of the district itself, each with its source; a corrected value is a new row."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.base.append_only import AppendOnly, AppendOnlyManager


class LocalFactor(AppendOnly):
    """A factor that the book of the house does not hold. The fields are those of `core.factors.Factor`.

    `supersedes` is the code of the one that it replaces for new work; what was computed with that keeps it.
    """

    code = models.CharField(_("编号"), max_length=80, unique=True)
    name = models.CharField(_("名称"), max_length=200)
    quantity = models.CharField(_("参数"), max_length=48)
    gas = models.CharField(_("气体或污染物"), max_length=16, blank=True)
    value = models.FloatField(_("数值"))
    unit = models.CharField(_("单位"), max_length=48)
    lower = models.FloatField(_("下限"), null=True, blank=True)
    upper = models.FloatField(_("上限"), null=True, blank=True)
    fuel = models.CharField(_("燃料"), max_length=48, blank=True)
    process = models.CharField(_("过程"), max_length=80, blank=True)
    technology = models.CharField(_("工艺"), max_length=80, blank=True)
    region = models.CharField(_("地区"), max_length=80, blank=True)
    year = models.CharField(_("年份"), max_length=9, blank=True)
    source_title = models.CharField(_("出处"), max_length=300)
    source_number = models.CharField(_("文号"), max_length=100, blank=True)
    source_page = models.CharField(_("页码或表号"), max_length=100, blank=True)
    verified = models.BooleanField(_("已核实"), default=False)
    note = models.CharField(_("说明"), max_length=400, blank=True)
    supersedes = models.CharField(_("替代"), max_length=80, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("录入人"),
    )
    by_name = models.CharField(_("录入人姓名"), max_length=150, blank=True)
    at = models.DateTimeField(_("录入时间"))

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        ordering = ("code",)
        verbose_name = verbose_name_plural = _("本地因子")
        constraints = (
            models.CheckConstraint(condition=~Q(source_title="") & ~Q(unit=""), name="inventory_factor_has_source"),
        )

    def __str__(self) -> str:
        return self.code
