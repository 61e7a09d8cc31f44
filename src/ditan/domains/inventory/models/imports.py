"""A workbook of activity data that was handed in and read, before anything of it is kept."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ditan.domains.inventory.models.inventories import Inventory


class RowImport(models.Model):
    """What was read from one workbook, each row as it was typed. It belongs to who handed it in."""

    class State(models.TextChoices):
        READ = "read", _("待确认")
        SAVED = "saved", _("已写入")

    inventory = models.ForeignKey(Inventory, models.CASCADE, related_name="imports", verbose_name=_("清单"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("导入人"))
    name = models.CharField(_("文件名"), max_length=255)
    state = models.CharField(_("状态"), max_length=8, choices=State.choices, default=State.READ)
    rows = models.JSONField(_("各行"), default=list)
    at = models.DateTimeField(_("导入时间"), auto_now_add=True)
    version = models.PositiveIntegerField(_("修订号"), default=1)

    class Meta:
        default_permissions = ()
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("活动数据导入")
        indexes = (models.Index(fields=["inventory", "by"], name="inventory_import_by"),)

    def __str__(self) -> str:
        return self.name
