"""How sure an inventory is, as it was computed once."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ditan.domains.inventory.models.inventories import Inventory


class UncertaintyRun(models.Model):
    """Both approaches over one state of an inventory.

    `mark` is that of the inventory when it was computed: where the inventory has another one now, the result is out of date.
    `assumed` says what was taken where no range is given: `{"how": "none" | "customary" | "own", "activity", "factor"}`.
    """

    inventory = models.ForeignKey(Inventory, models.CASCADE, related_name="uncertainty_runs", verbose_name=_("清单"))
    mark = models.CharField(_("数据修订号"), max_length=24)
    draws = models.PositiveIntegerField(_("抽样次数"))
    seed = models.PositiveBigIntegerField(_("随机种子"))
    assumed = models.JSONField(_("假定"), default=dict)
    result = models.JSONField(_("结果"))
    code_version = models.CharField(_("程序版本"), max_length=32)
    by_name = models.CharField(_("计算人"), max_length=150, blank=True)
    at = models.DateTimeField(_("计算时间"))

    class Meta:
        default_permissions = ()
        ordering = ("inventory_id", "-pk")
        verbose_name = verbose_name_plural = _("不确定性计算")
        constraints = (models.CheckConstraint(condition=models.Q(draws__gte=1), name="inventory_uncertainty_drawn"),)

    def __str__(self) -> str:
        return f"{self.inventory_id} {self.at:%Y-%m-%d}"
