"""What belongs to a project besides its money: milestones, quantities, expected abatement, files."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.base.append_only import AppendOnly, AppendOnlyManager
from ditan.domains.projects.models.project import Project


class Milestone(models.Model):
    """Something that must be reached by a day within the project's years."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="milestones", verbose_name=_("项目"))
    title = models.CharField(_("节点"), max_length=200)
    due_on = models.DateField(_("计划日期"))
    done_on = models.DateField(_("完成日期"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=400, blank=True)
    version = models.PositiveIntegerField(_("修订号"), default=1)

    class Meta:
        default_permissions = ()
        ordering = ("due_on", "pk")
        verbose_name = verbose_name_plural = _("项目节点")
        indexes = (models.Index(fields=["project", "due_on"], name="library_milestone"),)
        constraints = (models.CheckConstraint(condition=~Q(title=""), name="library_milestone_has_title"),)

    def __str__(self) -> str:
        return self.title


class Quantity(models.Model):
    """A physical quantity: how much is planned, how much is done; `done` is None where nobody has said.

    `text` is how the plan prints it, `start` and `end` where.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="quantities", verbose_name=_("项目"))
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    what = models.CharField(_("工程量"), max_length=200)
    unit = models.CharField(_("单位"), max_length=50)
    planned = models.DecimalField(_("计划数"), max_digits=20, decimal_places=6, null=True, blank=True)
    done = models.DecimalField(_("完成数"), max_digits=20, decimal_places=6, null=True, blank=True)
    done_on = models.DateField(_("统计日期"), null=True, blank=True)
    text = models.CharField(_("印出文字"), max_length=200, blank=True)
    start = models.PositiveIntegerField(_("原文起"), null=True, blank=True)
    end = models.PositiveIntegerField(_("原文止"), null=True, blank=True)
    version = models.PositiveIntegerField(_("修订号"), default=1)

    class Meta:
        default_permissions = ()
        ordering = ("project_id", "position", "pk")
        verbose_name = verbose_name_plural = _("项目工程量")
        constraints = (
            models.CheckConstraint(
                condition=Q(planned__isnull=True) | Q(planned__gte=0), name="library_quantity_planned"
            ),
            models.CheckConstraint(condition=Q(done__isnull=True) | Q(done__gte=0), name="library_quantity_done"),
            models.CheckConstraint(
                condition=Q(done__isnull=True) | Q(done_on__isnull=False), name="library_quantity_done_says_when"
            ),
        )

    def __str__(self) -> str:
        return f"{self.what} {self.planned} {self.unit}"


class Abatement(AppendOnly):
    """One version of the abatement that is expected of a project, a year, with the method and source that it rests on.

    Where a project has none it is unknown; nothing is ever computed in its place.
    """

    UNITS = (("tCO2e", _("吨二氧化碳当量/年")), ("tce", _("吨标准煤/年")), ("MWh", _("兆瓦时/年")))

    project = models.ForeignKey(Project, models.PROTECT, related_name="abatements", verbose_name=_("项目"))
    version = models.PositiveIntegerField(_("版本"), default=1)
    amount = models.DecimalField(_("预期减排量"), max_digits=20, decimal_places=6)
    unit = models.CharField(_("单位"), max_length=16, choices=UNITS)
    method = models.CharField(_("核算方法"), max_length=400)
    basis = models.CharField(_("数据来源"), max_length=400)
    reason = models.CharField(_("调整理由"), max_length=400, blank=True)
    by_name = models.CharField(_("登记人"), max_length=150, blank=True)
    at = models.DateTimeField(_("登记时间"))

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        ordering = ("project_id", "version")
        verbose_name = verbose_name_plural = _("预期减排量")
        constraints = (
            models.UniqueConstraint(fields=["project", "version"], name="library_abatement_version_once"),
            models.CheckConstraint(condition=~Q(method="") & ~Q(basis=""), name="library_abatement_says_how"),
            models.CheckConstraint(condition=Q(version=1) | ~Q(reason=""), name="library_abatement_change_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.project_id}.{self.version}: {self.amount} {self.unit}"


class Attachment(models.Model):
    """A document or photograph of a project. One that was taken down stays on record."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("文件")
        PHOTO = "photo", _("照片")

    project = models.ForeignKey(Project, models.PROTECT, related_name="attachments", verbose_name=_("项目"))
    source = models.ForeignKey("records.Source", models.PROTECT, related_name="+", verbose_name=_("文件"))
    kind = models.CharField(_("类别"), max_length=10, choices=Kind.choices)
    note = models.CharField(_("说明"), max_length=400, blank=True)
    by_name = models.CharField(_("上传人"), max_length=150, blank=True)
    at = models.DateTimeField(_("上传时间"), auto_now_add=True)
    removed_at = models.DateTimeField(_("撤下时间"), null=True, blank=True)
    removed_by_name = models.CharField(_("撤下人"), max_length=150, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("项目附件")

    def __str__(self) -> str:
        return str(self.source)
