"""A target taken apart: by year, and by department or town; each part with its own value, reason and versions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.base.directory.models import Organisation
from ditan.domains.plans.models.tracked import TrackedTarget


class PartRule(models.TextChoices):
    """How parts make up the whole."""

    SUM = "sum", _("合计等于总目标")
    SHARE = "share", _("按权重加权平均")
    SAME = "same", _("各单位同一目标")
    PATH = "path", _("年度路径")


class TargetPart(models.Model):
    """One version of one part: of a year, of an organisation, or both. A change is a new version with its reason.

    `parent` is the part that this one splits further; none where it splits the target itself. The newest version of a part
    is `is_current`; a part that no longer counts stays with `withdrawn`.
    """

    tracked = models.ForeignKey(TrackedTarget, models.PROTECT, related_name="parts", verbose_name=_("目标跟踪"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("上级分解")
    )
    rule = models.CharField(_("分解方式"), max_length=8, choices=PartRule.choices)
    year = models.PositiveSmallIntegerField(_("年度"), null=True, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="target_parts", verbose_name=_("承担单位")
    )
    organisation_name = models.CharField(_("承担单位名称"), max_length=200, blank=True)
    weight = models.FloatField(_("权重"), null=True, blank=True)
    value = models.FloatField(_("目标值"), null=True, blank=True)
    unit = models.CharField(_("单位"), max_length=100, blank=True)
    key = models.CharField(_("识别码"), max_length=64)
    version = models.PositiveIntegerField(_("版本"), default=1)
    is_current = models.BooleanField(_("现行"), default=True)
    withdrawn = models.BooleanField(_("已撤销"), default=False)
    confirmed = models.BooleanField(_("已确认"), default=False)
    reason = models.CharField(_("理由"), max_length=400, blank=True)
    demo = models.BooleanField(_("演示"), default=False)
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

    class Meta:
        default_permissions = ()
        ordering = ("tracked_id", "year", "organisation_name", "version")
        verbose_name = verbose_name_plural = _("目标分解")
        constraints = (
            models.UniqueConstraint(fields=["tracked", "key", "version"], name="target_part_version_once"),
            models.UniqueConstraint(
                fields=["tracked", "key"], condition=Q(is_current=True), name="target_part_one_current"
            ),
            models.CheckConstraint(condition=Q(rule__in=PartRule.values), name="target_part_rule_known"),
            models.CheckConstraint(
                condition=Q(year__isnull=False) | ~Q(organisation_name=""), name="target_part_of_year_or_unit"
            ),
            models.CheckConstraint(condition=Q(version=1) | ~Q(reason=""), name="target_part_change_says_why"),
        )
        indexes = (models.Index(fields=["tracked", "is_current"], name="target_part_current"),)

    def __str__(self) -> str:
        return f"{self.tracked_id} {self.year or ''} {self.organisation_name} v{self.version}"
