"""What was sent outside the platform: a row is written before the attempt and closed after it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """The ways out of the platform."""

    MAIL = "mail", _("邮件")
    WECOM = "wecom", _("企业微信")
    DINGTALK = "dingtalk", _("钉钉")
    FEISHU = "feishu", _("飞书")


CHANNELS = tuple(Channel.values)


class DeliveryState(models.TextChoices):
    """`sending` that is found by a later run means that the sender died: whether it arrived is not known, and it is
    not sent again by itself."""

    WAITING = "waiting", _("待发送")
    SENDING = "sending", _("发送中")
    SENT = "sent", _("已发送")
    FAILED = "failed", _("失败")
    UNKNOWN = "unknown", _("结果不明")


class Delivery(models.Model):
    """One message on one channel to one recipient. Mail goes to a person; a robot speaks to its group once."""

    kind = models.CharField(_("类型"), max_length=64)
    key = models.CharField(_("事由编号"), max_length=120)
    channel = models.CharField(_("渠道"), max_length=16, choices=Channel.choices)
    recipient = models.CharField(_("收件账号"), max_length=64, help_text=_("账号编号；群机器人为 group"))
    recipient_name = models.CharField(_("收件人"), max_length=150, blank=True)
    subject = models.CharField(_("标题"), max_length=200)
    text = models.TextField(_("正文"), blank=True)
    link = models.CharField(_("链接"), max_length=500, blank=True)
    state = models.CharField(_("状态"), max_length=16, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    held_by = models.CharField(_("发送任务"), max_length=64, blank=True)
    attempts = models.PositiveSmallIntegerField(_("次数"), default=0)
    error = models.CharField(_("失败原因"), max_length=400, blank=True)
    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    started_at = models.DateTimeField(_("开始时间"), null=True, blank=True)
    finished_at = models.DateTimeField(_("完成时间"), null=True, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = verbose_name_plural = _("发送记录")
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=("kind", "key", "channel", "recipient"), name="notices_delivery_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=DeliveryState.values), name="notices_delivery_state_is_known"
            ),
        )
        indexes = (models.Index(fields=("state", "id"), name="notices_delivery_state"),)

    def __str__(self) -> str:
        return f"{self.channel} {self.subject}"
