"""Long exports: asked for, produced in the background, kept for some days for the one who asked."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from ditan.base.reporting.kinds import ending_of
from ditan.base.workflow.models import Job, JobState


class DownloadState(models.TextChoices):
    """Where a download stands, as its owner sees it."""

    WAITING = "waiting", _("排队")
    RUNNING = "running", _("生成中")
    READY = "ready", _("可下载")
    EXPIRED = "expired", _("已过期")
    FAILED = "failed", _("失败")


def new_token() -> str:
    """A file name that nobody guesses."""
    return get_random_string(40)


class Download(models.Model):
    """One export. Its job says how far it has come; `finished_at` says that the file is whole."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="downloads", verbose_name=_("申请人")
    )
    kind = models.CharField(_("类型"), max_length=64)
    title = models.CharField(_("名称"), max_length=200)
    payload = models.JSONField(_("条件"), default=dict, blank=True)
    token = models.CharField(max_length=40, default=new_token, unique=True, editable=False)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+", verbose_name=_("后台任务"))
    size = models.PositiveBigIntegerField(_("字节数"), null=True, blank=True)
    row_count = models.PositiveIntegerField(_("行数"), null=True, blank=True)
    created_at = models.DateTimeField(_("申请时间"), auto_now_add=True)
    finished_at = models.DateTimeField(_("完成时间"), null=True, blank=True)
    expires_at = models.DateTimeField(_("过期时间"), null=True, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = verbose_name_plural = _("下载")
        ordering = ("-id",)
        indexes = (models.Index(fields=("user", "-id"), name="reporting_download_of_user"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(finished_at__isnull=True)
                | models.Q(expires_at__isnull=False, size__isnull=False, row_count__isnull=False),
                name="reporting_finished_is_described",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> DownloadState:
        """From the file, else from the job."""
        if self.finished_at is not None:
            expired = self.expires_at is not None and self.expires_at <= timezone.now()
            return DownloadState.EXPIRED if expired else DownloadState.READY
        if self.job is None or self.job.state in (JobState.FAILED, JobState.CANCELLED, JobState.DONE):
            return DownloadState.FAILED
        return DownloadState.RUNNING if self.job.state == JobState.RUNNING else DownloadState.WAITING

    @property
    def label(self) -> str:
        """The state in words."""
        return str(self.state.label)

    @property
    def rows_shown(self) -> int | None:
        """How many rows a workbook has; None for what has no rows to count."""
        return self.row_count if ending_of(self.kind) == "xlsx" else None

    @property
    def is_open(self) -> bool:
        """Whether the file is still to come."""
        return self.state in (DownloadState.WAITING, DownloadState.RUNNING)
