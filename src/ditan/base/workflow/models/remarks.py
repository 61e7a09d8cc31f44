"""What people say at a cell, and the files that bear it out."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.base.workflow.models.submissions import Cell, Submission


class CellComment(models.Model):
    """A remark at a cell, by whoever fills or reviews."""

    cell = models.ForeignKey(Cell, models.CASCADE, related_name="comments", verbose_name=_("填报值"))
    text = models.CharField(_("批注"), max_length=1000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("批注人")
    )
    by_name = models.CharField(_("批注人姓名"), max_length=150, blank=True)
    at = models.DateTimeField(_("时间"), auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("批注")
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),)

    def __str__(self) -> str:
        return self.text[:40]


class Evidence(models.Model):
    """A file that bears out a submission or one of its cells. Taken back, it stays on record."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="evidence", verbose_name=_("填报"))
    cell = models.ForeignKey(
        Cell, models.CASCADE, null=True, blank=True, related_name="evidence", verbose_name=_("填报值")
    )
    source = models.ForeignKey("records.Source", models.PROTECT, related_name="+", verbose_name=_("文件"))
    note = models.CharField(_("说明"), max_length=400, blank=True)
    by_name = models.CharField(_("上传人"), max_length=150, blank=True)
    at = models.DateTimeField(_("上传时间"), auto_now_add=True)
    removed_at = models.DateTimeField(_("撤下时间"), null=True, blank=True)
    removed_by_name = models.CharField(_("撤下人"), max_length=150, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("佐证材料")

    def __str__(self) -> str:
        return f"{self.submission_id} {self.source_id}"
