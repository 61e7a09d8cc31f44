"""Tokens of programs, and accounts that another system keeps."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ApiToken(models.Model):
    """A key by which a program acts for its owner, with some of the owner's permissions and for a time.

    Its value is shown once and kept as a digest alone. A revoked token stays on record.
    """

    class State(models.TextChoices):
        VALID = "valid", _("有效")
        EXPIRED = "expired", _("已过期")
        REVOKED = "revoked", _("已吊销")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens", verbose_name=_("所有者")
    )
    name = models.CharField(_("名称"), max_length=60)
    digest = models.CharField(_("摘要"), max_length=64, unique=True)
    beginning = models.CharField(_("开头"), max_length=12)
    permissions = models.JSONField(_("权限"), default=list)
    created_at = models.DateTimeField(_("创建时间"))
    expires_at = models.DateTimeField(_("失效时间"))
    last_used_at = models.DateTimeField(_("最近使用"), null=True, blank=True)
    last_used_address = models.CharField(_("最近来源地址"), max_length=64, blank=True, default="")
    revoked_at = models.DateTimeField(_("吊销时间"), null=True, blank=True)
    revoked_by_name = models.CharField(_("吊销人"), max_length=150, blank=True, default="")

    class Meta:
        default_permissions = ()
        permissions = (
            ("issue_tokens", "Can issue tokens for oneself"),
            ("manage_tokens", "Can see and revoke all tokens"),
            ("sync_users", "Can keep accounts in step, by token alone"),
        )
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("接口令牌")
        indexes = (models.Index(fields=("owner", "-id"), name="identity_token_owner"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="identity_token_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="identity_token_has_a_name"),
            models.UniqueConstraint(
                fields=("owner", "name"), condition=Q(revoked_at__isnull=True), name="identity_token_name_once_an_owner"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def state_at(self, now: datetime) -> str:
        """Whether it opens anything at this moment."""
        if self.revoked_at is not None:
            return self.State.REVOKED
        return self.State.VALID if now < self.expires_at else self.State.EXPIRED


class Bearer(User):
    """The owner of a token as a request with that token sees her: of her permissions only those that the token has."""

    token: ApiToken
    token_permissions: frozenset[str] = frozenset()

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = verbose_name_plural = _("令牌使用者")

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return perm in self.token_permissions and super().has_perm(perm, obj)

    def has_perms(self, perm_list: Any, obj: Any = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        return any(perm.partition(".")[0] == app_label for perm in self.get_all_permissions())

    def get_all_permissions(self, obj: Any = None) -> set[str]:
        return {perm for perm in super().get_all_permissions(obj) if perm in self.token_permissions}


class ExternalAccount(models.Model):
    """An account that another system keeps: its id there, by which it is found again whatever its name becomes."""

    external_id = models.CharField(_("外部编号"), max_length=120, unique=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="external_account", verbose_name=_("账号")
    )
    synced_at = models.DateTimeField(_("同步时间"))

    class Meta:
        default_permissions = ()
        ordering = ("external_id",)
        verbose_name = verbose_name_plural = _("外部账号")
        constraints = (models.CheckConstraint(condition=~Q(external_id=""), name="identity_external_id_not_empty"),)

    def __str__(self) -> str:
        return self.external_id


class Tally(models.Model):
    """How often one token or one address asked in one minute. Rows live for two minutes."""

    place = models.CharField(max_length=50)
    window = models.BigIntegerField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=("place", "window"), name="one_tally_a_minute"),)
        indexes = (models.Index(fields=("window",), name="tally_window"),)

    def __str__(self) -> str:
        return f"{self.place} {self.window}: {self.number}"
