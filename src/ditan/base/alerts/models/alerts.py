"""Alerts, each step that they went, and the files that bear them out."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.base.alerts.models.rules import AlertRule, AlertRuleVersion, RuleKind
from ditan.base.append_only import AppendOnly, AppendOnlyManager
from ditan.core.alerts import RANK, Level
from ditan.core.periods import chinese, parse_code


class AlertLevel(models.TextChoices):
    """The levels of `core.alerts`."""

    RED = Level.RED.value, _("红色")
    ORANGE = Level.ORANGE.value, _("橙色")
    YELLOW = Level.YELLOW.value, _("黄色")
    BLUE = Level.BLUE.value, _("蓝色")


class AlertState(models.TextChoices):
    """The states of `core.machines.ALERT`."""

    TRIGGERED = "triggered", _("待签收")
    ACKNOWLEDGED = "acknowledged", _("已签收")
    DISPOSING = "disposing", _("处置中")
    REPORTED = "reported", _("已反馈")
    CHECKED = "checked", _("已复核")
    CLOSED = "closed", _("已销号")
    MUTED = "muted", _("已静默")


class Alert(models.Model):
    """Something that somebody must look into.

    `key` names what is watched (`value:3:12:level`, `plans.target:7`), `period` for which period of it. As long as an
    alert is open there is no second of its rule, key and period. `fired_version` is the version of the rule that raised
    it or made it graver, `figures` the numbers that did. `cleared_at` says since when the rule would not fire any more:
    people still take it to its end. `due_on` is the last day of the step that is next, None where there is no clock, or
    the holidays of that year are not published (`due_unknown`). `version` grows with every step.
    """

    rule = models.ForeignKey(AlertRule, models.PROTECT, related_name="alerts", verbose_name=_("预警规则"))
    fired_version = models.ForeignKey(AlertRuleVersion, models.PROTECT, related_name="+", verbose_name=_("规则修订"))
    kind = models.CharField(_("类别"), max_length=12, choices=RuleKind.choices)
    key = models.CharField(_("监测对象键"), max_length=100)
    period = models.CharField(_("报告期"), max_length=24, blank=True)
    level = models.CharField(_("级别"), max_length=8, choices=AlertLevel.choices)
    rank = models.PositiveSmallIntegerField(_("级别次序"))
    state = models.CharField(_("状态"), max_length=16, choices=AlertState.choices, default=AlertState.TRIGGERED)
    version = models.PositiveIntegerField(_("修订号"), default=1)
    title = models.CharField(_("预警事项"), max_length=300)
    sentence = models.TextField(_("触发原因"))
    figures = models.JSONField(_("触发数值"), default=list)
    link = models.CharField(_("来源页面"), max_length=300, blank=True)
    subject = models.ForeignKey(
        "records.Subject", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("统计对象")
    )
    metric = models.ForeignKey(
        "records.Metric", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("统计指标")
    )
    observation = models.ForeignKey(
        "records.Observation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("触发数据")
    )
    base = models.ForeignKey(
        "records.Observation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("对比数据")
    )
    responsible = models.ForeignKey(
        "directory.Organisation", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("责任单位")
    )
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("签收人")
    )
    disposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("处置人")
    )
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("反馈人")
    )
    measure = models.TextField(_("处置措施"), blank=True)
    outcome = models.TextField(_("处置结果"), blank=True)
    raised_at = models.DateTimeField(_("触发时间"))
    due_on = models.DateField(_("办理时限"), null=True, blank=True)
    due_unknown = models.BooleanField(_("时限待定"), default=False)
    cleared_at = models.DateTimeField(_("条件解除时间"), null=True, blank=True)
    muted_until = models.DateField(_("静默至"), null=True, blank=True)
    muted_why = models.CharField(_("静默理由"), max_length=400, blank=True)
    closed_at = models.DateTimeField(_("销号时间"), null=True, blank=True)
    demo = models.BooleanField(_("演示"), default=False)

    class Meta:
        default_permissions = ()
        permissions = (
            ("view_alerts", _("查看预警")),
            ("assign", _("指派预警责任单位")),
            ("handle", _("签收与处置预警")),
            ("check", _("复核与销号预警")),
            ("mute", _("静默预警")),
            ("export_alerts", _("导出预警")),
        )
        ordering = ("-rank", "due_on", "-pk")
        verbose_name = verbose_name_plural = _("预警")
        indexes = (
            models.Index(fields=["state", "-rank", "due_on"], name="alert_open"),
            models.Index(fields=["responsible", "state"], name="alert_responsible"),
            models.Index(fields=["key", "rule", "-id"], name="alert_key"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["rule", "key", "period"], condition=~Q(state="closed"), name="alert_open_once"
            ),
            models.CheckConstraint(condition=Q(state__in=AlertState.values), name="alert_state_known"),
            models.CheckConstraint(condition=Q(level__in=AlertLevel.values), name="alert_level_known"),
            models.CheckConstraint(
                condition=~Q(state="muted") | (Q(muted_until__isnull=False) & ~Q(muted_why="")),
                name="alert_muted_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) | (~Q(state="closed") & Q(closed_at__isnull=True)),
                name="alert_closed_says_when",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def period_name(self) -> str:
        """The period as a Chinese screen calls it."""
        return chinese(parse_code(self.period)) if self.period else ""

    @property
    def is_open(self) -> bool:
        return self.state != AlertState.CLOSED

    def raise_to(self, level: Level) -> None:
        """Set the level and its number for ordering."""
        self.level, self.rank = level.value, RANK[level]


class AlertStep(AppendOnly):
    """One thing that happened to an alert: a step of a person, or an act of the platform.

    `step` is a transition of `core.machines.ALERT` or one of `words.EVENTS`. `due_on` is the last day that the step had;
    `late_days` says that it came so many working days behind it.
    """

    alert = models.ForeignKey(Alert, models.PROTECT, related_name="steps", verbose_name=_("预警"))
    step = models.CharField(_("动作"), max_length=24)
    before = models.CharField(_("原状态"), max_length=16, blank=True)
    after = models.CharField(_("新状态"), max_length=16, blank=True)
    level = models.CharField(_("级别"), max_length=8, choices=AlertLevel.choices)
    text = models.TextField(_("内容"), blank=True)
    due_on = models.DateField(_("办理时限"), null=True, blank=True)
    late = models.BooleanField(_("超期"), default=False)
    late_days = models.PositiveIntegerField(_("超期工作日"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("办理人"),
    )
    by_name = models.CharField(_("办理人姓名"), max_length=150, blank=True)
    at = models.DateTimeField(_("时间"))

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("预警办理记录")
        indexes = (models.Index(fields=["alert", "id"], name="alert_step_alert"),)

    def __str__(self) -> str:
        return f"{self.alert_id} {self.step}"


class AlertEvidence(models.Model):
    """A file that bears out what was done. One that was taken back stays on record."""

    alert = models.ForeignKey(Alert, models.PROTECT, related_name="evidence", verbose_name=_("预警"))
    source = models.ForeignKey("records.Source", models.PROTECT, related_name="+", verbose_name=_("文件"))
    note = models.CharField(_("说明"), max_length=400, blank=True)
    by_name = models.CharField(_("上传人"), max_length=150, blank=True)
    at = models.DateTimeField(_("上传时间"), auto_now_add=True)
    removed_at = models.DateTimeField(_("撤下时间"), null=True, blank=True)
    removed_by_name = models.CharField(_("撤下人"), max_length=150, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("预警佐证材料")

    def __str__(self) -> str:
        return f"{self.alert_id} {self.source_id}"
