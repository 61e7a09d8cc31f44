"""A plan in the library, the facts that it states of itself, its outline, and the runs that read it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ditan.base.records.models import Source, Subject
from ditan.base.records.spans import Span, span_constraints
from ditan.base.workflow.models import Job, JobState


class PlanStatus(models.TextChoices):
    DRAFT = "draft", _("征求意见稿")
    ISSUED = "issued", _("已印发")
    UNKNOWN = "unknown", _("未标明")


class PlanDocument(models.Model):
    """One version of a plan. The versions of a plan share a `family`; a later one `supersedes` an earlier one."""

    source = models.OneToOneField(Source, models.PROTECT, related_name="plan", verbose_name=_("来源文件"))
    title = models.CharField(_("标题"), max_length=400)
    issuer = models.CharField(_("发文机关"), max_length=400, blank=True)
    document_number = models.CharField(_("文号"), max_length=100, blank=True)
    issued_on = models.CharField(
        _("发文日期"), max_length=10, blank=True, help_text=_("2021-11-25；未印出日时为 2021-11")
    )
    status = models.CharField(_("文件状态"), max_length=16, choices=PlanStatus.choices, default=PlanStatus.UNKNOWN)
    region = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="plans", verbose_name=_("地区")
    )
    period_start = models.PositiveSmallIntegerField(_("规划期起"), null=True, blank=True)
    period_end = models.PositiveSmallIntegerField(_("规划期止"), null=True, blank=True)
    facts_decided = models.BooleanField(_("基本信息已人工修改"), default=False)
    example = models.BooleanField(_("示例"), default=False)
    family = models.UUIDField(_("版本组"), default=uuid.uuid4, editable=False, db_index=True)
    supersedes = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="superseded_by", verbose_name=_("上一版本")
    )
    is_current = models.BooleanField(_("现行版本"), default=True)
    created_at = models.DateTimeField(_("入库时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("入库人")
    )
    version = models.PositiveIntegerField(_("修订号"), default=1)

    class Meta:
        default_permissions = ()
        permissions = (
            ("view_plans", _("查看规划")),
            ("upload_plan", _("上传与重读规划")),
            ("review_items", _("审核条目")),
            ("manage_plans", _("修改基本信息与版本")),
            ("import_items", _("导入条目")),
            ("export_items", _("导出条目")),
        )
        ordering = (
            "-created_at",
            "-pk",
        )
        verbose_name = verbose_name_plural = _("规划文件")
        indexes = (
            models.Index(fields=["is_current", "-created_at"], name="plan_current_created"),
            models.Index(fields=["region", "period_start"], name="plan_region_period"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(status__in=PlanStatus.values), name="plan_status_known"),
            models.CheckConstraint(
                condition=Q(period_start__isnull=True)
                | Q(period_end__isnull=True)
                | Q(period_start__lte=F("period_end")),
                name="plan_period_in_order",
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | ~Q(supersedes=F("id")), name="plan_supersedes_another"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def region_code(self) -> str:
        return self.region.code if self.region else ""

    @property
    def region_name(self) -> str:
        return self.region.name if self.region else ""

    @property
    def period(self) -> str:
        """`2021—2025年`, or an empty text where the plan states none."""
        years = [str(year) for year in (self.period_start, self.period_end) if year is not None]
        return "—".join(dict.fromkeys(years)) + "年" if years else ""


class FactSpan(Span):
    """Where the plan states a fact of itself (title, issuer, document number, …)."""

    plan = models.ForeignKey(PlanDocument, models.CASCADE, related_name="fact_spans", verbose_name=_("规划文件"))
    fact = models.CharField(_("事实"), max_length=32)

    class Meta:
        default_permissions = ()
        ordering = ("start",)
        verbose_name = verbose_name_plural = _("基本信息出处")
        constraints = (
            models.UniqueConstraint(fields=["plan", "fact"], name="fact_span_once"),
            *span_constraints("fact_span"),
        )

    def __str__(self) -> str:
        return f"{self.fact}: {self.quote[:40]}"


class Heading(Span):
    """A line of the outline. `part_end` is where the part that it heads ends in the source text."""

    plan = models.ForeignKey(PlanDocument, models.CASCADE, related_name="headings", verbose_name=_("规划文件"))
    position = models.PositiveIntegerField(_("次序"))
    number = models.CharField(_("编号"), max_length=100, blank=True)
    title = models.TextField(_("标题"), blank=True)
    level = models.PositiveSmallIntegerField(_("层级"), default=1)
    kind = models.CharField(_("类别"), max_length=16)
    part_end = models.PositiveIntegerField(_("所辖止"))
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children", verbose_name=_("上级标题")
    )
    confidence = models.FloatField(_("把握"), default=1.0)

    class Meta:
        default_permissions = ()
        ordering = (
            "plan_id",
            "position",
        )
        verbose_name = verbose_name_plural = _("标题")
        constraints = (
            models.CheckConstraint(condition=Q(confidence__range=(0, 1)), name="heading_confidence_range"),
            *span_constraints("heading"),
        )
        indexes = (models.Index(fields=["plan", "position"], name="heading_plan_position"),)

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class ReadingState(models.TextChoices):
    WAITING = "waiting", _("等待读取")
    RUNNING = "running", _("正在读取")
    DONE = "done", _("已读取")
    FAILED = "failed", _("读取失败")


_LOST = _("读取任务已不存在，请重新读取。")


class PlanReading(models.Model):
    """One run of the reader over one source: when, with which version, and what came of it."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="readings", verbose_name=_("来源文件"))
    plan = models.ForeignKey(
        PlanDocument, models.CASCADE, null=True, blank=True, related_name="readings", verbose_name=_("规划文件")
    )
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("后台任务"))
    reader_version = models.CharField(_("读取程序版本"), max_length=32)
    started_at = models.DateTimeField(_("开始时间"), null=True, blank=True)
    finished_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    error_code = models.CharField(_("错误代码"), max_length=64, blank=True)
    error = models.TextField(_("错误说明"), blank=True)
    indicators = models.PositiveIntegerField(_("指标"), default=0)
    targets = models.PositiveIntegerField(_("目标"), default=0)
    measures = models.PositiveIntegerField(_("措施"), default=0)
    tasks = models.PositiveIntegerField(_("任务"), default=0)
    projects = models.PositiveIntegerField(_("项目"), default=0)
    findings = models.PositiveIntegerField(_("质检问题"), default=0)
    added = models.PositiveIntegerField(_("新增条目"), default=0)
    updated = models.PositiveIntegerField(_("更新条目"), default=0)
    kept = models.PositiveIntegerField(_("保留人工结论"), default=0)
    gone = models.PositiveIntegerField(_("不再读出"), default=0)

    class Meta:
        default_permissions = ()
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("读取记录")
        constraints = (
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True)
                | (Q(started_at__isnull=False) & Q(started_at__lte=F("finished_at"))),
                name="reading_times_in_order",
            ),
        )

    def __str__(self) -> str:
        return f"{self.source_id}: {self.state}"

    @property
    def state(self) -> ReadingState:
        """Where the run stands. The job row is the truth about a run that has not ended by itself."""
        if self.error:
            return ReadingState.FAILED
        if self.finished_at is not None:
            return ReadingState.DONE
        if self.job is None or self.job.state in (JobState.FAILED, JobState.CANCELLED):
            return ReadingState.FAILED
        return ReadingState.RUNNING if self.job.state == JobState.RUNNING else ReadingState.WAITING

    @property
    def failure(self) -> str:
        """Why the run failed, for the person who asked for it; empty where it did not."""
        if self.state != ReadingState.FAILED:
            return ""
        return self.error or (self.job.error if self.job else "") or str(_LOST)
