"""Evaluations of plans, their chapters, what people wrote in them, and what was frozen."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.base.append_only import AppendOnly, AppendOnlyManager
from ditan.domains.evaluation.chapters import Template, template_of


class Kind(models.TextChoices):
    """When a plan is evaluated."""

    ANNUAL = "annual", _("年度评估")
    MID = "mid", _("中期评估")
    FINAL = "final", _("期末评估")


class State(models.TextChoices):
    """A draft follows the data; a final one is what was frozen."""

    DRAFT = "draft", _("草稿")
    FINAL = "final", _("已定稿")


class Evaluation(models.Model):
    """An evaluation of a plan as of the last day of a year. A final one is corrected by another edition with its reason.

    `version` grows with every change of the evaluation or a chapter, so that two people cannot overwrite each other.
    """

    plan = models.ForeignKey("plans.PlanDocument", models.PROTECT, related_name="evaluations", verbose_name=_("规划"))
    kind = models.CharField(_("类型"), max_length=8, choices=Kind.choices)
    year = models.PositiveSmallIntegerField(_("评估年度"))
    edition = models.PositiveSmallIntegerField(_("版次"), default=1)
    reason = models.CharField(_("再版理由"), max_length=400, blank=True)
    title = models.CharField(_("标题"), max_length=300)
    issuer = models.CharField(_("编制单位"), max_length=200, blank=True)
    number = models.CharField(_("文号"), max_length=100, blank=True)
    state = models.CharField(_("状态"), max_length=8, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(_("修订号"), default=1)
    made_at = models.DateTimeField(_("建立时间"))
    made_by_name = models.CharField(_("建立人"), max_length=150, blank=True)
    changed_at = models.DateTimeField(_("修改时间"), auto_now=True)

    class Meta:
        default_permissions = ()
        permissions = (
            ("view_evaluations", _("查看评估报告")),
            ("edit_evaluations", _("编写评估报告")),
            ("finalise_evaluations", _("评估报告定稿")),
            ("export_evaluations", _("导出评估报告")),
        )
        ordering = ("-year", "-pk")
        verbose_name = verbose_name_plural = _("评估报告")
        constraints = (
            models.UniqueConstraint(fields=["plan", "kind", "year", "edition"], name="evaluation_edition_once"),
            models.UniqueConstraint(
                fields=["plan", "kind", "year"], condition=Q(state="draft"), name="evaluation_one_draft"
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="evaluation_kind_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="evaluation_state_known"),
            models.CheckConstraint(condition=Q(edition=1) | ~Q(reason=""), name="evaluation_edition_says_why"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def day(self) -> datetime.date:
        """The day as of which the plan is evaluated."""
        return datetime.date(self.year, 12, 31)

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT


class Chapter(models.Model):
    """A chapter of an evaluation, made after the template of its kind. One that is left out says why."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="chapters", verbose_name=_("评估报告"))
    code = models.CharField(_("代码"), max_length=32)
    title = models.CharField(_("标题"), max_length=100)
    position = models.PositiveSmallIntegerField(_("次序"))
    left_out = models.CharField(_("不列入的理由"), max_length=400, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("evaluation_id", "position", "pk")
        verbose_name = verbose_name_plural = _("评估报告章节")
        constraints = (models.UniqueConstraint(fields=["evaluation", "code"], name="evaluation_chapter_once"),)

    def __str__(self) -> str:
        return self.title

    @property
    def template(self) -> Template:
        """What the template says of the chapter."""
        return template_of(self.evaluation.kind, self.code)


class Prose(AppendOnly):
    """What people wrote in a chapter: each saving a version of its own, with whose it is."""

    chapter = models.ForeignKey(Chapter, models.PROTECT, related_name="texts", verbose_name=_("章节"))
    version = models.PositiveIntegerField(_("版本"))
    text = models.TextField(_("正文"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("撰写人"),
    )
    by_name = models.CharField(_("撰写人姓名"), max_length=150, blank=True)
    at = models.DateTimeField(_("撰写时间"))

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        ordering = ("chapter_id", "-version")
        verbose_name = verbose_name_plural = _("章节文字")
        constraints = (models.UniqueConstraint(fields=["chapter", "version"], name="evaluation_prose_version_once"),)

    def __str__(self) -> str:
        return f"{self.chapter_id} v{self.version}"


class Snapshot(AppendOnly):
    """A final evaluation as it was frozen: the document, the facts behind it, and a digest of both."""

    evaluation = models.OneToOneField(Evaluation, models.PROTECT, related_name="snapshot", verbose_name=_("评估报告"))
    document = models.JSONField(_("报告"))
    facts = models.JSONField(_("数据"))
    digest = models.CharField(_("摘要"), max_length=64)
    code_version = models.CharField(_("程序版本"), max_length=32)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("定稿人"),
    )
    by_name = models.CharField(_("定稿人姓名"), max_length=150, blank=True)
    at = models.DateTimeField(_("定稿时间"))

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        verbose_name = verbose_name_plural = _("定稿快照")

    def __str__(self) -> str:
        return f"{self.evaluation_id}: {self.digest[:12]}"
