"""What an inventory was when it was frozen, and who signed it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.base.append_only import AppendOnly, AppendOnlyManager
from ditan.domains.inventory.models.inventories import Inventory


class Edition(AppendOnly):
    """An inventory as it was frozen: its choices, rows, emissions with their traces, and a digest of all of it."""

    inventory = models.ForeignKey(Inventory, models.PROTECT, related_name="editions", verbose_name=_("清单"))
    number = models.PositiveSmallIntegerField(_("版次"))
    content = models.JSONField(_("内容"))
    digest = models.CharField(_("摘要"), max_length=64)
    reason = models.CharField(_("理由"), max_length=400, blank=True)
    code_version = models.CharField(_("程序版本"), max_length=32)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("锁定人"),
    )
    by_name = models.CharField(_("锁定人姓名"), max_length=150, blank=True)
    at = models.DateTimeField(_("锁定时间"))

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        ordering = ("inventory_id", "-number")
        verbose_name = verbose_name_plural = _("清单版次")
        constraints = (
            models.UniqueConstraint(fields=["inventory", "number"], name="inventory_edition_once"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="inventory_edition_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.inventory_id} 第 {self.number} 版"


class Signature(AppendOnly):
    """A person signed an edition. Two different people sign each."""

    class Duty(models.TextChoices):
        COMPILED = "compiled", _("编制")
        REVIEWED = "reviewed", _("复核")

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="signatures", verbose_name=_("清单版次"))
    duty = models.CharField(_("签署身份"), max_length=8, choices=Duty.choices)
    digest = models.CharField(_("所签内容的摘要"), max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, db_constraint=False, related_name="+", verbose_name=_("签署人")
    )
    by_name = models.CharField(_("签署人姓名"), max_length=150)
    at = models.DateTimeField(_("签署时间"))

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        ordering = ("edition_id", "at", "pk")
        verbose_name = verbose_name_plural = _("签署")
        constraints = (
            models.UniqueConstraint(fields=["edition", "duty"], name="inventory_signed_once"),
            models.UniqueConstraint(fields=["edition", "by"], name="inventory_two_persons"),
            models.CheckConstraint(
                condition=Q(duty__in=["compiled", "reviewed"]), name="inventory_signature_duty_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.edition_id} {self.duty}"
