"""What is only ever added: steps of a matter, reports of progress, and the files that bear them out."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.base.append_only import AppendOnly, AppendOnlyManager
from ditan.domains.supervision.models.matter import Matter


class Signed(AppendOnly):
    """Who did it, and when."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("办理人"),
    )
    by_name = models.CharField(_("办理人姓名"), max_length=150, blank=True)
    at = models.DateTimeField(_("时间"))

    class Meta:
        abstract = True


class MatterStep(Signed):
    """One thing that happened to a matter: a transition of `core.machines.MATTER`, or one of `words.EVENTS`. `due_on` is the
    last day that the step had; `late_days` says that it came so many working days behind it."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="steps", verbose_name=_("督办事项"))
    step = models.CharField(_("动作"), max_length=24)
    before = models.CharField(_("原状态"), max_length=16, blank=True)
    after = models.CharField(_("新状态"), max_length=16, blank=True)
    text = models.TextField(_("内容"), blank=True)
    organisation_name = models.CharField(_("单位"), max_length=200, blank=True)
    due_on = models.DateField(_("时限"), null=True, blank=True)
    late = models.BooleanField(_("超期"), default=False)
    late_days = models.PositiveIntegerField(_("超期工作日"), null=True, blank=True)

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("督办记录")
        indexes = (
            models.Index(fields=["matter", "id"], name="matter_step_matter"),
            models.Index(fields=["step", "at"], name="matter_step_when"),
        )

    def __str__(self) -> str:
        return f"{self.matter_id} {self.step}"


class Progress(Signed):
    """What an organisation reports of a matter for a period. `percent` unknown is null."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="progress", verbose_name=_("督办事项"))
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("单位")
    )
    period = models.CharField(_("报告期"), max_length=24, blank=True)
    percent = models.PositiveSmallIntegerField(_("进度（%）"), null=True, blank=True)
    text = models.TextField(_("进展"))
    claims_completion = models.BooleanField(_("自报完成"), default=False)

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("进展报告")
        indexes = (models.Index(fields=["matter", "id"], name="matter_progress_matter"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__lte=100), name="matter_progress_percent_in_range"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="matter_progress_has_text"),
        )

    def __str__(self) -> str:
        return f"{self.matter_id} {self.period}"


class Evidence(AppendOnly):
    """A file that bears out a report of progress."""

    progress = models.ForeignKey(Progress, models.PROTECT, related_name="evidence", verbose_name=_("进展报告"))
    source = models.ForeignKey("records.Source", models.PROTECT, related_name="+", verbose_name=_("文件"))
    note = models.CharField(_("说明"), max_length=400, blank=True)

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("督办佐证材料")
        constraints = (models.UniqueConstraint(fields=["progress", "source"], name="matter_evidence_once"),)

    def __str__(self) -> str:
        return f"{self.progress_id} {self.source_id}"
