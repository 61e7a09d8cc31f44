"""A workbook of lines that was handed in and checked, before anything of it is taken in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ditan.domains.workplans.models.workplan import WorkPlan


class LineImport(models.Model):
    """The cells of a workbook as text. It belongs to who handed it in, who has one of each plan; taken in it is gone."""

    workplan = models.ForeignKey(WorkPlan, models.CASCADE, related_name="+", verbose_name=_("年度工作计划"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("导入人"))
    name = models.CharField(_("文件名"), max_length=255)
    rows = models.JSONField(_("各行"), default=list)
    at = models.DateTimeField(_("导入时间"), auto_now=True)

    class Meta:
        default_permissions = ()
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("条目导入")
        constraints = (models.UniqueConstraint(fields=["workplan", "by"], name="workplan_import_once"),)

    def __str__(self) -> str:
        return self.name
