"""Lines of a work plan: an indicator with its value of the year, a task, or a project, and the parts of it by organisation."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.base.directory.models import Organisation
from ditan.domains.workplans.models.workplan import WorkPlan


class LineKind(models.TextChoices):
    INDICATOR = "indicator", _("指标")
    TASK = "task", _("任务")
    PROJECT = "project", _("项目")


class WorkLine(models.Model):
    """One line. `value` is what the year asks for, in `unit`; null is 待定 and never a zero.

    `origin_key` names what it was taken from (`tracked:12`, `measure:88`, `project:7`, `part:3`; "" where a person wrote it),
    so that taking it again finds it. `edited` marks one whose wording a person changed: taking again leaves it alone.
    `parent` is the line that this one breaks down to a department or town. `organisation_name` is as printed; `organisation`
    is its row of the directory where exactly one bears that name. `dropped` leaves it out of this year, with `reason`.
    """

    workplan = models.ForeignKey(WorkPlan, models.CASCADE, related_name="lines", verbose_name=_("年度工作计划"))
    kind = models.CharField(_("类别"), max_length=12, choices=LineKind.choices)
    position = models.PositiveIntegerField(_("次序"), default=0)
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="parts", verbose_name=_("上级条目")
    )
    tracked = models.ForeignKey(
        "plans.TrackedTarget", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("目标跟踪")
    )
    measure = models.ForeignKey(
        "plans.Measure", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("措施或任务")
    )
    project = models.ForeignKey(
        "plans.Project", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("规划项目")
    )
    matter = models.ForeignKey(
        "supervision.Matter", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("督办事项")
    )
    title = models.CharField(_("名称"), max_length=300)
    text = models.TextField(_("内容与要求"), blank=True)
    comparator = models.CharField(_("比较"), max_length=8, blank=True)
    value = models.FloatField(_("年度目标值"), null=True, blank=True)
    unit = models.CharField(_("单位"), max_length=100, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("牵头单位")
    )
    organisation_name = models.CharField(_("牵头单位名称"), max_length=200, blank=True)
    cooperating = models.CharField(_("配合单位"), max_length=600, blank=True)
    due_on = models.DateField(_("完成时限"), null=True, blank=True)
    due_text = models.CharField(_("时限原文"), max_length=200, blank=True)
    weight = models.DecimalField(_("权重"), max_digits=7, decimal_places=3, null=True, blank=True)
    basis = models.CharField(_("依据"), max_length=400, blank=True)
    rule = models.CharField(_("分解方式"), max_length=8, blank=True)
    origin_key = models.CharField(_("来源"), max_length=60, blank=True)
    edited = models.BooleanField(_("已人工修改"), default=False)
    dropped = models.BooleanField(_("本年不列"), default=False)
    reason = models.CharField(_("理由"), max_length=400, blank=True)
    version = models.PositiveIntegerField(_("修订号"), default=1)

    class Meta:
        default_permissions = ()
        ordering = ("workplan_id", "kind", "position", "pk")
        verbose_name = verbose_name_plural = _("年度计划条目")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=LineKind.values), name="workline_kind_known"),
            models.CheckConstraint(condition=~Q(title=""), name="workline_has_title"),
            models.CheckConstraint(
                condition=Q(weight__isnull=True) | Q(weight__gte=0, weight__lte=100), name="workline_weight_in_range"
            ),
            models.UniqueConstraint(
                fields=["workplan", "origin_key"], condition=~Q(origin_key=""), name="workline_origin_once"
            ),
            models.CheckConstraint(condition=Q(dropped=False) | ~Q(reason=""), name="workline_dropped_says_why"),
        )
        indexes = (models.Index(fields=["organisation", "workplan"], name="workline_organisation"),)

    def __str__(self) -> str:
        return self.title
