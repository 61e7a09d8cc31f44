"""Requests that a program may repeat: the first answer is kept and given again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class IdempotencyKey(models.Model):
    """A key that a caller gave with a write, and what it was answered.

    The row stands in the transaction of the write itself: the write and its answer are there together or not at all.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("调用账号"))
    key = models.CharField(_("请求键"), max_length=100)
    digest = models.CharField(_("请求摘要"), max_length=64)
    answer = models.JSONField(_("答复"), null=True, blank=True)
    at = models.DateTimeField(_("时间"), auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("请求键")
        constraints = (
            models.UniqueConstraint(fields=["owner", "key"], name="idempotency_key_once"),
            models.CheckConstraint(condition=~Q(key=""), name="idempotency_key_not_empty"),
        )
        indexes = (models.Index(fields=["at"], name="idempotency_key_at"),)

    def __str__(self) -> str:
        return self.key
