"""The money of projects: lines that are never changed, only followed by a newer version with its reason."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.base.append_only import AppendOnly, AppendOnlyManager
from ditan.core.projects import UNITS, in_unit
from ditan.domains.projects.models.project import Project

KIND_CHOICES = (("planned", _("计划")), ("allocated", _("下达")), ("spent", _("支出")))
UNIT_CHOICES = tuple((unit, unit) for unit in UNITS)


class Money(AppendOnly):
    """One version of one line. The line's newest version is what stands; a `dropped` one counts no more.

    `year` is None where the money is not divided by years, `fund` "" where it is not decided where it comes from.
    `amount` stands in `unit`, in prices of `price_year` (None: of the time). `ground` says how the fund was told where
    the page does not print it; `source` with `start` and `end` is the place in a text that states the amount, `basis` the
    document in words.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="money", verbose_name=_("项目"))
    line = models.PositiveIntegerField(_("行号"))
    version = models.PositiveIntegerField(_("版本"), default=1)
    kind = models.CharField(_("资金类别"), max_length=12, choices=KIND_CHOICES)
    year = models.PositiveSmallIntegerField(_("年度"), null=True, blank=True)
    fund = models.CharField(_("资金来源"), max_length=100, blank=True)
    amount = models.DecimalField(_("金额"), max_digits=20, decimal_places=6)
    unit = models.CharField(_("单位"), max_length=8, choices=UNIT_CHOICES, default="万元")
    price_year = models.PositiveSmallIntegerField(_("价格年份"), null=True, blank=True)
    ground = models.CharField(_("来源判定依据"), max_length=50, blank=True)
    basis = models.CharField(_("依据"), max_length=300, blank=True)
    source = models.ForeignKey(
        "records.Source", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("出处")
    )
    start = models.PositiveIntegerField(_("原文起"), null=True, blank=True)
    end = models.PositiveIntegerField(_("原文止"), null=True, blank=True)
    from_plan = models.BooleanField(_("取自规划"), default=False)
    dropped = models.BooleanField(_("已撤销"), default=False)
    reason = models.CharField(_("调整理由"), max_length=400, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("登记人"),
    )
    by_name = models.CharField(_("登记人姓名"), max_length=150, blank=True)
    at = models.DateTimeField(_("登记时间"))

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        ordering = ("project_id", "line", "version")
        verbose_name = verbose_name_plural = _("项目资金")
        constraints = (
            models.UniqueConstraint(fields=["project", "line", "version"], name="library_money_version_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="library_money_not_negative"),
            models.CheckConstraint(
                condition=Q(kind__in=["planned", "allocated", "spent"]), name="library_money_kind_known"
            ),
            models.CheckConstraint(condition=Q(unit__in=list(UNITS)), name="library_money_unit_known"),
            models.CheckConstraint(condition=Q(version=1) | ~Q(reason=""), name="library_money_change_says_why"),
            models.CheckConstraint(condition=Q(dropped=False) | Q(version__gt=1), name="library_money_first_stands"),
        )

    def __str__(self) -> str:
        return f"{self.project_id}/{self.line}.{self.version}"

    @property
    def value(self) -> Decimal:
        """The amount in 万元."""
        return in_unit(self.amount, self.unit)
