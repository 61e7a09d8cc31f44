"""Where the ways out of the platform lead."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ditan.base.fields import EncryptedTextField
from ditan.base.notices.models.delivery import Channel


class ChannelSetting(models.Model):
    """The address of one channel. `address` holds its fields as JSON and stands encrypted in the database."""

    channel = models.CharField(_("渠道"), max_length=16, choices=Channel.choices, unique=True)
    enabled = models.BooleanField(_("启用"), default=False)
    address = EncryptedTextField(_("地址"), default="{}")
    updated_at = models.DateTimeField(_("修改时间"), auto_now=True)
    updated_by = models.CharField(_("修改人"), max_length=150, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = verbose_name_plural = _("发送渠道")

    def __str__(self) -> str:
        return self.get_channel_display()
