"""Findings: faults of the plans themselves, within one plan or across plans of one region."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.base.records.spans import Span, span_constraints
from ditan.domains.plans.models.choices import Level
from ditan.domains.plans.models.item import Decidable, State, decision_constraints
from ditan.domains.plans.models.plan import PlanDocument

DOUBTFUL = "doubtful"
"""The verdict that a person cannot tell yet: the finding stays in sight, with who said so."""


TARGET_UNSERVED, TASK_UNMEASURED = SERVING_CODES = ("target_unserved", "task_unmeasured")
"""Findings on what serves what. They belong to the graph of a plan: lists of faults leave them out unless asked for them."""


class Finding(Decidable):
    """What is wrong, how bad, and (as `FindingSpan`) every place that shows it.

    A person may confirm a finding, reject it as a false alarm, or leave it in doubt. `across` tells a contradiction between plans from a
    fault of one plan; `plan` is the plan of its first span.
    """

    kind: ClassVar[str] = "finding"

    plan = models.ForeignKey(PlanDocument, models.CASCADE, related_name="findings", verbose_name=_("规划文件"))
    across = models.BooleanField(_("跨规划"), default=False)
    code = models.CharField(_("代码"), max_length=64)
    state = models.CharField(
        _("结论"), max_length=16, choices=[*State.choices, (DOUBTFUL, _("存疑"))], default=State.PROPOSED
    )
    level = models.CharField(_("级别"), max_length=8, choices=Level.choices)
    message = models.TextField(_("说明"))
    key = models.CharField(_("识别码"), max_length=64)
    created_at = models.DateTimeField(_("发现时间"), auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = (
            "plan_id",
            "pk",
        )
        verbose_name = verbose_name_plural = _("质检问题")
        constraints = (
            *decision_constraints("finding", DOUBTFUL),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="finding_level_known"),
            models.UniqueConstraint(fields=["plan", "key"], name="finding_once"),
        )
        indexes = (
            models.Index(fields=["across", "state", "level"], name="finding_across_state"),
            models.Index(fields=["plan", "state"], name="finding_plan_state"),
        )

    def __str__(self) -> str:
        return self.message

    @property
    def label(self) -> str:
        return self.message

    @property
    def identity(self) -> str:
        return f"{self.kind}-{self.pk}"


class FindingSpan(Span):
    """One side of a finding, in the plan that holds it."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="spans", verbose_name=_("质检问题"))
    plan = models.ForeignKey(PlanDocument, models.CASCADE, related_name="finding_spans", verbose_name=_("规划文件"))
    position = models.PositiveSmallIntegerField(_("次序"), default=0)

    class Meta:
        default_permissions = ()
        ordering = (
            "finding_id",
            "position",
        )
        verbose_name = verbose_name_plural = _("问题出处")
        constraints = span_constraints("finding_span")

    def __str__(self) -> str:
        return self.quote[:40]
