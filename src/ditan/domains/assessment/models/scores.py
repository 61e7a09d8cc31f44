"""Scores, each with what it was computed from; files, remarks and appeals."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.base.append_only import AppendOnly, AppendOnlyManager
from ditan.domains.assessment.models.assessments import Cell, Participant, Stage
from ditan.domains.assessment.models.by import account, name_then


class Score(AppendOnly):
    """A score that somebody gave a line, or that was taken from elsewhere; the newest of its stage stands.

    `source` says where the inputs came from where nobody typed them (`kind`, `key`, `text`, `link`).
    """

    cell = models.ForeignKey(Cell, models.PROTECT, related_name="scores", verbose_name=_("考核项"))
    stage = models.CharField(_("阶段"), max_length=8, choices=Stage.choices)
    inputs = models.JSONField(_("依据数据"), default=dict)
    points = models.DecimalField(_("得分"), max_digits=9, decimal_places=4, null=True, blank=True)
    met = models.BooleanField(_("达到"), null=True, blank=True)
    failed = models.BooleanField(_("未完成等级"), default=False)
    working = models.CharField(_("算式"), max_length=500, blank=True)
    missing = models.JSONField(_("缺少"), default=list)
    source = models.JSONField(_("来源"), default=dict)
    text = models.CharField(_("说明"), max_length=1000, blank=True)
    by = account()
    by_name = name_then()
    at = models.DateTimeField(_("时间"))

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("评分")
        indexes = (models.Index(fields=["cell", "id"], name="assessment_score_cell"),)
        constraints = (
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="assessment_score_stage_known"),
            models.CheckConstraint(condition=Q(points__isnull=True) | Q(points__gte=0), name="assessment_score_points"),
        )

    def __str__(self) -> str:
        return f"{self.cell_id} {self.stage} {self.points}"


class CellEvidence(models.Model):
    """A file that bears a line out. One that was taken back stays on record."""

    cell = models.ForeignKey(Cell, models.PROTECT, related_name="evidence", verbose_name=_("考核项"))
    source = models.ForeignKey("records.Source", models.PROTECT, related_name="+", verbose_name=_("文件"))
    note = models.CharField(_("说明"), max_length=400, blank=True)
    by_name = name_then()
    at = models.DateTimeField(_("上传时间"), auto_now_add=True)
    removed_at = models.DateTimeField(_("撤下时间"), null=True, blank=True)
    removed_by_name = models.CharField(_("撤下人"), max_length=150, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("考核佐证材料")

    def __str__(self) -> str:
        return f"{self.cell_id} {self.source_id}"


class Remark(AppendOnly):
    """Something that was said about a line."""

    cell = models.ForeignKey(Cell, models.PROTECT, related_name="remarks", verbose_name=_("考核项"))
    text = models.CharField(_("内容"), max_length=1000)
    by = account()
    by_name = name_then()
    at = models.DateTimeField(_("时间"))

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("考核批注")

    def __str__(self) -> str:
        return self.text[:40]


class AppealState(models.TextChoices):
    """What became of an appeal."""

    OPEN = "open", _("待答复")
    UPHELD = "upheld", _("予以调整")
    REJECTED = "rejected", _("维持原分")


class Appeal(models.Model):
    """An organisation's objection to the final score of a line, and the answer."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="appeals", verbose_name=_("被考核单位"))
    cell = models.ForeignKey(Cell, models.PROTECT, related_name="appeals", verbose_name=_("考核项"))
    text = models.TextField(_("申诉理由"))
    points_before = models.DecimalField(_("申诉时得分"), max_digits=9, decimal_places=4, null=True, blank=True)
    points_after = models.DecimalField(_("答复后得分"), max_digits=9, decimal_places=4, null=True, blank=True)
    state = models.CharField(_("状态"), max_length=8, choices=AppealState.choices, default=AppealState.OPEN)
    answer = models.TextField(_("答复"), blank=True)
    by = account()
    by_name = name_then()
    at = models.DateTimeField(_("申诉时间"))
    answered_by_name = models.CharField(_("答复人"), max_length=150, blank=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    version = models.PositiveIntegerField(_("修订号"), default=1)

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("考核申诉")
        constraints = (
            models.UniqueConstraint(fields=["cell"], condition=Q(state="open"), name="appeal_open_once"),
            models.CheckConstraint(condition=Q(state__in=AppealState.values), name="appeal_state_known"),
            models.CheckConstraint(condition=~Q(text=""), name="appeal_says_why"),
            models.CheckConstraint(
                condition=Q(state="open") | (~Q(answer="") & Q(answered_at__isnull=False)), name="appeal_is_answered"
            ),
        )

    def __str__(self) -> str:
        return f"{self.participant_id}: {self.state}"
