"""A workbook of projects that was handed in and read, before anything of it is kept."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ProjectImport(models.Model):
    """What was read from one workbook: the rows as values, and what is wrong with them. It belongs to who handed it in."""

    class State(models.TextChoices):
        READ = "read", _("待确认")
        SAVED = "saved", _("已入库")
        DROPPED = "dropped", _("已放弃")

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("导入人"))
    name = models.CharField(_("文件名"), max_length=255)
    state = models.CharField(_("状态"), max_length=8, choices=State.choices, default=State.READ)
    rows = models.JSONField(_("各行"), default=list)
    errors = models.JSONField(_("问题"), default=list)
    at = models.DateTimeField(_("导入时间"), auto_now_add=True)
    version = models.PositiveIntegerField(_("修订号"), default=1)

    class Meta:
        default_permissions = ()
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("项目导入")
        indexes = (models.Index(fields=["by", "-id"], name="library_import_by"),)

    def __str__(self) -> str:
        return self.name
