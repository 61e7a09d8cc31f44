"""Observations: every value that was ever reported, and which of them stands."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from ditan.base.append_only import AppendOnly, AppendOnlyManager
from ditan.base.records.models.metrics import Basis, Metric
from ditan.base.records.models.publications import Publication
from ditan.base.records.models.sources import Source
from ditan.base.records.models.subjects import Subject
from ditan.core.periods import CHINESE, Kind, parse_code
from ditan.core.periods import chinese as period_in_chinese

PERIOD_KINDS = tuple((kind.value, CHINESE[kind]) for kind in Kind)


class State(models.TextChoices):
    NUMBER = "number", _("数值")
    TEXT = "text", _("文字")
    UNKNOWN = "unknown", _("未知")
    NOT_APPLICABLE = "not_applicable", _("不适用")


class Qualifier(models.TextChoices):
    EQUAL = "=", "="
    MORE = ">", ">"
    AT_LEAST = ">=", "≥"
    LESS = "<", "<"
    AT_MOST = "<=", "≤"
    ABOUT = "approx", _("约")


class Status(models.TextChoices):
    """In this order a later status supersedes an earlier one."""

    FLASH = "flash", _("快报")
    REVIEWED = "reviewed", _("初核")
    FINAL = "final", _("定稿")
    PUBLISHED = "published", _("公布")


class Origin(models.TextChoices):
    """How a value came here. `COMPUTED` follows from other values by the formula of its metric; `SYSTEM` was reckoned by a
    sub-platform from records of its own, which `reference` names."""

    SPAN = "span", _("规划原文")
    PUBLICATION = "publication", _("公开出处")
    ROUND = "round", _("填报")
    IMPORT = "import", _("导入")
    COMPUTED = "computed", _("计算")
    SYSTEM = "system", _("业务核算")
    MANUAL = "manual", _("手工")


class Role(models.TextChoices):
    OWN = "own", _("本指标")
    PROXY = "proxy", _("替代指标")
    BENCHMARK = "benchmark", _("市级参照")
    CITY_TOTAL = "city_total", _("全市总量")
    CONTEXT = "context", _("背景")


class Observation(AppendOnly):
    """One report of a value. It is never changed: whoever knows better adds a version, with a reason.

    `number` stands in the metric's unit and `reported` is the text as it was written, in `unit`. `version` counts within
    subject, metric, period and basis. `trace` tells how a computed value came about: formula, version of the metric,
    keys of the observations that went in. `decided` says that a person made this version stand by restating.
    """

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="observations", verbose_name=_("统计对象"))
    metric = models.ForeignKey(Metric, models.PROTECT, related_name="observations", verbose_name=_("统计指标"))
    period = models.CharField(_("报告期"), max_length=24)
    period_kind = models.CharField(_("报告期类型"), max_length=24, choices=PERIOD_KINDS)
    period_start = models.DateField(_("起"))
    period_end = models.DateField(_("止"))
    basis = models.CharField(_("数值类型"), max_length=16, choices=Basis.choices, default=Basis.LEVEL)
    version = models.PositiveIntegerField(_("版本"), default=1)
    state = models.CharField(_("取值"), max_length=16, choices=State.choices)
    number = models.FloatField(_("数值"), null=True, blank=True)
    reported = models.CharField(_("原报值"), max_length=300, blank=True)
    unit = models.CharField(_("原报单位"), max_length=64, blank=True)
    qualifier = models.CharField(_("限定"), max_length=8, choices=Qualifier.choices, default=Qualifier.EQUAL)
    status = models.CharField(_("数据状态"), max_length=16, choices=Status.choices)
    issuer_name = models.CharField(_("发布单位"), max_length=200, blank=True)
    origin = models.CharField(_("来源"), max_length=16, choices=Origin.choices)
    role = models.CharField(_("用途"), max_length=16, choices=Role.choices, default=Role.OWN)
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="observations", verbose_name=_("来源文件")
    )
    start = models.PositiveIntegerField(_("原文起"), null=True, blank=True)
    end = models.PositiveIntegerField(_("原文止"), null=True, blank=True)
    quote = models.TextField(_("原文"), blank=True)
    publication = models.ForeignKey(
        Publication, models.PROTECT, null=True, blank=True, related_name="observations", verbose_name=_("出处")
    )
    trace = models.JSONField(_("计算过程"), null=True, blank=True)
    reference = models.CharField(_("关联业务"), max_length=100, blank=True)
    reason = models.CharField(_("理由"), max_length=400, blank=True)
    decided = models.BooleanField(_("经人确定"), default=False)
    note = models.TextField(_("说明"), blank=True)
    demo = models.BooleanField(_("演示"), default=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,  # a row that never changes cannot follow the end of an account; the name stays
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("录入人"),
    )
    recorded_by_name = models.CharField(_("录入人姓名"), max_length=150, blank=True)
    recorded_at = models.DateTimeField(_("录入时间"))

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        permissions = (
            ("view_observations", _("查看数据")),
            ("record_observations", _("录入数据")),
            ("restate_observations", _("重述数据")),
            ("choose_value", _("选定冲突值")),
            ("export_observations", _("导出数据")),
            ("import_observations", _("导入数据")),
        )
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("数据")
        indexes = (
            models.Index(fields=["reference"], condition=~Q(reference=""), name="observation_reference"),
            models.Index(fields=["recorded_at"], name="observation_recorded"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["subject", "metric", "period", "basis", "version"], name="observation_version_once"
            ),
            models.CheckConstraint(
                condition=Q(state="number", number__isnull=False) | (~Q(state="number") & Q(number__isnull=True)),
                name="observation_number_where_number",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(number__gte=-1e300, number__lte=1e300),
                name="observation_number_finite",
            ),
            models.CheckConstraint(condition=~Q(state="text") | ~Q(reported=""), name="observation_text_says_one"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="observation_state_known"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="observation_status_known"),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="observation_origin_known"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="observation_role_known"),
            models.CheckConstraint(condition=Q(basis__in=Basis.values), name="observation_basis_known"),
            models.CheckConstraint(condition=Q(qualifier__in=Qualifier.values), name="observation_qualifier_known"),
            models.CheckConstraint(condition=Q(period_start__lte=F("period_end")), name="observation_period_in_order"),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True)
                | Q(source__isnull=False, start__lte=F("end"), end=F("start") + Length("quote")),
                name="observation_quote_fills_span",
            ),
            models.CheckConstraint(
                condition=~Q(origin__in=["computed", "system"]) | Q(trace__isnull=False),
                name="observation_computed_has_trace",
            ),
        )

    def __str__(self) -> str:
        return f"{self.metric_id} {self.period} v{self.version}"

    @property
    def period_name(self) -> str:
        """The period as a Chinese screen calls it."""
        return period_in_chinese(parse_code(self.period))


class Standing(models.Model):
    """The value that stands for a subject, metric, period and basis: a projection, rebuilt with every write.

    `contested` says that publications of one rank disagree and nobody has chosen; the newest stands meanwhile. A choice
    names the version, and how many there were when it was made: a rival that comes later opens the question again.
    """

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="standings", verbose_name=_("统计对象"))
    metric = models.ForeignKey(Metric, models.PROTECT, related_name="standings", verbose_name=_("统计指标"))
    period = models.CharField(_("报告期"), max_length=24)
    period_kind = models.CharField(_("报告期类型"), max_length=24, choices=PERIOD_KINDS)
    period_end = models.DateField(_("止"))
    basis = models.CharField(_("数值类型"), max_length=16, choices=Basis.choices)
    observation = models.ForeignKey(Observation, models.PROTECT, related_name="+", verbose_name=_("现行值"))
    number = models.FloatField(_("数值"), null=True, blank=True)
    status = models.CharField(_("数据状态"), max_length=16, choices=Status.choices)
    origin = models.CharField(_("来源"), max_length=16, choices=Origin.choices)
    role = models.CharField(_("用途"), max_length=16, choices=Role.choices)
    demo = models.BooleanField(_("演示"), default=False)
    versions = models.PositiveIntegerField(_("版本数"), default=1)
    contested = models.BooleanField(_("有冲突"), default=False)
    chosen_version = models.PositiveIntegerField(_("选定版本"), null=True, blank=True)
    chosen_upto = models.PositiveIntegerField(_("选定时版本数"), null=True, blank=True)
    chosen_by_name = models.CharField(_("选定人"), max_length=150, blank=True)
    chosen_at = models.DateTimeField(_("选定时间"), null=True, blank=True)
    chosen_reason = models.CharField(_("选定理由"), max_length=400, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("-period_end", "-pk")
        verbose_name = verbose_name_plural = _("现行值")
        indexes = (
            models.Index(F("period_end").desc(), F("id").desc(), name="standing_newest"),
            models.Index(F("metric"), F("subject"), F("period_end").desc(), name="standing_series"),
            models.Index(
                F("period_end").desc(), F("id").desc(), condition=Q(contested=True), name="standing_contested_newest"
            ),
            # One for each choice of the search area, so that a rare one is found without reading the whole table.
            *(
                models.Index(F(field), F("period_end").desc(), F("id").desc(), name=f"standing_{field}_newest")
                for field in ("subject", "status", "origin", "role", "period_kind")
            ),
        )
        constraints = (models.UniqueConstraint(fields=["subject", "metric", "period", "basis"], name="standing_once"),)

    def __str__(self) -> str:
        return f"{self.metric_id} {self.period}"

    @property
    def value(self) -> Observation:
        """The version that stands, with the metric and the subject that this row has at hand already."""
        self.observation.metric, self.observation.subject = self.metric, self.subject
        return self.observation


class Choice(AppendOnly):
    """That a person made a version stand among rivals, and why."""

    standing = models.ForeignKey(Standing, models.PROTECT, related_name="choices", verbose_name=_("现行值"))
    observation = models.ForeignKey(Observation, models.PROTECT, related_name="+", verbose_name=_("选定的值"))
    upto = models.PositiveIntegerField(_("选定时版本数"))
    reason = models.CharField(_("理由"), max_length=400)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("选定人"),
    )
    by_name = models.CharField(_("选定人姓名"), max_length=150, blank=True)
    at = models.DateTimeField(_("选定时间"))

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        ordering = ("standing_id", "pk")
        verbose_name = verbose_name_plural = _("选定记录")
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="choice_says_why"),)

    def __str__(self) -> str:
        return f"{self.standing_id} → {self.observation_id}"
