"""Rules that raise alerts, and what each said at every version."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.base.append_only import AppendOnly, AppendOnlyManager
from ditan.base.directory.models.dated import Dated, in_order


class RuleKind(models.TextChoices):
    """The kinds of `core.alerts.SPECS`."""

    THRESHOLD = "threshold", _("阈值")
    JUMP = "jump", _("突变")
    LATENESS = "lateness", _("逾期未报")
    LIGHT = "light", _("目标亮灯")
    FORECAST = "forecast", _("预测未达")


class AlertRule(Dated):
    """What to watch, when to raise an alert, who answers for it, and how long each step may take.

    Without metrics it watches all, without subjects all. `period_kinds` narrows it to kinds of period. A value is judged
    where its period ends within the days on which the rule holds; lateness and targets, where today does. `clocks` gives
    working days by the state of the alert in which they run. `basis` says where the limits come from; `verified` that
    somebody compared them with it. `shipped` is the code of a rule that came with the platform.
    """

    name = models.CharField(_("名称"), max_length=200)
    kind = models.CharField(_("类别"), max_length=12, choices=RuleKind.choices)
    metrics = models.ManyToManyField("records.Metric", related_name="+", blank=True, verbose_name=_("统计指标"))
    subjects = models.ManyToManyField("records.Subject", related_name="+", blank=True, verbose_name=_("统计对象"))
    period_kinds = models.JSONField(_("报告期类型"), default=list, blank=True)
    parameters = models.JSONField(_("参数"), default=dict)
    basis = models.CharField(_("限值依据"), max_length=400)
    verified = models.BooleanField(_("依据已核对"), default=False)
    responsible = models.ForeignKey(
        "directory.Organisation", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("责任单位")
    )
    clocks = models.JSONField(_("办理时限"), default=dict, blank=True)
    is_active = models.BooleanField(_("启用"), default=False)
    version = models.PositiveIntegerField(_("修订号"), default=1)
    shipped = models.CharField(_("随平台提供"), max_length=64, blank=True)
    note = models.TextField(_("说明"), blank=True)

    class Meta:
        default_permissions = ()
        permissions = (("manage_rules", _("维护预警规则")),)
        ordering = ("kind", "name", "pk")
        verbose_name = verbose_name_plural = _("预警规则")
        indexes = (models.Index(fields=["is_active", "kind"], name="alert_rule_active"),)
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=RuleKind.values), name="alert_rule_kind_known"),
            models.CheckConstraint(condition=~Q(name=""), name="alert_rule_has_name"),
            models.CheckConstraint(condition=~Q(basis=""), name="alert_rule_has_basis"),
            models.UniqueConstraint(fields=["shipped"], condition=~Q(shipped=""), name="alert_rule_shipped_once"),
            in_order("alert_rule"),
        )

    def __str__(self) -> str:
        return self.name


class AlertRuleVersion(AppendOnly):
    """What a rule said from one version on, who changed it, and why. An alert names the version that raised it."""

    rule = models.ForeignKey(AlertRule, models.PROTECT, related_name="versions", verbose_name=_("预警规则"))
    version = models.PositiveIntegerField(_("修订号"))
    content = models.JSONField(_("内容"))
    reason = models.CharField(_("理由"), max_length=400, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("修改人"),
    )
    by_name = models.CharField(_("修改人姓名"), max_length=150, blank=True)
    at = models.DateTimeField(_("修改时间"), auto_now_add=True)

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        ordering = ("rule_id", "version")
        verbose_name = verbose_name_plural = _("规则修订")
        constraints = (models.UniqueConstraint(fields=["rule", "version"], name="alert_rule_version_once"),)

    def __str__(self) -> str:
        return f"{self.rule_id} v{self.version}"
