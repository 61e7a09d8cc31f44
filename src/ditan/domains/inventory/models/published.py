"""Inventories that others published, to compare with: never ours, and never part of our totals."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ditan.base.append_only import AppendOnly, AppendOnlyManager
from ditan.base.directory.models import Region


class Published(models.Model):
    """A published inventory, for a region and a span of years."""

    code = models.CharField(_("代码"), max_length=48, unique=True)
    title = models.CharField(_("名称"), max_length=200)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+", verbose_name=_("地区"))
    source = models.CharField(_("出处"), max_length=400)
    scope_note = models.CharField(_("范围"), max_length=400, blank=True)
    loaded_at = models.DateTimeField(_("载入时间"))

    class Meta:
        default_permissions = ()
        ordering = ("code",)
        verbose_name = verbose_name_plural = _("已发布清单")

    def __str__(self) -> str:
        return self.title


class PublishedValue(AppendOnly):
    """One cell: a year, a sector, a fuel; `Total` where it is a margin."""

    published = models.ForeignKey(Published, models.PROTECT, related_name="values", verbose_name=_("已发布清单"))
    year = models.PositiveSmallIntegerField(_("年份"))
    sector = models.CharField(_("部门"), max_length=120)
    item = models.CharField(_("燃料或过程"), max_length=80)
    gas = models.CharField(_("气体"), max_length=16)
    value = models.FloatField(_("数值"))
    unit = models.CharField(_("单位"), max_length=16)
    locator = models.CharField(_("位置"), max_length=300, blank=True)

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        ordering = ("published_id", "year", "pk")
        verbose_name = verbose_name_plural = _("已发布清单数值")
        constraints = (
            models.UniqueConstraint(
                fields=["published", "year", "sector", "item", "gas"], name="inventory_published_cell_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.year} {self.sector} {self.item}"
