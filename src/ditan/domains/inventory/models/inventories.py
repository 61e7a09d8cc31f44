"""Inventories: one of a region and year, with the choices that hold for all of its rows."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.base.directory.models import Organisation, Region


class State(models.TextChoices):
    """A draft is computed anew with every edit; a locked one waits for two signatures; a signed one never changes."""

    DRAFT = "draft", _("编制中")
    LOCKED = "locked", _("已锁定")
    SIGNED = "signed", _("已签发")


class Inventory(models.Model):
    """Activity data and emissions of one region and year.

    `factor_sets` are codes in the order in which they are asked; `gwp_set` names what CO2e is counted with. `version` grows
    with every change of the inventory's own fields, so that two people cannot overwrite each other. `revision` grows with
    every change of a row. What `edition` says is how often it was frozen; `reopen_reason` why it was opened
    again, until it is frozen anew. `checked` is the `mark` of which its findings speak.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("地区"))
    year = models.PositiveSmallIntegerField(_("年份"))
    title = models.CharField(_("名称"), max_length=200)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("编制单位")
    )
    state = models.CharField(_("状态"), max_length=8, choices=State.choices, default=State.DRAFT)
    factor_sets = models.JSONField(_("因子集次序"), default=list)
    gwp_set = models.CharField(_("全球增温潜势"), max_length=16)
    unverified = models.BooleanField(_("允许使用未核实因子"), default=False)
    base_year = models.PositiveSmallIntegerField(_("基准年"), null=True, blank=True)
    boundary = models.TextField(_("边界与说明"), blank=True)
    demo = models.BooleanField(_("演示"), default=False)
    edition = models.PositiveSmallIntegerField(_("版次"), default=0)
    reopen_reason = models.CharField(_("退回理由"), max_length=400, blank=True)
    version = models.PositiveIntegerField(_("修订号"), default=1)
    revision = models.PositiveIntegerField(_("数据修订号"), default=1)
    checked = models.CharField(_("检查时的修订号"), max_length=24, blank=True)
    checked_at = models.DateTimeField(_("检查时间"), null=True, blank=True)
    made_at = models.DateTimeField(_("建立时间"))
    made_by_name = models.CharField(_("建立人"), max_length=150, blank=True)
    changed_at = models.DateTimeField(_("修改时间"), auto_now=True)

    class Meta:
        default_permissions = ()
        permissions = (
            ("view_inventories", _("查看清单")),
            ("edit_inventories", _("编制清单")),
            ("sign_inventories", _("签发清单")),
            ("manage_factors", _("维护本地因子")),
            ("export_inventories", _("导出清单")),
        )
        ordering = ("-year", "region_id", "pk")
        verbose_name = verbose_name_plural = _("清单")
        constraints = (
            models.UniqueConstraint(fields=["region", "year", "title"], name="inventory_title_once"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="inventory_state_known"),
            models.CheckConstraint(condition=~Q(gwp_set=""), name="inventory_names_gwp_set"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def mark(self) -> str:
        """Of which state of the inventory something speaks: another one after every change of its fields or a row."""
        return f"{self.version}.{self.revision}"

    @property
    def open_finding_count(self) -> int:
        """Findings that wait for an answer, beside the tab of the checks. One query."""
        return self.findings.filter(state="open").count()
