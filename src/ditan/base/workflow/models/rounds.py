"""A reporting round asks organisations for metrics of one period."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ditan.base.records.models import Status
from ditan.core.periods import chinese, parse_code


class RoundState(models.TextChoices):
    DRAFT = "draft", _("草稿")
    OPEN = "open", _("填报中")
    CLOSED = "closed", _("已关闭")


class RoundKind(models.TextChoices):
    YEARLY = "yearly", _("年报")
    HALF = "half", _("半年报")
    QUARTERLY = "quarterly", _("季报")
    MONTHLY = "monthly", _("月报")
    ONCE = "once", _("专项")


class Round(models.Model):
    """One round. `template_version` grows whenever what is asked for changes, so that an old workbook is recognised."""

    title = models.CharField(_("名称"), max_length=200)
    kind = models.CharField(_("类别"), max_length=12, choices=RoundKind.choices)
    period = models.CharField(_("报告期"), max_length=32)
    state = models.CharField(_("状态"), max_length=8, choices=RoundState.choices, default=RoundState.DRAFT)
    opens_on = models.DateField(_("开始日期"))
    due_on = models.DateField(_("截止日期"))
    remind_days = models.PositiveSmallIntegerField(_("提前提醒（工作日）"), default=3)
    status = models.CharField(_("数据状态"), max_length=16, choices=Status.choices, default=Status.FINAL)
    note = models.TextField(_("填报说明"), blank=True)
    template_version = models.PositiveIntegerField(_("模板版本"), default=1)
    version = models.PositiveIntegerField(_("修订号"), default=1)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("组织人")
    )
    made_by_name = models.CharField(_("组织人姓名"), max_length=150, blank=True)
    made_at = models.DateTimeField(_("建立时间"), auto_now_add=True)
    opened_at = models.DateTimeField(_("下达时间"), null=True, blank=True)
    closed_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    class Meta:
        default_permissions = ()
        permissions = (
            ("view_rounds", _("查看填报")),
            ("fill_in", _("填报数据")),
            ("review_department", _("部门审核填报")),
            ("review_coordination", _("统筹审核填报")),
            ("lock", _("锁定与重述填报")),
            ("manage_rounds", _("组织填报")),
            ("export_rounds", _("导出填报结果")),
        )
        ordering = ("-opens_on", "-pk")
        verbose_name = verbose_name_plural = _("填报轮次")
        indexes = (models.Index(fields=["state", "due_on"], name="round_state_due"),)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=RoundState.values), name="round_state_known"),
            models.CheckConstraint(condition=Q(kind__in=RoundKind.values), name="round_kind_known"),
            models.CheckConstraint(condition=~Q(title=""), name="round_has_title"),
            models.CheckConstraint(condition=Q(opens_on__lte=F("due_on")), name="round_opens_before_due"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def period_name(self) -> str:
        """The period as a Chinese screen calls it."""
        return chinese(parse_code(self.period))


class RoundMetric(models.Model):
    """A metric that the round asks for. `part_of` names the metric of the same round of which this is a part."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="asked", verbose_name=_("填报轮次"))
    metric = models.ForeignKey("records.Metric", models.PROTECT, related_name="+", verbose_name=_("统计指标"))
    position = models.PositiveIntegerField(_("排序"), default=0)
    required = models.BooleanField(_("必填"), default=True)
    section = models.CharField(_("分组"), max_length=100, blank=True)
    part_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="parts", verbose_name=_("合计项")
    )

    class Meta:
        default_permissions = ()
        ordering = ("position", "pk")
        verbose_name = verbose_name_plural = _("填报指标")
        constraints = (
            models.UniqueConstraint(fields=["round", "metric"], name="round_asks_a_metric_once"),
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("id")), name="round_metric_not_own_part"
            ),
        )

    def __str__(self) -> str:
        return f"{self.round_id} {self.metric_id}"


class Assignment(models.Model):
    """That an organisation owes the values of some metrics of the round, for one subject.

    `reviewer` is the department that looks at them before the coordinating office does; none where it goes there at once.
    `filler` answers for it, `delegate` fills in her place.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="assignments", verbose_name=_("填报轮次"))
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="+", verbose_name=_("填报单位")
    )
    subject = models.ForeignKey("records.Subject", models.PROTECT, related_name="+", verbose_name=_("统计对象"))
    reviewer = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("审核部门")
    )
    metrics = models.ManyToManyField(RoundMetric, related_name="assignments", verbose_name=_("填报指标"))
    filler = models.ForeignKey(
        "directory.Person", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("填报人")
    )
    delegate = models.ForeignKey(
        "directory.Person", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("代填人")
    )
    due_on = models.DateField(_("截止日期"))
    extended_to = models.DateField(_("延期至"), null=True, blank=True)
    extended_why = models.CharField(_("延期理由"), max_length=400, blank=True)
    urged_at = models.DateTimeField(_("最近催报"), null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("organisation__position", "organisation__name", "pk")
        verbose_name = verbose_name_plural = _("填报任务")
        indexes = (
            models.Index(fields=["organisation", "round"], name="assignment_organisation"),
            models.Index(fields=["reviewer", "round"], name="assignment_reviewer"),
        )
        constraints = (
            models.UniqueConstraint(fields=["round", "organisation", "subject"], name="assignment_once"),
            models.CheckConstraint(
                condition=Q(extended_to__isnull=True) | ~Q(extended_why=""), name="assignment_extension_says_why"
            ),
        )

    def __str__(self) -> str:
        return f"{self.round_id} {self.organisation_id}"

    @property
    def last_day(self) -> datetime.date:
        """The last day on which it is in time."""
        return self.extended_to or self.due_on
