"""The log's rows. They keep names and keys as text and point at nothing, so that no deletion reaches them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    DONE = "done", _("成功")
    REFUSED = "refused", _("拒绝")
    FAILED = "failed", _("失败")


class Entry(models.Model):
    """One act: who, when, from where, what, on what, before and after, and what came of it."""

    at = models.DateTimeField(_("时间"))
    act = models.CharField(_("操作"), max_length=100, db_index=True)
    outcome = models.CharField(_("结果"), max_length=16, choices=Outcome.choices, default=Outcome.DONE)
    user_key = models.CharField(_("账号编号"), max_length=64, blank=True, db_index=True)
    user_name = models.CharField(_("操作人"), max_length=150, blank=True)
    organisation_name = models.CharField(_("所属单位"), max_length=200, blank=True)
    address = models.CharField(_("来源地址"), max_length=64, blank=True)
    agent = models.CharField(_("客户端"), max_length=200, blank=True)
    request_id = models.CharField(_("请求编号"), max_length=32, blank=True, db_index=True)
    target_kind = models.CharField(_("对象类型"), max_length=64, blank=True)
    target_key = models.CharField(_("对象编号"), max_length=64, blank=True)
    target_name = models.CharField(_("对象"), max_length=400, blank=True)
    before = models.JSONField(_("变更前"), null=True, blank=True)
    after = models.JSONField(_("变更后"), null=True, blank=True)
    detail = models.TextField(_("说明"), blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("操作日志")

    def __str__(self) -> str:
        return f"{self.act} {self.target_name}"
