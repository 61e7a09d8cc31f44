"""A workbook that was handed in for a submission, read and shown before anything of it is taken in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.base.workflow.models.submissions import Submission


class SheetImport(models.Model):
    """Rows as read, each with what it would change or why it cannot be taken in."""

    class State(models.TextChoices):
        WAITING = "waiting", _("待确认")
        TAKEN = "taken", _("已导入")
        DROPPED = "dropped", _("已放弃")

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="sheets", verbose_name=_("填报"))
    name = models.CharField(_("文件名"), max_length=255)
    rows = models.JSONField(_("各行"), default=list)
    state = models.CharField(_("状态"), max_length=8, choices=State.choices, default=State.WAITING)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("上传人")
    )
    by_name = models.CharField(_("上传人姓名"), max_length=150, blank=True)
    at = models.DateTimeField(_("上传时间"), auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("导入报告")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=("waiting", "taken", "dropped")), name="sheet_state_known"),
        )

    def __str__(self) -> str:
        return self.name
