"""Workbooks of values that were handed in: read and shown row by row before anything of them is recorded."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ValueImport(models.Model):
    """A workbook and what became of it. The file lies in the upload folder under its hash, as sources do."""

    class State(models.TextChoices):
        READING = "reading", _("正在读取")
        WAITING = "waiting", _("待确认")
        SAVING = "saving", _("正在保存")
        TAKEN = "taken", _("已导入")
        REFUSED = "refused", _("不能导入")
        DROPPED = "dropped", _("已放弃")

    name = models.CharField(_("文件名"), max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField(_("字节数"))
    state = models.CharField(_("状态"), max_length=16, choices=State.choices, default=State.READING)
    problem = models.TextField(_("问题"), blank=True)
    rows = models.PositiveIntegerField(_("行数"), default=0)
    counts = models.JSONField(_("各类行数"), default=dict)
    left_out = models.JSONField(_("不导入的行"), default=list)
    recorded = models.PositiveIntegerField(_("导入条数"), default=0)
    job = models.PositiveBigIntegerField(_("后台任务"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("上传人")
    )
    by_name = models.CharField(_("上传人姓名"), max_length=150, blank=True)
    at = models.DateTimeField(_("上传时间"), auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("数据导入")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=("reading", "waiting", "saving", "taken", "refused", "dropped")),
                name="value_import_state_known",
            ),
        )

    def __str__(self) -> str:
        return self.name


class ImportChunk(models.Model):
    """Rows of a workbook as read, so many together: each with what it would change, or why it cannot be taken in."""

    of = models.ForeignKey(ValueImport, models.CASCADE, related_name="chunks", verbose_name=_("数据导入"))
    place = models.PositiveIntegerField(_("次序"))
    refused = models.PositiveIntegerField(_("不能导入的行数"), default=0)
    rows = models.JSONField(_("行"))

    class Meta:
        default_permissions = ()
        ordering = ("of_id", "place")
        verbose_name = verbose_name_plural = _("导入的行")
        constraints = (models.UniqueConstraint(fields=["of", "place"], name="import_chunk_once"),)

    def __str__(self) -> str:
        return f"{self.of_id} {self.place}"
