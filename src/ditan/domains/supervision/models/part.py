"""Who takes part in a matter, its milestones, and requests for another deadline."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.domains.supervision.models.matter import Matter


class PartRole(models.TextChoices):
    LEAD = "lead", _("主办")
    COOPERATING = "cooperating", _("协办")


class PartState(models.TextChoices):
    """`cosigned`: the organisation has put its name to the outcome (会签)."""

    WAITING = "waiting", _("待签收")
    ACCEPTED = "accepted", _("已签收")
    RETURNED = "returned", _("已退回")
    COSIGNED = "cosigned", _("已会签")


class Part(models.Model):
    """An organisation's part in a matter."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="parts", verbose_name=_("督办事项"))
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+", verbose_name=_("单位"))
    role = models.CharField(_("职责"), max_length=12, choices=PartRole.choices)
    state = models.CharField(_("状态"), max_length=12, choices=PartState.choices, default=PartState.WAITING)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("经办人")
    )
    text = models.CharField(_("意见"), max_length=400, blank=True)
    at = models.DateTimeField(_("最近变动"), null=True, blank=True)
    version = models.PositiveIntegerField(_("修订号"), default=1)

    class Meta:
        default_permissions = ()
        ordering = ("matter_id", "-role", "pk")
        verbose_name = verbose_name_plural = _("责任单位")
        constraints = (
            models.UniqueConstraint(fields=["matter", "organisation"], name="matter_part_once"),
            models.UniqueConstraint(fields=["matter"], condition=Q(role="lead"), name="matter_led_by_one"),
            models.CheckConstraint(condition=Q(role__in=PartRole.values), name="matter_part_role_known"),
            models.CheckConstraint(condition=Q(state__in=PartState.values), name="matter_part_state_known"),
        )
        indexes = (models.Index(fields=["organisation", "state", "matter"], name="matter_part_organisation"),)

    def __str__(self) -> str:
        return f"{self.matter_id} {self.organisation_id}"


class Milestone(models.Model):
    """A station on the way of a matter, within its span."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="milestones", verbose_name=_("督办事项"))
    title = models.CharField(_("节点"), max_length=200)
    due_on = models.DateField(_("计划完成"))
    done_on = models.DateField(_("实际完成"), null=True, blank=True)
    by_name = models.CharField(_("登记人"), max_length=150, blank=True)
    version = models.PositiveIntegerField(_("修订号"), default=1)

    class Meta:
        default_permissions = ()
        ordering = ("matter_id", "due_on", "pk")
        verbose_name = verbose_name_plural = _("节点")
        constraints = (models.CheckConstraint(condition=~Q(title=""), name="matter_milestone_has_title"),)

    def __str__(self) -> str:
        return self.title


class ExtensionState(models.TextChoices):
    WAITING = "waiting", _("待批")
    GRANTED = "granted", _("同意")
    REFUSED = "refused", _("不同意")


class Extension(models.Model):
    """A request for another deadline, and what was decided. Of a matter at most one waits."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="extensions", verbose_name=_("督办事项"))
    due_on = models.DateField(_("原时限"))
    asked_on = models.DateField(_("申请时限"))
    reason = models.CharField(_("理由"), max_length=1000)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("申请人")
    )
    asked_by_name = models.CharField(_("申请人姓名"), max_length=150, blank=True)
    asked_at = models.DateTimeField(_("申请时间"), auto_now_add=True)
    state = models.CharField(_("结果"), max_length=8, choices=ExtensionState.choices, default=ExtensionState.WAITING)
    granted_on = models.DateField(_("批准时限"), null=True, blank=True)
    decision = models.CharField(_("批复意见"), max_length=400, blank=True)
    decided_by_name = models.CharField(_("批复人"), max_length=150, blank=True)
    decided_at = models.DateTimeField(_("批复时间"), null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("延期申请")
        constraints = (
            models.UniqueConstraint(
                fields=["matter"], condition=Q(state="waiting"), name="matter_extension_waits_once"
            ),
            models.CheckConstraint(condition=Q(state__in=ExtensionState.values), name="matter_extension_state_known"),
            models.CheckConstraint(
                condition=Q(state="granted", granted_on__isnull=False)
                | (~Q(state="granted") & Q(granted_on__isnull=True)),
                name="matter_extension_granted_says_until",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="matter_extension_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.matter_id} {self.asked_on}"
