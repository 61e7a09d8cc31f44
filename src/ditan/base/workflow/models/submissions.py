"""What an organisation hands in: the cells that it works on, and the steps that it went."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.base.append_only import AppendOnly, AppendOnlyManager
from ditan.base.workflow.models.rounds import Assignment, RoundMetric


class SubmissionState(models.TextChoices):
    """The states of `core.machines.SUBMISSION`."""

    DRAFT = "draft", _("暂存")
    SUBMITTED = "submitted", _("待部门审核")
    DEPARTMENT_APPROVED = "department_approved", _("待统筹审核")
    RETURNED = "returned", _("已退回")
    APPROVED = "approved", _("已通过")
    LOCKED = "locked", _("已锁定")
    RESTATING = "restating", _("重述中")


class CellState(models.TextChoices):
    EMPTY = "empty", _("未填")
    NUMBER = "number", _("数值")
    TEXT = "text", _("文字")
    UNKNOWN = "unknown", _("未知")
    NOT_APPLICABLE = "not_applicable", _("不适用")


class Submission(models.Model):
    """The answer to an assignment. `version` grows with every step; `edition` with every restatement."""

    assignment = models.OneToOneField(Assignment, models.CASCADE, related_name="submission", verbose_name=_("填报任务"))
    state = models.CharField(_("状态"), max_length=24, choices=SubmissionState.choices, default=SubmissionState.DRAFT)
    version = models.PositiveIntegerField(_("修订号"), default=1)
    edition = models.PositiveIntegerField(_("版次"), default=1)
    submitted_at = models.DateTimeField(_("提交时间"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("提交人")
    )
    submitted_by_name = models.CharField(_("提交人姓名"), max_length=150, blank=True)
    late_days = models.PositiveIntegerField(_("迟报（工作日）"), null=True, blank=True)
    late = models.BooleanField(_("迟报"), default=False)
    returned_times = models.PositiveIntegerField(_("退回次数"), default=0)

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("填报")
        indexes = (models.Index(fields=["state"], name="submission_state"),)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=SubmissionState.values), name="submission_state_known"),
        )

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.get_state_display()}"


class Cell(models.Model):
    """The working copy of one value, saved as it is typed. `reported` is the text exactly as reported.

    `verified` is the value that somebody declared correct; another value has to be looked at again.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="cells", verbose_name=_("填报"))
    asked = models.ForeignKey(RoundMetric, models.CASCADE, related_name="cells", verbose_name=_("填报指标"))
    state = models.CharField(_("数据情况"), max_length=16, choices=CellState.choices, default=CellState.EMPTY)
    reported = models.CharField(_("报送值"), max_length=400, blank=True)
    number = models.FloatField(_("数值"), null=True, blank=True)
    unit = models.CharField(_("单位"), max_length=64, blank=True)
    note = models.CharField(_("说明"), max_length=1000, blank=True)
    verified = models.CharField(_("已核实的值"), max_length=400, blank=True)
    verified_by_name = models.CharField(_("核实人"), max_length=150, blank=True)
    version = models.PositiveIntegerField(_("修订号"), default=1)
    changed_by_name = models.CharField(_("修改人"), max_length=150, blank=True)
    changed_at = models.DateTimeField(_("修改时间"), null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("asked__position", "pk")
        verbose_name = verbose_name_plural = _("填报值")
        constraints = (
            models.UniqueConstraint(fields=["submission", "asked"], name="cell_once"),
            models.CheckConstraint(condition=Q(state__in=CellState.values), name="cell_state_known"),
            models.CheckConstraint(
                condition=Q(state=CellState.NUMBER, number__isnull=False)
                | (~Q(state=CellState.NUMBER) & Q(number__isnull=True)),
                name="cell_number_only_where_stated",
            ),
        )

    def __str__(self) -> str:
        return f"{self.asked_id} {self.reported}"


class SubmissionStep(AppendOnly):
    """One step of a submission: who took it, from where to where, why, and the values as they stood."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="steps", verbose_name=_("填报"))
    step = models.CharField(_("步骤"), max_length=32)
    before = models.CharField(_("原状态"), max_length=24)
    after = models.CharField(_("新状态"), max_length=24)
    reason = models.TextField(_("理由"), blank=True)
    values = models.JSONField(_("当时的值"), null=True, blank=True)
    edition = models.PositiveIntegerField(_("版次"), default=1)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,  # a row that never changes cannot follow the end of an account; the name stays
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("经办人"),
    )
    by_name = models.CharField(_("经办人姓名"), max_length=150, blank=True)
    at = models.DateTimeField(_("时间"), auto_now_add=True)

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("填报步骤")

    def __str__(self) -> str:
        return f"{self.submission_id} {self.step}"
