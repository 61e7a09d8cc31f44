"""What an account needs beside its row in `auth`: its state, its old passwords, its second factor, failed tries."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AccountState(models.Model):
    """One row an account: its password's age, whether it is switched off, and the one session that is its own.

    `session_token` is a digest of what the session of the account holds; a session that holds anything else is an older
    one. `rotate` asks the session to change its key on the next request, after its privileges changed.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("账号"), on_delete=models.CASCADE, related_name="account"
    )
    password_changed_at = models.DateTimeField(_("密码修改时间"), default=timezone.now)
    must_change = models.BooleanField(_("下次登录须修改密码"), default=False)
    disabled_at = models.DateTimeField(_("停用时间"), null=True, blank=True)
    disabled_reason = models.CharField(_("停用原因"), max_length=200, blank=True, default="")
    enabled_at = models.DateTimeField(_("启用时间"), null=True, blank=True)
    session_token = models.CharField(_("会话标记"), max_length=64, blank=True, default="")
    session_started_at = models.DateTimeField(_("会话开始"), null=True, blank=True)
    session_address = models.CharField(_("会话来源地址"), max_length=64, blank=True, default="")
    session_agent = models.CharField(_("会话浏览器"), max_length=200, blank=True, default="")
    last_seen = models.DateTimeField(_("最近使用"), null=True, blank=True)
    rotate = models.BooleanField(_("须更换会话"), default=False)

    class Meta:
        default_permissions = ()
        permissions = (
            ("view_accounts", "Can view accounts"),
            ("manage_accounts", "Can manage accounts"),
            ("view_policy", "Can view the security policy"),
            ("release_accounts", "Can release accounts of security and audit"),
        )
        verbose_name = verbose_name_plural = _("账号状态")
        constraints = (
            models.CheckConstraint(
                condition=Q(disabled_at__isnull=True) | ~Q(disabled_reason=""), name="accounts_disabled_has_a_reason"
            ),
        )

    def __str__(self) -> str:
        return str(self.user)


class PasswordRecord(models.Model):
    """The hash of a password that an account has or had; never the password."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("账号"), on_delete=models.CASCADE, related_name="old_passwords"
    )
    hash = models.CharField(_("密码散列"), max_length=256)
    made_at = models.DateTimeField(_("设置时间"), default=timezone.now)

    class Meta:
        default_permissions = ()
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("历史密码")

    def __str__(self) -> str:
        return f"{self.user} {self.made_at:%Y-%m-%d}"


class Failures(models.Model):
    """Failed tries in a row of one account name or one address, and the lock that they brought.

    A name is kept as one of a bounded number of digests where no account has it, so that no flood of invented names
    fills the table and nobody learns from a lock which accounts exist.
    """

    class Kind(models.TextChoices):
        ACCOUNT = "account", _("账号")
        ADDRESS = "address", _("来源地址")

    kind = models.CharField(_("类型"), max_length=16, choices=Kind.choices)
    key = models.CharField(_("对象"), max_length=160)
    count = models.PositiveIntegerField(_("连续失败次数"), default=0)
    last_at = models.DateTimeField(_("最近失败"), null=True, blank=True)
    locked_at = models.DateTimeField(_("锁定时间"), null=True, blank=True)
    refused = models.PositiveIntegerField(_("锁定期间的尝试"), default=0)

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("登录失败")
        constraints = (
            models.UniqueConstraint(fields=("kind", "key"), name="accounts_failures_once_a_key"),
            models.CheckConstraint(
                condition=Q(kind__in=["account", "address"]), name="accounts_failures_kind_is_known"
            ),
        )
        indexes = (models.Index(fields=("last_at",), name="accounts_failures_last_at"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class TotpDevice(models.Model):
    """A telephone that gives one-time codes. The secret is stored encrypted; it counts once a code has confirmed it."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("账号"), on_delete=models.CASCADE, related_name="totp"
    )
    secret = models.TextField(_("密钥"))
    made_at = models.DateTimeField(_("登记时间"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("确认时间"), null=True, blank=True)
    last_step = models.BigIntegerField(_("上次使用的时段"), null=True, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = verbose_name_plural = _("动态口令")

    def __str__(self) -> str:
        return str(self.user)


class SetupCode(models.Model):
    """The code that opens the first page of a new installation; only its digest is kept, and it serves once."""

    digest = models.CharField(_("摘要"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("生成时间"), default=timezone.now)
    used_at = models.DateTimeField(_("使用时间"), null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("初始化码")

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}"
