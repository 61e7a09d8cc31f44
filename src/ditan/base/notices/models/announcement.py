"""What is told to everybody."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Announcement(models.Model):
    """A text for everybody who signs in, shown on the workbench until it is read. It is withdrawn, never changed."""

    title = models.CharField(_("标题"), max_length=120)
    text = models.TextField(_("正文"))
    published_at = models.DateTimeField(_("发布时间"), auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("发布人")
    )
    publisher = models.CharField(_("发布人"), max_length=150, blank=True)
    until = models.DateField(_("有效期至"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("撤下时间"), null=True, blank=True)

    class Meta:
        default_permissions = ()
        permissions = (("publish_announcements", "发布公告"),)
        verbose_name = verbose_name_plural = _("公告")
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.title


class AnnouncementRead(models.Model):
    """That somebody has read an announcement."""

    announcement = models.ForeignKey(Announcement, models.CASCADE, related_name="readings", verbose_name=_("公告"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("读者"))
    read_at = models.DateTimeField(_("阅读时间"), auto_now_add=True)

    class Meta:
        default_permissions = ()
        verbose_name = verbose_name_plural = _("公告阅读")
        constraints = (models.UniqueConstraint(fields=("announcement", "user"), name="notices_announcement_read_once"),)

    def __str__(self) -> str:
        return f"{self.announcement_id} {self.user_id}"
