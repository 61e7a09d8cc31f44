"""Editions that were issued, frozen; and what was done to a work plan."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ditan.base.append_only import AppendOnly, AppendOnlyManager
from ditan.domains.workplans.models.workplan import WorkPlan


class Edition(AppendOnly):
    """One edition as it was issued: its lines as plain values, and the SHA-256 of them."""

    workplan = models.ForeignKey(WorkPlan, models.PROTECT, related_name="editions", verbose_name=_("年度工作计划"))
    number = models.PositiveSmallIntegerField(_("版次"))
    document_number = models.CharField(_("发文字号"), max_length=100)
    issued_on = models.DateField(_("下达日期"))
    reason = models.CharField(_("修订理由"), max_length=400, blank=True)
    content = models.JSONField(_("内容"))
    digest = models.CharField(_("摘要"), max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("下达人"),
    )
    by_name = models.CharField(_("下达人姓名"), max_length=150, blank=True)
    at = models.DateTimeField(_("时间"))

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        ordering = ("workplan_id", "number")
        verbose_name = verbose_name_plural = _("年度计划版本")
        constraints = (models.UniqueConstraint(fields=["workplan", "number"], name="workplan_edition_once"),)

    def __str__(self) -> str:
        return f"{self.workplan_id} v{self.number}"


class WorkStep(AppendOnly):
    """What was done to a work plan or one of its lines, by whom and why."""

    workplan = models.ForeignKey(WorkPlan, models.PROTECT, related_name="steps", verbose_name=_("年度工作计划"))
    step = models.CharField(_("动作"), max_length=24)
    line_title = models.CharField(_("条目"), max_length=300, blank=True)
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
        verbose_name = verbose_name_plural = _("年度计划记录")
        indexes = (models.Index(fields=["workplan", "-id"], name="workstep_of"),)

    def __str__(self) -> str:
        return f"{self.workplan_id}: {self.step}"
