"""An assessment: who is assessed by which version of a rubric, and where each line of each organisation stands."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.base.append_only import AppendOnly, AppendOnlyManager
from ditan.domains.assessment.models.by import account, name_then
from ditan.domains.assessment.models.rubrics import RubricVersion


class AssessmentState(models.TextChoices):
    """The states of `core.machines.ASSESSMENT`."""

    SELF_SCORING = "self_scoring", _("自评")
    REVIEW = "review", _("审核")
    FINAL = "final", _("核定")
    APPEAL = "appeal", _("公示申诉")
    CLOSED = "closed", _("已定稿")
    WITHDRAWN = "withdrawn", _("已撤销")


class Stage(models.TextChoices):
    """Whose score it is. A later stage stands over an earlier one."""

    SELF = "self", _("自评")
    REVIEW = "review", _("审核")
    FINAL = "final", _("核定")


class Assessment(models.Model):
    """One year's assessment of several organisations. The rubric's version was fixed when it began."""

    title = models.CharField(_("名称"), max_length=200)
    year = models.PositiveSmallIntegerField(_("考核年度"))
    rubric_version = models.ForeignKey(
        RubricVersion, models.PROTECT, related_name="assessments", verbose_name=_("评分细则版本")
    )
    state = models.CharField(
        _("状态"), max_length=16, choices=AssessmentState.choices, default=AssessmentState.SELF_SCORING
    )
    self_due_on = models.DateField(_("自评截止"), null=True, blank=True)
    appeal_due_on = models.DateField(_("申诉截止"), null=True, blank=True)
    note = models.TextField(_("说明"), blank=True)
    demo = models.BooleanField(_("演示"), default=False)
    version = models.PositiveIntegerField(_("修订号"), default=1)
    started_at = models.DateTimeField(_("启动时间"))
    published_at = models.DateTimeField(_("公示时间"), null=True, blank=True)
    closed_at = models.DateTimeField(_("定稿时间"), null=True, blank=True)

    class Meta:
        default_permissions = ()
        permissions = (
            ("view_assessments", _("查看考核")),
            ("score_self", _("自评与申诉")),
            ("review", _("审核评分")),
            ("manage", _("组织考核")),
            ("view_rankings", _("查看考核排名")),
            ("export_assessments", _("导出考核")),
        )
        ordering = ("-year", "-pk")
        verbose_name = verbose_name_plural = _("考核")
        indexes = (models.Index(fields=["state", "-year"], name="assessment_state"),)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=AssessmentState.values), name="assessment_state_known"),
            models.CheckConstraint(condition=~Q(title=""), name="assessment_has_title"),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False), name="assessment_closed_says_when"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state not in (AssessmentState.CLOSED, AssessmentState.WITHDRAWN)

    @property
    def is_published(self) -> bool:
        """Whether organisations see what was found of them beyond their own scores."""
        return self.state in (AssessmentState.APPEAL, AssessmentState.CLOSED)


class Participant(models.Model):
    """An organisation that is assessed. Its name stays as it was; it cannot be deleted as long as it stands here."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="participants", verbose_name=_("考核"))
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="assessed", verbose_name=_("被考核单位")
    )
    organisation_name = models.CharField(_("单位名称"), max_length=200)
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    handed_in_at = models.DateTimeField(_("自评提交时间"), null=True, blank=True)
    handed_in_by_name = models.CharField(_("自评提交人"), max_length=150, blank=True)
    handed_in_note = models.CharField(_("缺项说明"), max_length=400, blank=True)
    returned_why = models.CharField(_("退回理由"), max_length=400, blank=True)
    version = models.PositiveIntegerField(_("修订号"), default=1)

    class Meta:
        default_permissions = ()
        ordering = ("position", "pk")
        verbose_name = verbose_name_plural = _("被考核单位")
        constraints = (
            models.UniqueConstraint(fields=["assessment", "organisation"], name="participant_once"),
            models.CheckConstraint(condition=~Q(organisation_name=""), name="participant_has_name"),
        )

    def __str__(self) -> str:
        return self.organisation_name


class Cell(models.Model):
    """Where one line of one organisation stands: the newest score of each stage, and the inputs of the newest of all.

    `points` is None where something is missing (`missing` names it). What stands here is a copy of the newest `Score`s, for
    lists; `version` grows with every score.
    """

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="cells", verbose_name=_("被考核单位"))
    line = models.CharField(_("项目编号"), max_length=20)
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    stage = models.CharField(_("阶段"), max_length=8, choices=Stage.choices, blank=True)
    inputs = models.JSONField(_("依据数据"), default=dict, blank=True)
    points = models.DecimalField(_("得分"), max_digits=9, decimal_places=4, null=True, blank=True)
    met = models.BooleanField(_("达到"), null=True, blank=True)
    failed = models.BooleanField(_("未完成等级"), default=False)
    working = models.CharField(_("算式"), max_length=500, blank=True)
    missing = models.JSONField(_("缺少"), default=list, blank=True)
    source = models.JSONField(_("来源"), default=dict, blank=True)
    self_points = models.DecimalField(_("自评得分"), max_digits=9, decimal_places=4, null=True, blank=True)
    review_points = models.DecimalField(_("审核得分"), max_digits=9, decimal_places=4, null=True, blank=True)
    final_points = models.DecimalField(_("核定得分"), max_digits=9, decimal_places=4, null=True, blank=True)
    version = models.PositiveIntegerField(_("修订号"), default=1)

    class Meta:
        default_permissions = ()
        ordering = ("participant_id", "position")
        verbose_name = verbose_name_plural = _("考核项")
        constraints = (
            models.UniqueConstraint(fields=["participant", "line"], name="assessment_cell_once"),
            models.CheckConstraint(condition=Q(points__isnull=True) | Q(points__gte=0), name="assessment_cell_points"),
            models.CheckConstraint(condition=Q(stage__in=["", *Stage.values]), name="assessment_cell_stage_known"),
        )

    def __str__(self) -> str:
        return f"{self.participant_id} {self.line}"


class AssessmentStep(AppendOnly):
    """One thing that happened to an assessment, or to one organisation in it."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="steps", verbose_name=_("考核"))
    participant = models.ForeignKey(
        Participant, models.PROTECT, null=True, blank=True, related_name="steps", verbose_name=_("被考核单位")
    )
    step = models.CharField(_("动作"), max_length=24)
    before = models.CharField(_("原状态"), max_length=16, blank=True)
    after = models.CharField(_("新状态"), max_length=16, blank=True)
    text = models.TextField(_("内容"), blank=True)
    by = account()
    by_name = name_then()
    at = models.DateTimeField(_("时间"))

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("考核办理记录")
        indexes = (models.Index(fields=["assessment", "id"], name="assessment_step"),)

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.step}"
