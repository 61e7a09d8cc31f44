"""What does not fit together about a matter: it is shown until it fits or somebody says why it may stand."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.domains.supervision.models.matter import Matter


class FindingCode(models.TextChoices):
    CLAIM_AGAINST_ACTUAL = "claim_against_actual", _("自报完成与指标不符")
    MILESTONES_OPEN = "milestones_open", _("自报完成而节点未完成")


class FindingState(models.TextChoices):
    OPEN = "open", _("待说明")
    SETTLED = "settled", _("已一致")
    EXPLAINED = "explained", _("已说明")


class Finding(models.Model):
    """A disagreement. `figures` are rows of label, text and the link to where the number is from."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="findings", verbose_name=_("督办事项"))
    code = models.CharField(_("类别"), max_length=32, choices=FindingCode.choices)
    sentence = models.TextField(_("发现"))
    figures = models.JSONField(_("数值"), default=list, blank=True)
    state = models.CharField(_("状态"), max_length=12, choices=FindingState.choices, default=FindingState.OPEN)
    reason = models.CharField(_("说明"), max_length=1000, blank=True)
    by_name = models.CharField(_("说明人"), max_length=150, blank=True)
    found_at = models.DateTimeField(_("发现时间"), auto_now_add=True)
    closed_at = models.DateTimeField(_("了结时间"), null=True, blank=True)
    version = models.PositiveIntegerField(_("修订号"), default=1)

    class Meta:
        default_permissions = ()
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("督办发现")
        constraints = (
            models.UniqueConstraint(
                fields=["matter", "code"], condition=Q(state="open"), name="matter_finding_open_once"
            ),
            models.CheckConstraint(condition=Q(code__in=FindingCode.values), name="matter_finding_code_known"),
            models.CheckConstraint(
                condition=~Q(state="explained") | ~Q(reason=""), name="matter_finding_explained_says_why"
            ),
        )

    def __str__(self) -> str:
        return self.sentence
