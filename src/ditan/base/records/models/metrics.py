"""The catalogue of metrics: what is counted, in which unit, by whom, and how it is defined."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ditan.base.append_only import AppendOnly, AppendOnlyManager
from ditan.base.directory.models import Organisation


class Direction(models.TextChoices):
    UP = "up", _("越高越好")
    DOWN = "down", _("越低越好")
    KEEP = "keep", _("保持")
    TEXT = "text", _("文字")


class Frequency(models.TextChoices):
    YEAR = "year", _("年")
    HALF = "half", _("半年")
    QUARTER = "quarter", _("季")
    MONTH = "month", _("月")
    IRREGULAR = "irregular", _("不定期")


class Basis(models.TextChoices):
    LEVEL = "level", _("当期值")
    ANNUAL = "annual", _("比上年")
    CUMULATIVE = "cumulative", _("累计")


class Metric(models.Model):
    """One thing that is counted. A metric with a formula is computed from others and never reported by hand.

    `unit` is what stands on the screen, `unit_pint` the same for the unit registry ("" where it knows none). `version`
    grows with every change; `MetricRevision` keeps what it said at each.
    """

    code = models.CharField(_("代码"), max_length=64, unique=True)
    name = models.CharField(_("指标名称"), max_length=200)
    unit = models.CharField(_("单位"), max_length=64, blank=True)
    unit_pint = models.CharField(_("标准单位"), max_length=100, blank=True)
    direction = models.CharField(_("方向"), max_length=8, choices=Direction.choices, default=Direction.UP)
    frequency = models.CharField(_("频率"), max_length=16, choices=Frequency.choices, default=Frequency.YEAR)
    basis = models.CharField(_("数值类型"), max_length=16, choices=Basis.choices, default=Basis.LEVEL)
    responsible = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="metrics", verbose_name=_("责任单位")
    )
    responsible_name = models.CharField(_("责任单位名称"), max_length=200, blank=True)
    definition = models.TextField(_("口径"), blank=True)
    standard = models.CharField(_("标准"), max_length=300, blank=True)
    formula = models.TextField(_("公式"), blank=True)
    ceiling = models.FloatField(_("上限"), null=True, blank=True)
    floor = models.FloatField(_("下限"), null=True, blank=True)
    decimals = models.PositiveSmallIntegerField(_("小数位"), null=True, blank=True)
    source_title = models.CharField(_("来源"), max_length=300, blank=True)
    verified = models.BooleanField(_("已核对"), default=False)
    is_active = models.BooleanField(_("启用"), default=True)
    version = models.PositiveIntegerField(_("修订号"), default=1)

    class Meta:
        default_permissions = ()
        permissions = (("manage_metrics", _("维护统计指标")),)
        ordering = ("name", "pk")
        verbose_name = verbose_name_plural = _("统计指标")
        indexes = (
            models.Index(fields=["name"], name="metric_name"),
            models.Index(fields=["is_active", "name"], name="metric_active_name"),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="metric_code_and_name"),
            models.CheckConstraint(condition=Q(direction__in=Direction.values), name="metric_direction_known"),
            models.CheckConstraint(condition=Q(frequency__in=Frequency.values), name="metric_frequency_known"),
            models.CheckConstraint(condition=Q(basis__in=Basis.values), name="metric_basis_known"),
            models.CheckConstraint(
                condition=Q(floor__isnull=True) | Q(ceiling__isnull=True) | Q(floor__lte=F("ceiling")),
                name="metric_floor_below_ceiling",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_computed(self) -> bool:
        return bool(self.formula)


class MetricAlias(models.Model):
    """Another name of a metric, as plans and reports print it. A name leads to one metric."""

    metric = models.ForeignKey(Metric, models.CASCADE, related_name="aliases", verbose_name=_("统计指标"))
    name = models.CharField(_("别名"), max_length=200, unique=True)

    class Meta:
        default_permissions = ()
        ordering = ("metric_id", "pk")
        verbose_name = verbose_name_plural = _("指标别名")
        constraints = (models.CheckConstraint(condition=~Q(name=""), name="metric_alias_not_empty"),)

    def __str__(self) -> str:
        return self.name


class MetricRevision(AppendOnly):
    """What a metric said from one version on, and who changed it why. Computed values name the version they used."""

    metric = models.ForeignKey(Metric, models.PROTECT, related_name="revisions", verbose_name=_("统计指标"))
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
    at = models.DateTimeField(_("修改时间"))

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        ordering = ("metric_id", "version")
        verbose_name = verbose_name_plural = _("指标修订")
        constraints = (models.UniqueConstraint(fields=["metric", "version"], name="metric_revision_once"),)

    def __str__(self) -> str:
        return f"{self.metric_id} v{self.version}"
