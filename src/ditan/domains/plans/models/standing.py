"""How each tracked target stands: a projection that is refreshed with every value, so that lists only read it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.base.records.models import Observation
from ditan.domains.plans.models.tracked import TrackedTarget


class LightColour(models.TextChoices):
    """Codes of `core.assessment.Light`."""

    GREEN = "green", _("达到序时进度")
    LIGHT_GREEN = "light_green", _("基本达到序时进度")
    YELLOW = "yellow", _("略低于序时进度")
    RED = "red", _("明显低于序时进度")
    GREY = "grey", _("无法判定")


class Situation(models.TextChoices):
    """Where a target belongs on the board; one of these, in this order of attention."""

    TO_ASSESS = "to_assess", _("到期待评")
    AWAITING = "awaiting", _("待下达")
    NO_DATA = "no_data", _("我方缺数")
    UNCLEAR = "unclear", _("无法判定")
    RUNNING = "running", _("正常跟踪")
    ASSESSED = "assessed", _("已评定")
    STALE = "stale", _("条目已不在库")


class TargetStanding(models.Model):
    """One row a tracked target: the latest actual, what it comes to, and the rule in words with its numbers.

    Ratios are fractions. A number that cannot be had is null and its `…_note` says why. `told_light` is the light that
    people were last told of, so that nobody is told twice.
    """

    tracked = models.OneToOneField(
        TrackedTarget, models.CASCADE, primary_key=True, related_name="standing", verbose_name=_("目标跟踪")
    )
    situation = models.CharField(_("分组"), max_length=16, choices=Situation.choices)
    light = models.CharField(_("目标灯号"), max_length=16, choices=LightColour.choices, default=LightColour.GREY)
    label = models.CharField(_("灯号说明"), max_length=40, blank=True)
    rule = models.CharField(_("判定规则"), max_length=400, blank=True)
    observation = models.ForeignKey(
        Observation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("最新值")
    )
    number = models.FloatField(_("最新值"), null=True, blank=True)
    period = models.CharField(_("报告期"), max_length=24, blank=True)
    period_end = models.DateField(_("报告期止"), null=True, blank=True)
    contested = models.BooleanField(_("有冲突"), default=False)
    change = models.FloatField(_("同比变化"), null=True, blank=True)
    target_value = models.FloatField(_("目标值"), null=True, blank=True)
    base_year = models.PositiveSmallIntegerField(_("基年"), null=True, blank=True)
    base_value = models.FloatField(_("基年值"), null=True, blank=True)
    base_name = models.CharField(_("基年值来历"), max_length=200, blank=True)
    completion = models.FloatField(_("完成率"), null=True, blank=True)
    completion_note = models.CharField(_("完成率说明"), max_length=300, blank=True)
    progress_logarithmic = models.FloatField(_("序时进度（对数）"), null=True, blank=True)
    progress_linear = models.FloatField(_("序时进度（线性）"), null=True, blank=True)
    time_share = models.FloatField(_("时间进度"), null=True, blank=True)
    gap_points = models.FloatField(_("与序时之差（百分点）"), null=True, blank=True)
    needed_pace = models.FloatField(_("尚需年均变化"), null=True, blank=True)
    needed_note = models.CharField(_("尚需说明"), max_length=300, blank=True)
    forecast = models.FloatField(_("预测期末值"), null=True, blank=True)
    forecast_low = models.FloatField(_("预测下限"), null=True, blank=True)
    forecast_high = models.FloatField(_("预测上限"), null=True, blank=True)
    forecast_note = models.CharField(_("预测说明"), max_length=400, blank=True)
    outlook = models.CharField(_("预测研判"), max_length=16, blank=True)
    met = models.BooleanField(_("已达成"), null=True, blank=True)
    owed_by = models.CharField(_("应报单位"), max_length=200, blank=True)
    trail = models.JSONField(_("路径与实绩"), default=dict, blank=True)
    told_light = models.CharField(_("已告知灯号"), max_length=16, blank=True)
    judged_on = models.DateField(_("判定日期"))
    refreshed_at = models.DateTimeField(_("刷新时间"), auto_now=True)

    class Meta:
        default_permissions = ()
        ordering = ("tracked_id",)
        verbose_name = verbose_name_plural = _("目标现状")
        constraints = (
            models.CheckConstraint(condition=Q(situation__in=Situation.values), name="target_standing_situation"),
            models.CheckConstraint(condition=Q(light__in=LightColour.values), name="target_standing_light_known"),
        )
        indexes = (
            models.Index(fields=["situation", "light"], name="target_standing_light"),
            models.Index(fields=["judged_on"], name="target_standing_judged"),
        )

    def __str__(self) -> str:
        return f"{self.tracked_id}: {self.light}"
