"""A background job is a row. The row is the truth: a worker that dies loses nothing but its own time."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    """Where a job stands. `done`, `failed` and `cancelled` are final."""

    QUEUED = "queued", _("排队")
    RUNNING = "running", _("执行中")
    DONE = "done", _("完成")
    FAILED = "failed", _("失败")
    CANCELLED = "cancelled", _("已取消")


OPEN_STATES = (JobState.QUEUED, JobState.RUNNING)


class Job(models.Model):
    """One piece of work that a worker process does outside a web request.

    `worker` with `attempts` says who holds a running job. A worker whose job was taken from it can no longer write
    to the row, because its name and attempt no longer stand there.
    """

    kind = models.CharField(_("类型"), max_length=64)
    state = models.CharField(_("状态"), max_length=16, choices=JobState.choices, default=JobState.QUEUED)
    progress = models.FloatField(_("进度"), default=0.0, validators=[MinValueValidator(0.0), MaxValueValidator(1.0)])
    stage = models.CharField(_("阶段"), max_length=200, blank=True, default="")
    payload = models.JSONField(_("输入"), default=dict, blank=True)
    result = models.JSONField(_("结果"), null=True, blank=True)
    error = models.TextField(_("错误"), blank=True, default="")
    attempts = models.PositiveSmallIntegerField(_("次数"), default=0)
    max_attempts = models.PositiveSmallIntegerField(_("最多次数"), default=3)
    worker = models.CharField(_("执行者"), max_length=100, blank=True, default="")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("提交人"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("提交时间"), auto_now_add=True)
    started_at = models.DateTimeField(_("开始时间"), null=True, blank=True)
    heartbeat_at = models.DateTimeField(_("心跳"), null=True, blank=True)
    finished_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("后台任务")
        verbose_name_plural = _("后台任务")
        ordering = ("-id",)
        indexes = (models.Index(fields=("state", "id"), name="workflow_job_state_id"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(progress__gte=0.0, progress__lte=1.0), name="workflow_job_progress_is_a_share"
            ),
            models.CheckConstraint(condition=models.Q(state__in=JobState.values), name="workflow_job_state_is_known"),
            models.CheckConstraint(
                condition=~models.Q(state=JobState.RUNNING)
                | (models.Q(heartbeat_at__isnull=False) & ~models.Q(worker="")),
                name="workflow_job_running_has_a_worker",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk} {self.get_state_display()}"

    @property
    def is_open(self) -> bool:
        """Whether the job still waits or runs."""
        return self.state in OPEN_STATES

    @property
    def percent(self) -> int:
        """Progress as a whole percentage, for a progress bar."""
        return round(self.progress * 100)
