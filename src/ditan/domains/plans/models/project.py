"""Projects: rows of a plan's project lists, with quantities, money and leading departments."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ditan.base.records.spans import Span, span_constraints
from ditan.domains.plans.models.item import DepartmentName, ReviewItem, item_constraints, item_indexes


class Project(ReviewItem):
    """A project. Money is Decimal in the printed unit. `due_year` is the year in which its period ends."""

    kind: ClassVar[str] = "project"

    number = models.CharField(_("序号"), max_length=50, blank=True)
    category = models.CharField(_("类别"), max_length=300, blank=True)
    name = models.CharField(_("项目名称"), max_length=400)
    content = models.TextField(_("建设内容"), blank=True)
    period = models.CharField(_("建设期"), max_length=100, blank=True)
    start_year = models.PositiveSmallIntegerField(_("开始年"), null=True, blank=True)
    investment_total = models.DecimalField(_("总投资"), max_digits=20, decimal_places=6, null=True, blank=True)
    investment_unit = models.CharField(_("投资单位"), max_length=50, blank=True)
    investment_note = models.TextField(_("投资说明"), blank=True)

    class Meta:
        default_permissions = ()
        ordering = (
            "plan_id",
            "position",
            "pk",
        )
        verbose_name = verbose_name_plural = _("项目")
        constraints = (
            *item_constraints("project"),
            models.CheckConstraint(
                condition=Q(start_year__isnull=True) | Q(due_year__isnull=True) | Q(start_year__lte=F("due_year")),
                name="project_years_in_order",
            ),
        )
        indexes = item_indexes("project", models.Index(fields=["name"], name="project_name"))

    @property
    def label(self) -> str:
        return self.name


class ProjectQuantity(Span):
    """A physical quantity inside a project's content (99台, 48平方公里)."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="quantities", verbose_name=_("项目"))
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    value = models.FloatField(_("数量"))
    unit = models.CharField(_("单位"), max_length=50, blank=True)
    text = models.CharField(_("印出文字"), max_length=200)
    what = models.CharField(_("何物"), max_length=200, blank=True)

    class Meta:
        default_permissions = ()
        ordering = (
            "project_id",
            "position",
        )
        verbose_name = verbose_name_plural = _("项目工程量")
        constraints = span_constraints("project_quantity")

    def __str__(self) -> str:
        return self.text


class ProjectFunding(models.Model):
    """A printed amount. An empty `source` means that the page does not say which column it stood in."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="fundings", verbose_name=_("项目"))
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    amount = models.DecimalField(_("金额"), max_digits=20, decimal_places=6)
    source = models.CharField(_("资金来源"), max_length=100, blank=True)
    decided_by = models.CharField(_("来源依据"), max_length=50, blank=True)

    class Meta:
        default_permissions = ()
        ordering = (
            "project_id",
            "position",
        )
        verbose_name = verbose_name_plural = _("项目资金")

    def __str__(self) -> str:
        return f"{self.source} {self.amount}"


class ProjectLead(DepartmentName):
    """A department that leads a project."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="leads", verbose_name=_("项目"))

    class Meta:
        default_permissions = ()
        ordering = (
            "project_id",
            "position",
        )
        verbose_name = verbose_name_plural = _("项目责任单位")
        indexes = (
            models.Index(fields=["listed_as", "project"], name="project_lead_department"),
            models.Index(fields=["printed_name", "project"], name="project_lead_printed"),
        )
