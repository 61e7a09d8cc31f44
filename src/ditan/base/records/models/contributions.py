"""What contributes to which metric: a task, project or matter, with what it should do to it and where that is said."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.base.append_only import AppendOnly, AppendOnlyManager
from ditan.base.directory.models import Organisation
from ditan.base.records.models.metrics import Metric
from ditan.base.records.models.sources import Source
from ditan.base.records.models.subjects import Subject
from ditan.base.records.spans import Span, span_constraints


class ContributionState(models.TextChoices):
    """Until a person confirms it, a contribution is what a machine found in the text and nothing more."""

    PROPOSED = "proposed", _("机器提出，待确认")
    CONFIRMED = "confirmed", _("已确认")
    REJECTED = "rejected", _("已否定")


class Ground(models.TextChoices):
    """Why it stands here: by which name a text speaks of the metric, or because a person says so."""

    NAME = "name", _("文字写明指标名称")
    ALIAS = "alias", _("文字写明指标别名")
    THING = "thing", _("文字提到指标所统计的事物")
    PERSON = "person", _("人工登记")


class Sign(models.IntegerChoices):
    RAISES = 1, _("提高")
    UNCLEAR = 0, _("未写明")
    LOWERS = -1, _("降低")


class Contribution(Span):
    """One server and one metric. `server_key` names the server in its own domain (`plans.measure:88`) and is no foreign key,
    because every domain may have servers.

    `expected` is how much it should add, in `unit`, by `year`: null means that nobody knows, and stays so until a person says
    it. The span is where the source names the metric; 0 to 0 where no source says so. `stale` marks a decided one whose server
    left the books; `demo` one whose server is for show.
    """

    server_key = models.CharField(_("支撑事项"), max_length=80)
    server_title = models.CharField(_("支撑事项名称"), max_length=400)
    link = models.CharField(_("地址"), max_length=300, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="contributions", verbose_name=_("责任单位")
    )
    metric = models.ForeignKey(Metric, models.PROTECT, related_name="contributions", verbose_name=_("统计指标"))
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="contributions", verbose_name=_("统计对象")
    )
    sign = models.SmallIntegerField(_("作用方向"), choices=Sign.choices, default=Sign.UNCLEAR)
    expected = models.FloatField(_("预期贡献"), null=True, blank=True)
    unit = models.CharField(_("单位"), max_length=64, blank=True)
    year = models.PositiveSmallIntegerField(_("预期年份"), null=True, blank=True)
    ground = models.CharField(_("依据类别"), max_length=8, choices=Ground.choices)
    basis = models.TextField(_("依据"), blank=True)
    source = models.ForeignKey(
        Source, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("来源文件")
    )
    state = models.CharField(
        _("状态"), max_length=12, choices=ContributionState.choices, default=ContributionState.PROPOSED
    )
    stale = models.BooleanField(_("支撑事项已不在库"), default=False)
    demo = models.BooleanField(_("演示"), default=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("确认人")
    )
    decided_by_name = models.CharField(_("确认人姓名"), max_length=150, blank=True)
    decided_at = models.DateTimeField(_("确认时间"), null=True, blank=True)
    reason = models.CharField(_("理由"), max_length=400, blank=True)
    version = models.PositiveIntegerField(_("修订号"), default=1)
    created_at = models.DateTimeField(_("建立时间"), auto_now_add=True)

    class Meta:
        default_permissions = ()
        permissions = (("view_contributions", _("查看支撑关系")), ("manage_contributions", _("维护支撑关系")))
        ordering = ("server_key", "metric_id")
        verbose_name = verbose_name_plural = _("贡献关系")
        constraints = (
            *span_constraints("contribution"),
            models.UniqueConstraint(fields=["server_key", "metric"], name="contribution_once"),
            models.CheckConstraint(condition=~Q(server_key=""), name="contribution_has_server"),
            models.CheckConstraint(condition=Q(sign__in=Sign.values), name="contribution_sign_known"),
            models.CheckConstraint(condition=Q(ground__in=Ground.values), name="contribution_ground_known"),
            models.CheckConstraint(condition=Q(state__in=ContributionState.values), name="contribution_state_known"),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_at__isnull=True)
                | (~Q(state="proposed") & Q(decided_at__isnull=False)),
                name="contribution_decision_dated",
            ),
            models.CheckConstraint(
                condition=Q(expected__isnull=True) | ~Q(state="proposed"), name="contribution_value_by_person"
            ),
        )
        indexes = (models.Index(fields=["metric", "state"], name="contribution_metric_state"),)

    def __str__(self) -> str:
        return f"{self.server_title} → {self.metric_id}"


class ContributionStep(AppendOnly):
    """What became of a contribution, by whom and why; a row each time."""

    contribution = models.ForeignKey(
        Contribution, models.DO_NOTHING, db_constraint=False, related_name="steps", verbose_name=_("贡献关系")
    )
    step = models.CharField(_("动作"), max_length=16)
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
        verbose_name = verbose_name_plural = _("贡献关系记录")
        indexes = (models.Index(fields=["contribution", "-id"], name="contribution_step_of"),)

    def __str__(self) -> str:
        return f"{self.contribution_id}: {self.step}"
