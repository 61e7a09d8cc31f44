"""A message to one person, and the wording of its kind."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """One message to one person. The same kind and key never reach the same person twice."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("收件人"), on_delete=models.CASCADE, related_name="notices"
    )
    kind = models.CharField(_("类型"), max_length=64)
    key = models.CharField(_("事由编号"), max_length=120)
    subject = models.CharField(_("标题"), max_length=200)
    text = models.TextField(_("正文"), blank=True)
    link = models.CharField(_("链接"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("时间"), auto_now_add=True)
    read_at = models.DateTimeField(_("阅读时间"), null=True, blank=True)

    class Meta:
        default_permissions = ()
        permissions = (
            ("manage_notices", "设置消息模板与渠道"),
            ("view_deliveries", "查看发送记录"),
        )
        verbose_name = verbose_name_plural = _("消息")
        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=("kind", "user", "key"), name="notices_notice_once"),)
        indexes = (models.Index(fields=("user", "read_at", "-id"), name="notices_notice_unread"),)

    def __str__(self) -> str:
        return self.subject


class NoticeTemplate(models.Model):
    """The wording of a kind where it was edited, and the outside channels that its messages take."""

    kind = models.CharField(_("类型"), max_length=64, unique=True)
    subject = models.CharField(_("标题"), max_length=200)
    body = models.TextField(_("正文"), blank=True)
    channels = models.JSONField(_("发送渠道"), default=list, blank=True)
    updated_at = models.DateTimeField(_("修改时间"), auto_now=True)
    updated_by = models.CharField(_("修改人"), max_length=150, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = verbose_name_plural = _("消息模板")
        ordering = ("kind",)

    def __str__(self) -> str:
        return self.kind
