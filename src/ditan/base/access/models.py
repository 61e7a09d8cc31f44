"""Roles, the permissions they hold, the posts and people that hold them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Duty(models.TextChoices):
    """三员: the three administrators, kept apart from each other and from business."""

    SYSTEM = "system", _("系统管理员")
    SECURITY = "security", _("安全管理员")
    AUDIT = "audit", _("审计管理员")


PROTECTED = (Duty.SECURITY, Duty.AUDIT)
"""The duties that the system administrator must come by on no road: those that watch over her."""
BUSINESS = "business"
"""The duty of every role that is no administrator's."""


class ScopeKind(models.TextChoices):
    """Whose data a role reaches."""

    ALL = "all", _("全部")
    CUSTOM = "custom", _("自定义")
    OWN_ORGANISATION = "own_organisation", _("本部门")
    OWN_AND_BELOW = "own_and_below", _("本部门及以下")
    OWN_ONLY = "own_only", _("仅本人")


class Role(models.Model):
    """A set of permissions with one data scope. `organisations` is read where the scope is custom."""

    name = models.CharField(_("角色名称"), max_length=32, unique=True)
    label = models.CharField(_("说明"), max_length=200, blank=True)
    built_in = models.BooleanField(_("内置"), default=False)
    administrator = models.CharField(_("三员"), max_length=16, choices=Duty.choices, blank=True, default="")
    scope = models.CharField(_("数据范围"), max_length=20, choices=ScopeKind.choices, default=ScopeKind.OWN_ONLY)
    permissions = models.ManyToManyField(Permission, verbose_name=_("权限"), blank=True, related_name="+")
    organisations = models.ManyToManyField(
        "directory.Organisation", verbose_name=_("自定义范围"), blank=True, related_name="+"
    )
    offered = models.JSONField(_("已给过的默认权限"), default=list, blank=True)
    version = models.PositiveIntegerField(_("版本"), default=1)
    changed_at = models.DateTimeField(_("修改时间"), auto_now=True)

    class Meta:
        default_permissions = ()
        permissions = (
            ("view_roles", "Can view roles"),
            ("manage_roles", "Can manage roles"),
            ("grant_roles", "Can grant roles"),
            ("view_matrix", "Can view the permission matrix"),
        )
        ordering = ("-built_in", "pk")
        verbose_name = verbose_name_plural = _("角色")
        constraints = (
            models.CheckConstraint(
                condition=Q(administrator__in=["", *Duty.values]), name="access_role_administrator_is_known"
            ),
            models.CheckConstraint(condition=Q(scope__in=ScopeKind.values), name="access_role_scope_is_known"),
            models.CheckConstraint(condition=~Q(name=""), name="access_role_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def duty(self) -> str:
        """The administrator's duty, or business."""
        return self.administrator or BUSINESS


class RoleOfPost(models.Model):
    """Whoever holds the post holds the role, in the organisation of the post."""

    post = models.ForeignKey(
        "directory.Post", verbose_name=_("岗位"), on_delete=models.CASCADE, related_name="roles_of_post"
    )
    role = models.ForeignKey(Role, verbose_name=_("角色"), on_delete=models.PROTECT, related_name="of_posts")

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("岗位的角色")
        constraints = (models.UniqueConstraint(fields=("post", "role"), name="access_post_has_a_role_once"),)

    def __str__(self) -> str:
        return f"{self.post} {self.role}"


class Grant(models.Model):
    """A role given to one account, for an organisation or for those whose posts the person holds.

    It is held from `valid_from` to the day before `valid_to`; what was taken back ends and stays on record.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("账号"), on_delete=models.CASCADE, related_name="grants"
    )
    role = models.ForeignKey(Role, verbose_name=_("角色"), on_delete=models.PROTECT, related_name="grants")
    organisation = models.ForeignKey(
        "directory.Organisation",
        verbose_name=_("单位"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    valid_from = models.DateField(_("生效日期"))
    valid_to = models.DateField(_("失效日期"), null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("授权")
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="access_grant_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.role}"


class Withheld(models.Model):
    """The system administrator had a hand in this account: made it, reset its password, put its person on a post.

    While the row stands, roles of security and audit give the account nothing. Somebody of those duties takes it away who
    has made sure that the account is in its owner's hands.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("账号"), on_delete=models.CASCADE, related_name="withheld"
    )
    why = models.CharField(_("缘由"), max_length=32)
    since = models.DateTimeField(_("时间"), default=timezone.now)
    by = models.CharField(_("经办人"), max_length=150, blank=True, default="")

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("待放行账号")

    def __str__(self) -> str:
        return str(self.user)
