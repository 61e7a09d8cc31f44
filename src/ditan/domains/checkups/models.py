"""Indicators of a check-up, a year's check-up of several regions, and each value that was found."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Indicator(models.Model):
    """What a check-up looks at. `bands` is text as `core.checkups.bands_of_text` reads it, empty where no limit is known.

    `verified` says that somebody compared definition and limit with their source; `shipped` is the code of one that came
    with the platform.
    """

    code = models.CharField(_("编号"), max_length=20, unique=True)
    name = models.CharField(_("指标"), max_length=100)
    aspect = models.CharField(_("方面"), max_length=40, blank=True)
    unit = models.CharField(_("单位"), max_length=20, blank=True)
    definition = models.TextField(_("口径"), blank=True)
    metric = models.ForeignKey(
        "records.Metric", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("统计指标")
    )
    organisation = models.ForeignKey(
        "directory.Organisation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("填报单位"),
    )
    at_least = models.BooleanField(_("越大越好"), default=True)
    bands = models.TextField(_("分级"), blank=True)
    basis = models.CharField(_("依据"), max_length=400)
    verified = models.BooleanField(_("依据已核对"), default=False)
    shipped = models.CharField(_("随平台提供"), max_length=64, blank=True)
    is_active = models.BooleanField(_("启用"), default=True)
    version = models.PositiveIntegerField(_("修订号"), default=1)

    class Meta:
        default_permissions = ()
        permissions = (
            ("view_checkups", _("查看城市体检")),
            ("manage_checkups", _("组织城市体检")),
            ("enter_values", _("填报体检数值")),
            ("export_checkups", _("导出城市体检")),
        )
        ordering = ("aspect", "code", "pk")
        verbose_name = verbose_name_plural = _("体检指标")
        constraints = (
            models.CheckConstraint(condition=~Q(name="") & ~Q(code=""), name="checkup_indicator_named"),
            models.CheckConstraint(condition=~Q(basis=""), name="checkup_indicator_has_basis"),
            models.UniqueConstraint(
                fields=["shipped"], condition=~Q(shipped=""), name="checkup_indicator_shipped_once"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Checkup(models.Model):
    """A year's check-up. `rules` are its indicators as they were when it began: later edits change nothing of it."""

    title = models.CharField(_("名称"), max_length=200)
    year = models.PositiveSmallIntegerField(_("体检年度"))
    rules = models.JSONField(_("指标与分级"))
    closed_at = models.DateTimeField(_("完成时间"), null=True, blank=True)
    demo = models.BooleanField(_("演示"), default=False)
    version = models.PositiveIntegerField(_("修订号"), default=1)
    started_at = models.DateTimeField(_("启动时间"), auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ("-year", "-pk")
        verbose_name = verbose_name_plural = _("城市体检")
        constraints = (models.CheckConstraint(condition=~Q(title=""), name="checkup_has_title"),)

    def __str__(self) -> str:
        return self.title


class Review(models.TextChoices):
    """Where a value stands that a town or department entered itself."""

    NONE = "", _("无须审核")
    WAITING = "waiting", _("待审核")
    ACCEPTED = "accepted", _("已审核")
    RETURNED = "returned", _("已退回")


UNSETTLED = (Review.WAITING, Review.RETURNED)
"""What was entered and the office has not accepted."""


class Result(models.Model):
    """One indicator of one region: its value, where it is from, its grade. A value that is not known is None.

    `organisation` is who answers for the indicator, as it was when the check-up began; `review` says where a value stands
    that it or the town of the region entered.
    """

    checkup = models.ForeignKey(Checkup, models.PROTECT, related_name="results", verbose_name=_("城市体检"))
    region = models.ForeignKey("directory.Region", models.PROTECT, related_name="+", verbose_name=_("地区"))
    region_name = models.CharField(_("地区名称"), max_length=100)
    indicator = models.CharField(_("指标编号"), max_length=20)
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    value = models.DecimalField(_("数值"), max_digits=20, decimal_places=6, null=True, blank=True)
    observation = models.ForeignKey(
        "records.Observation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("数据来源")
    )
    note = models.CharField(_("来源说明"), max_length=400, blank=True)
    grade = models.CharField(_("等级"), max_length=20, blank=True)
    problem = models.BooleanField(_("列为问题"), default=False)
    working = models.CharField(_("判定"), max_length=200, blank=True)
    by_name = models.CharField(_("填写人"), max_length=150, blank=True)
    organisation = models.ForeignKey(
        "directory.Organisation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("填报单位"),
    )
    review = models.CharField(_("审核"), max_length=8, choices=Review.choices, default=Review.NONE, blank=True)
    review_note = models.CharField(_("退回理由"), max_length=200, blank=True)
    matter = models.ForeignKey(
        "supervision.Matter", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("督办事项")
    )
    version = models.PositiveIntegerField(_("修订号"), default=1)

    class Meta:
        default_permissions = ()
        ordering = ("checkup_id", "region_name", "position")
        verbose_name = verbose_name_plural = _("体检结果")
        indexes = (models.Index(fields=["checkup", "problem"], name="checkup_result_problem"),)
        constraints = (
            models.UniqueConstraint(fields=["checkup", "region", "indicator"], name="checkup_result_once"),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | (Q(grade="") & Q(problem=False)), name="checkup_unknown_not_graded"
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(review=""), name="checkup_unknown_not_reviewed"
            ),
        )

    def __str__(self) -> str:
        return f"{self.region_name} {self.indicator}"
