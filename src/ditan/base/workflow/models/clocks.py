"""Clocks that run towards a deadline, and the chains of levels that they climb once it nears or has passed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ditan.base.append_only import AppendOnly, AppendOnlyManager
from ditan.base.directory.models.dated import Dated, DatedManager, in_order
from ditan.core.clocks import Light


class Audience(models.TextChoices):
    """Who hears of a level."""

    HANDLER = "handler", _("经办人")
    HEAD = "head", _("责任单位负责人")
    OFFICE = "office", _("统筹单位")
    LEADER = "leader", _("区领导")


class EscalationAct(models.TextChoices):
    """What a level is called."""

    REMIND = "remind", _("提醒")
    URGE = "urge", _("催办")
    CIRCULATE = "circulate", _("通报")
    HANG = "hang", _("挂牌督办")


class ClockState(models.TextChoices):
    RUNNING = "running", _("计时中")
    PAUSED = "paused", _("暂停")
    STOPPED = "stopped", _("已停止")


class ClockLight(models.TextChoices):
    """The lights of `core.clocks`."""

    GREEN = Light.GREEN.value, _("正常")
    YELLOW = Light.YELLOW.value, _("临期")
    RED = Light.RED.value, _("超期")
    GREY = Light.GREY.value, _("未计时")


class EscalationChain(Dated):
    """A chain of levels. `version` is the number of its newest edition; `shipped` the code of one that came with the
    platform, which is a suggestion of ours until somebody has compared it with the district's rules (`verified`)."""

    name = models.CharField(_("名称"), max_length=100)
    note = models.CharField(_("说明"), max_length=400, blank=True)
    version = models.PositiveIntegerField(_("修订号"), default=1)
    verified = models.BooleanField(_("已核对"), default=False)
    shipped = models.CharField(_("随平台提供"), max_length=64, blank=True)

    objects = DatedManager()

    class Meta:
        default_permissions = ()
        permissions = (
            ("manage_chains", _("维护升级链")),
            ("hear_escalations", _("接收升级到领导的督办")),
        )
        ordering = ("name", "pk")
        verbose_name = verbose_name_plural = _("升级链")
        constraints = (
            in_order("escalation_chain"),
            models.CheckConstraint(condition=~Q(name=""), name="escalation_chain_has_name"),
            models.UniqueConstraint(fields=["shipped"], condition=~Q(shipped=""), name="escalation_chain_shipped_once"),
        )

    def __str__(self) -> str:
        return self.name


class ChainEdition(AppendOnly):
    """What a chain says from a day on, who changed it, and why."""

    chain = models.ForeignKey(EscalationChain, models.PROTECT, related_name="editions", verbose_name=_("升级链"))
    number = models.PositiveIntegerField(_("修订号"))
    valid_from = models.DateField(_("生效日期"), null=True, blank=True)
    reason = models.CharField(_("理由"), max_length=400, blank=True)
    by_name = models.CharField(_("修改人姓名"), max_length=150, blank=True)
    at = models.DateTimeField(_("修改时间"), auto_now_add=True)

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        ordering = ("chain_id", "number")
        verbose_name = verbose_name_plural = _("升级链修订")
        constraints = (models.UniqueConstraint(fields=["chain", "number"], name="chain_edition_once"),)

    def __str__(self) -> str:
        return f"{self.chain_id} v{self.number}"


class EscalationLevel(AppendOnly):
    """One level of an edition: `after` working days behind the deadline (negative: before it) it tells `who`."""

    edition = models.ForeignKey(ChainEdition, models.PROTECT, related_name="levels", verbose_name=_("升级链修订"))
    order = models.PositiveSmallIntegerField(_("级次"))
    after = models.SmallIntegerField(_("距时限工作日"))
    who = models.CharField(_("通知对象"), max_length=8, choices=Audience.choices)
    act = models.CharField(_("动作"), max_length=12, choices=EscalationAct.choices)

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        ordering = ("edition_id", "order")
        verbose_name = verbose_name_plural = _("升级级次")
        constraints = (
            models.UniqueConstraint(fields=["edition", "order"], name="escalation_level_once"),
            models.CheckConstraint(condition=Q(who__in=Audience.values), name="escalation_level_who_known"),
            models.CheckConstraint(condition=Q(act__in=EscalationAct.values), name="escalation_level_act_known"),
            models.CheckConstraint(condition=Q(order__gte=1), name="escalation_level_counts_from_one"),
        )

    def __str__(self) -> str:
        return f"{self.order}: {self.after}"


class Clock(models.Model):
    """A deadline that is watched.

    `key` names what it belongs to (`supervision.matter:12`); of one key at most one clock is not stopped. `since` is the
    day from which this `due_on` counts, `level` the highest level that it has reached of its chain. `handles` and
    `office` name the permissions of those who deal with it in the organisation, and of the office that follows it up.
    `due_unknown` says that the holidays of the deadline's year are not published, so that its working days cannot be told.
    """

    key = models.CharField(_("事项键"), max_length=100)
    title = models.CharField(_("事项"), max_length=300)
    link = models.CharField(_("页面"), max_length=300, blank=True)
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("责任单位")
    )
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("经办人")
    )
    chain = models.ForeignKey(
        EscalationChain, models.PROTECT, null=True, blank=True, related_name="clocks", verbose_name=_("升级链")
    )
    handles = models.CharField(_("经办权限"), max_length=100, blank=True)
    office = models.CharField(_("统筹权限"), max_length=100, blank=True)
    due_on = models.DateField(_("时限"))
    since = models.DateField(_("起算日期"))
    soon = models.PositiveSmallIntegerField(_("临期工作日"), default=3)
    state = models.CharField(_("状态"), max_length=8, choices=ClockState.choices, default=ClockState.RUNNING)
    light = models.CharField(_("灯"), max_length=8, choices=ClockLight.choices, default=ClockLight.GREY)
    level = models.PositiveSmallIntegerField(_("已升至级次"), default=0)
    due_unknown = models.BooleanField(_("时限所在年份节假日未公布"), default=False)
    reason = models.CharField(_("最近变动理由"), max_length=400, blank=True)
    stopped_on = models.DateField(_("停止日期"), null=True, blank=True)
    late_days = models.PositiveIntegerField(_("超期工作日"), null=True, blank=True)
    demo = models.BooleanField(_("演示"), default=False)

    class Meta:
        default_permissions = ()
        ordering = ("due_on", "pk")
        verbose_name = verbose_name_plural = _("时限")
        indexes = (
            models.Index(fields=["key", "-id"], name="clock_key"),
            models.Index(fields=["state", "due_on"], name="clock_running"),
            models.Index(fields=["organisation", "state", "due_on"], name="clock_organisation"),
        )
        constraints = (
            models.UniqueConstraint(fields=["key"], condition=~Q(state="stopped"), name="clock_runs_once"),
            models.CheckConstraint(condition=Q(state__in=ClockState.values), name="clock_state_known"),
            models.CheckConstraint(condition=Q(light__in=ClockLight.values), name="clock_light_known"),
            models.CheckConstraint(
                condition=Q(state="stopped", stopped_on__isnull=False)
                | (~Q(state="stopped") & Q(stopped_on__isnull=True)),
                name="clock_stopped_says_when",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Escalation(AppendOnly):
    """That a clock has reached a level. `on` is the day on which the level came up, `found_on` the day on which the
    platform saw it; `told` lists whom it told, as account and name, and is empty where a later level spoke for it."""

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="escalations", verbose_name=_("时限"))
    due_on = models.DateField(_("时限"))
    order = models.PositiveSmallIntegerField(_("级次"))
    level = models.ForeignKey(EscalationLevel, models.PROTECT, related_name="+", verbose_name=_("升级级次"))
    on = models.DateField(_("到级日期"))
    found_on = models.DateField(_("处理日期"))
    told = models.JSONField(_("已通知"), default=list, blank=True)

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("升级记录")
        constraints = (
            models.UniqueConstraint(fields=["clock", "due_on", "order"], name="escalation_once"),
            models.CheckConstraint(condition=Q(on__lte=F("found_on")), name="escalation_found_after"),
        )

    def __str__(self) -> str:
        return f"{self.clock_id} {self.due_on} {self.order}"
