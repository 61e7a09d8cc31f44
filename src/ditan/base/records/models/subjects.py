"""Whom or what data speaks of."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Subject(models.Model):
    """Whom or what data speaks of: a region, an organisation, a facility or a project.

    The code of a region is its region code; of the others it is the key of their row."""

    class Kind(models.TextChoices):
        REGION = "region", _("行政区/功能区")
        ORGANISATION = "organisation", _("单位")
        FACILITY = "facility", _("设施/点位")
        PROJECT = "project", _("项目")

    kind = models.CharField(_("类别"), max_length=16, choices=Kind.choices)
    code = models.CharField(_("代码"), max_length=64)
    name = models.CharField(_("名称"), max_length=200)

    class Meta:
        default_permissions = ()
        ordering = (
            "kind",
            "code",
        )
        verbose_name = verbose_name_plural = _("统计对象")
        constraints = (
            models.UniqueConstraint(fields=["kind", "code"], name="subject_code_once"),
            models.CheckConstraint(condition=~Q(code=""), name="subject_has_code"),
        )

    def __str__(self) -> str:
        return self.name
