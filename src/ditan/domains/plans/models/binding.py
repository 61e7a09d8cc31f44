"""Which metric of the catalogue an indicator or target of a plan speaks of: proposed by the machine, decided by a person."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.base.records.models import Metric
from ditan.domains.plans.models.indicator import Indicator
from ditan.domains.plans.models.item import Decidable, decision_constraints
from ditan.domains.plans.models.plan import PlanDocument
from ditan.domains.plans.models.target import Target


class BindingGround(models.TextChoices):
    """Why the machine proposes this metric."""

    NAME = "name", _("名称一致")
    READER = "reader", _("读取时识别")
    LIKENESS = "likeness", _("名称相近")
    NEW = "new", _("目录中没有，新建待核对指标")


class MetricBinding(Decidable):
    """The tie between one item and one metric. Until it is confirmed nothing is computed from it.

    `unit_fits` says whether numbers of the item turn into the metric's unit; where not, a person must choose another metric.
    """

    plan = models.ForeignKey(PlanDocument, models.CASCADE, related_name="bindings", verbose_name=_("规划文件"))
    indicator = models.OneToOneField(
        Indicator, models.CASCADE, null=True, blank=True, related_name="binding", verbose_name=_("指标")
    )
    target = models.OneToOneField(
        Target, models.CASCADE, null=True, blank=True, related_name="binding", verbose_name=_("目标")
    )
    metric = models.ForeignKey(Metric, models.PROTECT, related_name="plan_bindings", verbose_name=_("统计指标"))
    ground = models.CharField(_("依据"), max_length=16, choices=BindingGround.choices)
    confidence = models.FloatField(_("把握"))
    unit_fits = models.BooleanField(_("单位可换算"), default=True)
    reason = models.CharField(_("理由"), max_length=400, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("plan_id", "pk")
        verbose_name = verbose_name_plural = _("指标绑定")
        constraints = (
            *decision_constraints("metric_binding"),
            models.CheckConstraint(
                condition=Q(indicator__isnull=False, target__isnull=True)
                | Q(indicator__isnull=True, target__isnull=False),
                name="metric_binding_of_one_item",
            ),
            models.CheckConstraint(condition=Q(ground__in=BindingGround.values), name="metric_binding_ground_known"),
            models.CheckConstraint(condition=Q(confidence__range=(0, 1)), name="metric_binding_confidence_range"),
        )
        indexes = (
            models.Index(fields=["state", "plan"], name="metric_binding_state_plan"),
            models.Index(fields=["metric", "state"], name="metric_binding_metric"),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def item(self) -> Indicator | Target:
        """What is bound."""
        item = self.indicator or self.target
        assert item is not None
        return item

    @property
    def kind(self) -> str:
        return "indicator" if self.indicator_id is not None else "target"

    @property
    def label(self) -> str:
        return self.item.name
