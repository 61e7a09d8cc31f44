"""Where data comes from: the files that were handed in and their decoded text."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SourceState(models.TextChoices):
    RECEIVED = "received", _("已接收")
    READABLE = "readable", _("可读")
    UNREADABLE = "unreadable", _("无法读取")


class Source(models.Model):
    """A file as it was handed in. It is kept whatever becomes of it, so that anybody can look at it again.

    The bytes lie in `settings.UPLOAD_DIR` under their hash; equal files share one place. The decoded text has a
    table of its own, which keeps lists light.
    """

    name = models.CharField(_("文件名"), max_length=255)
    sha256 = models.CharField(_("SHA-256"), max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("字节数"))
    format = models.CharField(_("格式"), max_length=16, blank=True)
    encoding = models.CharField(_("编码"), max_length=32, blank=True)
    state = models.CharField(_("状态"), max_length=16, choices=SourceState.choices, default=SourceState.RECEIVED)
    error_code = models.CharField(_("错误代码"), max_length=64, blank=True)
    error = models.TextField(_("错误说明"), blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("上传人")
    )
    uploaded_by_name = models.CharField(_("上传人姓名"), max_length=150, blank=True)
    created_at = models.DateTimeField(_("上传时间"), auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = (
            "-created_at",
            "-pk",
        )
        verbose_name = verbose_name_plural = _("来源文件")
        indexes = (models.Index(fields=["state", "-created_at"], name="source_state_created"),)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=SourceState.values), name="source_state_known"),
            models.CheckConstraint(
                condition=(Q(state=SourceState.UNREADABLE) & ~Q(error=""))
                | (~Q(state=SourceState.UNREADABLE) & Q(error="")),
                name="source_unreadable_says_why",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def stored_path(self) -> str:
        """Where the bytes lie, relative to the upload folder."""
        return f"{self.sha256[:2]}/{self.sha256}"


class SourceText(models.Model):
    """The decoded text of a source, to which all spans refer."""

    source = models.OneToOneField(
        Source, models.CASCADE, primary_key=True, related_name="decoded", verbose_name=_("来源文件")
    )
    text = models.TextField(_("解码文本"))

    class Meta:
        default_permissions = ()
        verbose_name = verbose_name_plural = _("解码文本")

    def __str__(self) -> str:
        return self.text[:40]

    def quote(self, start: int, end: int) -> str:
        """The characters that a span covers."""
        return self.text[start:end]
