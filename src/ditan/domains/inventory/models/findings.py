"""What the checks over an inventory found, and how each was settled."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.domains.inventory.models.inventories import Inventory
from ditan.domains.inventory.models.rows import Row


class FindingState(models.TextChoices):
    """`gone`: the check no longer finds it; `closed`: a person looked at it and said why it stands."""

    OPEN = "open", _("待处理")
    CLOSED = "closed", _("已说明")
    GONE = "gone", _("已消除")


class Finding(models.Model):
    """One finding of one check at one place. The same finding keeps its row when checks run again."""

    inventory = models.ForeignKey(Inventory, models.CASCADE, related_name="findings", verbose_name=_("清单"))
    check_code = models.CharField(_("检查项"), max_length=48)
    key = models.CharField(_("位置"), max_length=200)
    severity = models.CharField(_("程度"), max_length=8)
    message = models.TextField(_("问题"))
    remedy = models.TextField(_("处理办法"), blank=True)
    row = models.ForeignKey(Row, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("活动数据行"))
    state = models.CharField(_("状态"), max_length=8, choices=FindingState.choices, default=FindingState.OPEN)
    answer = models.CharField(_("处理说明"), max_length=400, blank=True)
    answered_by_name = models.CharField(_("处理人"), max_length=150, blank=True)
    answered_at = models.DateTimeField(_("处理时间"), null=True, blank=True)
    found_at = models.DateTimeField(_("发现时间"))
    version = models.PositiveIntegerField(_("修订号"), default=1)

    class Meta:
        default_permissions = ()
        ordering = ("inventory_id", "state", "severity", "check_code", "pk")
        verbose_name = verbose_name_plural = _("质检问题")
        constraints = (
            models.UniqueConstraint(fields=["inventory", "check_code", "key"], name="inventory_finding_once"),
            models.CheckConstraint(condition=Q(state__in=FindingState.values), name="inventory_finding_state_known"),
            models.CheckConstraint(
                condition=~Q(state="closed") | ~Q(answer=""), name="inventory_closed_finding_says_why"
            ),
        )

    def __str__(self) -> str:
        return self.message[:60]
