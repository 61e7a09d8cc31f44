"""Targets that are followed: one value asked of one subject for one year, bound to a metric."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.base.append_only import AppendOnly, AppendOnlyManager
from ditan.base.records.models import Metric, Source, Subject
from ditan.domains.plans.models.binding import MetricBinding
from ditan.domains.plans.models.choices import Basis, Comparator, Nature
from ditan.domains.plans.models.indicator import Indicator
from ditan.domains.plans.models.plan import PlanDocument
from ditan.domains.plans.models.target import Target


class Handing(models.TextChoices):
    """A value that comes from above: codes of `core.machines.HANDED_DOWN`; "" where the plan states its own."""

    AWAITING = "awaiting", _("待下达")
    HANDED_DOWN = "handed_down", _("已下达")


class Passed(models.TextChoices):
    """A target whose year has passed: codes of `core.machines.PASSED`; "" while its year lasts."""

    AWAITING = "awaiting", _("到期待评")
    FINAL_VALUE = "final_value", _("已有终值")
    MET = "met", _("达成")
    NOT_MET = "not_met", _("未达成")
    UNDECIDABLE = "undecidable", _("无法判定")


ASSESSED = (Passed.MET, Passed.NOT_MET, Passed.UNDECIDABLE)


class Convention(models.TextChoices):
    """序时进度 by the statistics bureaus' logarithms or by equal yearly steps: codes of `core.assessment.Convention`."""

    LOGARITHMIC = "logarithmic", _("对数（几何）")
    LINEAR = "linear", _("线性（等分）")


class TrackedTarget(models.Model):
    """A printed target year of a booked indicator, or a booked target, with its metric confirmed.

    It follows its item: an edit changes it, and an item that leaves the books leaves it `stale`, never deleted. `value` is
    in the metric's unit; `printed` is what the plan prints. `not_binding` says that the plan is a draft for comment;
    `demo` that the item or its binding were confirmed for show.
    """

    plan = models.ForeignKey(PlanDocument, models.CASCADE, related_name="tracked", verbose_name=_("规划文件"))
    indicator = models.ForeignKey(
        Indicator, models.SET_NULL, null=True, blank=True, related_name="tracked", verbose_name=_("指标")
    )
    target = models.ForeignKey(
        Target, models.SET_NULL, null=True, blank=True, related_name="tracked", verbose_name=_("目标")
    )
    binding = models.ForeignKey(
        MetricBinding, models.SET_NULL, null=True, blank=True, related_name="tracked", verbose_name=_("指标绑定")
    )
    metric = models.ForeignKey(Metric, models.PROTECT, related_name="tracked", verbose_name=_("统计指标"))
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="tracked", verbose_name=_("统计对象"))
    name = models.CharField(_("目标名称"), max_length=300)
    year = models.PositiveSmallIntegerField(_("目标年"), null=True, blank=True)
    comparator = models.CharField(_("比较"), max_length=8, choices=Comparator.choices, default=Comparator.EQUAL)
    value = models.FloatField(_("目标值"), null=True, blank=True)
    printed = models.CharField(_("印出值"), max_length=200, blank=True)
    unit = models.CharField(_("印出单位"), max_length=100, blank=True)
    nature = models.CharField(_("属性"), max_length=8, choices=Nature.choices, blank=True)
    basis = models.CharField(_("口径"), max_length=16, choices=Basis.choices, default=Basis.LEVEL)
    stretch = models.BooleanField(_("力争目标"), default=False)
    base_year = models.PositiveSmallIntegerField(_("基年"), null=True, blank=True)
    base_value = models.FloatField(_("基年值"), null=True, blank=True)
    base_stated = models.BooleanField(_("基年为规划印出"), default=False)
    convention = models.CharField(_("进度口径"), max_length=16, choices=Convention.choices, default=Convention.LINEAR)
    convention_reason = models.CharField(_("口径理由"), max_length=400, blank=True)
    convention_by_name = models.CharField(_("口径设定人"), max_length=150, blank=True)
    handing = models.CharField(_("下达状态"), max_length=16, choices=Handing.choices, blank=True)
    passed = models.CharField(_("到期评定"), max_length=16, choices=Passed.choices, blank=True)
    passed_reason = models.CharField(_("评定理由"), max_length=400, blank=True)
    passed_by_name = models.CharField(_("评定人"), max_length=150, blank=True)
    passed_at = models.DateTimeField(_("评定时间"), null=True, blank=True)
    not_binding = models.BooleanField(_("征求意见稿，不作考核"), default=False)
    rank = models.PositiveSmallIntegerField(
        _("次序"), default=0, help_text=_("0 为已印发的约束性目标，1 其他已印发，2 草案约束性，3 其他草案")
    )
    stale = models.BooleanField(_("条目已不在库"), default=False)
    demo = models.BooleanField(_("演示"), default=False)
    version = models.PositiveIntegerField(_("修订号"), default=1)
    created_at = models.DateTimeField(_("建立时间"), auto_now_add=True)
    updated_at = models.DateTimeField(_("更新时间"), auto_now=True)

    class Meta:
        default_permissions = ()
        permissions = (("view_targets", _("查看目标跟踪")), ("manage_targets", _("管理目标跟踪")))
        ordering = ("rank", "plan_id", "pk")
        verbose_name = verbose_name_plural = _("目标跟踪")
        constraints = (
            models.CheckConstraint(
                condition=Q(indicator__isnull=True) | Q(target__isnull=True), name="tracked_target_of_one_item"
            ),
            models.UniqueConstraint(
                fields=["indicator", "year"], condition=Q(indicator__isnull=False), name="tracked_indicator_year_once"
            ),
            models.UniqueConstraint(
                fields=["target"], condition=Q(target__isnull=False), name="tracked_target_item_once"
            ),
            models.CheckConstraint(
                condition=Q(convention__in=Convention.values), name="tracked_target_convention_known"
            ),
            models.CheckConstraint(condition=Q(handing__in=["", *Handing.values]), name="tracked_target_handing_known"),
            models.CheckConstraint(condition=Q(passed__in=["", *Passed.values]), name="tracked_target_passed_known"),
            models.CheckConstraint(condition=Q(comparator__in=Comparator.values), name="tracked_target_comparator"),
        )
        indexes = (
            models.Index(fields=["metric", "subject"], name="tracked_metric_subject"),
            models.Index(fields=["plan", "stale"], name="tracked_plan_stale"),
            models.Index(fields=["rank", "plan", "id"], name="tracked_rank"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.year or ''}".strip()

    @property
    def item(self) -> Indicator | Target | None:
        """The item of the plan, None where a later reading took it away."""
        return self.indicator or self.target

    @property
    def is_handed_down(self) -> bool:
        """Whether its value comes from above, waited for or there."""
        return bool(self.handing)

    @property
    def is_binding(self) -> bool:
        """Whether it binds: 约束性 in a plan that is issued."""
        return self.nature == Nature.BINDING and not self.not_binding


class HandedDown(AppendOnly):
    """A value that came from above, with the document that says so. A correction is a further row with its reason."""

    tracked = models.ForeignKey(TrackedTarget, models.PROTECT, related_name="handed_down", verbose_name=_("目标跟踪"))
    version = models.PositiveIntegerField(_("版本"), default=1)
    value = models.FloatField(_("下达值"))
    printed = models.CharField(_("下达值原文"), max_length=100)
    unit = models.CharField(_("单位"), max_length=100, blank=True)
    comparator = models.CharField(_("比较"), max_length=8, choices=Comparator.choices, default=Comparator.EQUAL)
    document_title = models.CharField(_("下达文件"), max_length=300, blank=True)
    document_number = models.CharField(_("发文字号"), max_length=100)
    issued_on = models.DateField(_("发文日期"))
    issuer_name = models.CharField(_("发文机关"), max_length=200, blank=True)
    evidence = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("佐证文件")
    )
    reason = models.CharField(_("调整理由"), max_length=400, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("登记人"),
    )
    by_name = models.CharField(_("登记人姓名"), max_length=150, blank=True)
    at = models.DateTimeField(_("登记时间"))

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        ordering = ("tracked_id", "version")
        verbose_name = verbose_name_plural = _("下达记录")
        constraints = (
            models.UniqueConstraint(fields=["tracked", "version"], name="handed_down_version_once"),
            models.CheckConstraint(condition=~Q(document_number=""), name="handed_down_has_document"),
            models.CheckConstraint(condition=Q(version=1) | ~Q(reason=""), name="handed_down_change_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.tracked_id}: {self.printed} {self.document_number}"


class TargetStep(AppendOnly):
    """What was done to a tracked target, by whom and why: a value handed down, an assessment, another convention."""

    tracked = models.ForeignKey(TrackedTarget, models.PROTECT, related_name="steps", verbose_name=_("目标跟踪"))
    step = models.CharField(_("动作"), max_length=32)
    before = models.JSONField(_("之前"), null=True, blank=True)
    after = models.JSONField(_("之后"), null=True, blank=True)
    reason = models.CharField(_("理由"), max_length=400, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("经办人"),
    )
    by_name = models.CharField(_("经办人姓名"), max_length=150, blank=True)
    at = models.DateTimeField(_("时间"))

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("目标办理记录")
        indexes = (models.Index(fields=["tracked", "-id"], name="target_step_tracked"),)

    def __str__(self) -> str:
        return f"{self.tracked_id}: {self.step}"
