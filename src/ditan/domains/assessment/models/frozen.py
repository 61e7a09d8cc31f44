"""Results as they were frozen."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ditan.base.append_only import AppendOnly, AppendOnlyManager
from ditan.domains.assessment.models.assessments import Assessment
from ditan.domains.assessment.models.by import account, name_then


class Snapshot(AppendOnly):
    """Rules, inputs, results and people of an assessment when it was closed (`core.rubrics.frozen`).

    Nothing in it is looked up again: later values, other rubrics and people who leave change nothing of it. `digest` is of
    `content`; `code_version` that of the program that computed it.
    """

    assessment = models.OneToOneField(Assessment, models.PROTECT, related_name="snapshot", verbose_name=_("考核"))
    content = models.JSONField(_("内容"))
    digest = models.CharField(_("摘要"), max_length=64)
    code_version = models.CharField(_("程序版本"), max_length=40)
    by = account()
    by_name = name_then()
    at = models.DateTimeField(_("定稿时间"))

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        verbose_name = verbose_name_plural = _("考核定稿")

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.digest[:12]}"
