"""People, the posts that organisations have, and who holds which post from when to when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.base.directory.models.dated import Dated, DatedManager, in_order
from ditan.base.directory.models.organisation import Organisation
from ditan.base.fields import EncryptedTextField


class Person(models.Model):
    """Somebody who works here, with or without an account. No more is kept than name, number and telephone."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="person", verbose_name=_("账号")
    )
    name = models.CharField(_("姓名"), max_length=100, db_index=True)
    phone = EncryptedTextField(_("电话"), blank=True, default="")
    staff_number = models.CharField(_("工号"), max_length=40, blank=True)

    class Meta:
        default_permissions = ()
        permissions = (("view_contacts", _("查看完整联系方式")),)
        ordering = ("name", "pk")
        verbose_name = verbose_name_plural = _("人员")
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="person_has_name"),
            models.UniqueConstraint(
                fields=["staff_number"], condition=~Q(staff_number=""), name="person_staff_number_once"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Post(Dated):
    """A post of an organisation: 局长, 双碳专员. It stays when its holder leaves."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="posts", verbose_name=_("单位"))
    title = models.CharField(_("岗位"), max_length=100)
    position = models.PositiveIntegerField(_("排序"), default=0)

    objects = DatedManager()

    class Meta:
        default_permissions = ()
        ordering = ("organisation_id", "position", "pk")
        verbose_name = verbose_name_plural = _("岗位")
        constraints = (
            in_order("post"),
            models.CheckConstraint(condition=~Q(title=""), name="post_has_title"),
            models.UniqueConstraint(
                fields=["organisation", "title"], condition=Q(valid_to__isnull=True), name="post_title_once"
            ),
        )

    def __str__(self) -> str:
        return self.title


class Holding(Dated):
    """That a person holds a post, or acts in it, for a time. Several people may hold posts of one title in turn."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings", verbose_name=_("人员"))
    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings", verbose_name=_("岗位"))
    valid_from = models.DateField(_("任职日期"))
    acting = models.BooleanField(_("代理"), default=False)

    objects = DatedManager()

    class Meta:
        default_permissions = ()
        ordering = ("post_id", "-valid_from", "pk")
        verbose_name = verbose_name_plural = _("任职")
        indexes = (models.Index(fields=["valid_to", "person"], name="holding_open_person"),)
        constraints = (
            in_order("holding"),
            models.UniqueConstraint(
                fields=["person", "post"], condition=Q(valid_to__isnull=True), name="holding_open_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.post_id}"


class HandOver(models.Model):
    """That a post went from one person to another on a day, and what open work went with it."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="hand_overs", verbose_name=_("岗位"))
    leaver = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("移交人"))
    taker = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("接收人"))
    on = models.DateField(_("交接日期"))
    passed = models.JSONField(_("移交事项"), default=dict, blank=True)
    note = models.CharField(_("说明"), max_length=400, blank=True)
    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ("-on", "-pk")
        verbose_name = verbose_name_plural = _("岗位交接")

    def __str__(self) -> str:
        return f"{self.on} {self.post_id}"
