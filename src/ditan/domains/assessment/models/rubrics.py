"""Rubrics: one draft that people edit, and versions that are issued once and never changed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.base.append_only import AppendOnly, AppendOnlyManager
from ditan.domains.assessment.models.by import account, name_then


class Rubric(models.Model):
    """A rubric under its name. `draft` is what people edit, as `core.rubrics.to_plain` writes it; None where the last
    issued version is all there is. An `example` came with the platform (`shipped`): an excerpt of a published rule with its
    source, from which a rubric of one's own is begun; it is never edited nor issued. `version` grows with every write.
    """

    name = models.CharField(_("名称"), max_length=200)
    basis = models.CharField(_("依据"), max_length=400, blank=True)
    verified = models.BooleanField(_("依据已核对"), default=False)
    note = models.TextField(_("说明"), blank=True)
    draft = models.JSONField(_("草稿"), null=True, blank=True)
    example = models.BooleanField(_("示例"), default=False)
    shipped = models.CharField(_("随平台提供"), max_length=64, blank=True)
    version = models.PositiveIntegerField(_("修订号"), default=1)
    updated_at = models.DateTimeField(_("更新时间"), auto_now=True)

    class Meta:
        default_permissions = ()
        permissions = (("manage_rubrics", _("维护评分细则")),)
        ordering = ("example", "name", "pk")
        verbose_name = verbose_name_plural = _("评分细则")
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="rubric_has_name"),
            models.UniqueConstraint(fields=["shipped"], condition=~Q(shipped=""), name="rubric_shipped_once"),
        )

    def __str__(self) -> str:
        return self.name


class RubricVersion(AppendOnly):
    """A rubric as it was issued. Assessments stay on the version that they began with; `digest` is of `content`."""

    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="versions", verbose_name=_("评分细则"))
    number = models.PositiveIntegerField(_("版本"))
    name = models.CharField(_("名称"), max_length=200)
    basis = models.CharField(_("依据"), max_length=400)
    verified = models.BooleanField(_("依据已核对"), default=False)
    content = models.JSONField(_("内容"))
    digest = models.CharField(_("摘要"), max_length=64)
    reason = models.CharField(_("修订理由"), max_length=400, blank=True)
    by = account()
    by_name = name_then()
    at = models.DateTimeField(_("发布时间"))

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        ordering = ("rubric_id", "-number")
        verbose_name = verbose_name_plural = _("评分细则版本")
        constraints = (
            models.UniqueConstraint(fields=["rubric", "number"], name="rubric_version_once"),
            models.CheckConstraint(condition=~Q(basis=""), name="rubric_version_has_basis"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="rubric_version_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.name} v{self.number}"
