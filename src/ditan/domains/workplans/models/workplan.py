"""A yearly work plan (年度工作计划)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.base.records.models import Subject


class WorkPlanState(models.TextChoices):
    """The states of `core.machines.WORKPLAN`."""

    DRAFT = "draft", _("编制中")
    UNDER_REVIEW = "under_review", _("审核中")
    APPROVED = "approved", _("已批准")
    ISSUED = "issued", _("已下达")


class WorkPlan(models.Model):
    """One year of a region. `edition` is the number of the edition that is being drawn up, or was issued last.

    `plans` are the plans that its lines are taken from. `document_number` and `issued_on` are those of the last issue.
    """

    year = models.PositiveSmallIntegerField(_("年度"))
    title = models.CharField(_("名称"), max_length=200)
    region = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="workplans", verbose_name=_("地区")
    )
    plans = models.ManyToManyField("plans.PlanDocument", blank=True, related_name="+", verbose_name=_("依据的规划"))
    state = models.CharField(_("状态"), max_length=16, choices=WorkPlanState.choices, default=WorkPlanState.DRAFT)
    edition = models.PositiveSmallIntegerField(_("版次"), default=1)
    reason = models.CharField(_("修订理由"), max_length=400, blank=True)
    document_number = models.CharField(_("发文字号"), max_length=100, blank=True)
    issued_on = models.DateField(_("下达日期"), null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("编制人")
    )
    created_by_name = models.CharField(_("编制人姓名"), max_length=150, blank=True)
    created_at = models.DateTimeField(_("建立时间"), auto_now_add=True)
    updated_at = models.DateTimeField(_("更新时间"), auto_now=True)
    version = models.PositiveIntegerField(_("修订号"), default=1)
    demo = models.BooleanField(_("演示"), default=False)

    class Meta:
        default_permissions = ()
        permissions = (
            ("view_workplans", _("查看年度工作计划")),
            ("draw_up", _("编制年度工作计划")),
            ("approve_plans", _("批准年度工作计划")),
            ("issue_plans", _("下达年度工作计划")),
            ("export_workplans", _("导出年度工作计划")),
        )
        ordering = ("-year", "-pk")
        verbose_name = verbose_name_plural = _("年度工作计划")
        constraints = (
            models.CheckConstraint(condition=Q(year__gte=2000, year__lte=2100), name="workplan_year_in_range"),
            models.CheckConstraint(condition=Q(state__in=WorkPlanState.values), name="workplan_state_known"),
            models.CheckConstraint(condition=~Q(title=""), name="workplan_has_title"),
            models.CheckConstraint(condition=Q(edition=1) | ~Q(reason=""), name="workplan_revision_says_why"),
        )
        indexes = (models.Index(fields=["-year", "state"], name="workplan_year_state"),)

    def __str__(self) -> str:
        return self.title
