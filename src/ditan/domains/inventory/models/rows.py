"""Rows of activity data, what they said before, and the emissions that they come to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ditan.base.append_only import AppendOnly, AppendOnlyManager
from ditan.base.records.models import Source
from ditan.domains.inventory.models.inventories import Inventory


class Row(models.Model):
    """One source of emissions, entered once: gases and pollutants are computed from the same numbers.

    kind, category
        Codes of `core.inventory`.
    values
        By the name of an input: a number, a code, a series by year or a list of controls, in the input's own unit.
    typed
        By the name of an input: what a person typed, where it was not that (`3.2 万t`).
    notation
        NO, NE, NA, IE or C in place of values; `notation_reason` says why.
    choices
        By the name of a parameter: `{"code": …, "reason": …}`, the factor to use instead of the inventory's order of sets.
    own
        By the name of a parameter: `{"value", "unit", "lower", "upper", "source"}`, measured or declared with the row.
    uncertainty
        By the name of an input: half of its 95 % range in percent.
    """

    inventory = models.ForeignKey(Inventory, models.CASCADE, related_name="rows", verbose_name=_("清单"))
    position = models.PositiveIntegerField(_("次序"))
    kind = models.CharField(_("源类型"), max_length=48)
    category = models.CharField(_("类别"), max_length=16)
    label = models.CharField(_("名称"), max_length=200, blank=True)
    values = models.JSONField(_("活动数据"), default=dict)
    typed = models.JSONField(_("填写原文"), default=dict)
    notation = models.CharField(_("标识符"), max_length=2, blank=True)
    notation_reason = models.CharField(_("标识符理由"), max_length=400, blank=True)
    choices = models.JSONField(_("指定因子"), default=dict)
    own = models.JSONField(_("实测参数"), default=dict)
    uncertainty = models.JSONField(_("不确定度"), default=dict)
    source_note = models.CharField(_("数据来源"), max_length=400, blank=True)
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("来源文件")
    )
    start = models.PositiveIntegerField(_("原文起点"), null=True, blank=True)
    end = models.PositiveIntegerField(_("原文终点"), null=True, blank=True)
    version = models.PositiveIntegerField(_("修订号"), default=1)
    removed_at = models.DateTimeField(_("删除时间"), null=True, blank=True)
    changed_at = models.DateTimeField(_("修改时间"), auto_now=True)
    changed_by_name = models.CharField(_("修改人"), max_length=150, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("inventory_id", "position", "pk")
        verbose_name = verbose_name_plural = _("活动数据行")
        indexes = (models.Index(fields=["inventory", "position"], name="inventory_row_position"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(notation__in=["", "NO", "NE", "NA", "IE", "C"]), name="inventory_row_notation_known"
            ),
            models.CheckConstraint(condition=Q(notation="") | Q(values={}), name="inventory_row_key_or_number"),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True) | Q(start__lt=F("end")), name="inventory_row_span"
            ),
        )

    def __str__(self) -> str:
        return self.label or f"{self.category} {self.kind}"


class RowEdition(AppendOnly):
    """What a row said from one change to the next."""

    row = models.ForeignKey(Row, models.PROTECT, related_name="editions", verbose_name=_("活动数据行"))
    version = models.PositiveIntegerField(_("版本"))
    content = models.JSONField(_("内容"))
    reason = models.CharField(_("理由"), max_length=400, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("修改人"),
    )
    by_name = models.CharField(_("修改人姓名"), max_length=150, blank=True)
    at = models.DateTimeField(_("修改时间"))

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        ordering = ("row_id", "-version")
        verbose_name = verbose_name_plural = _("活动数据行版本")
        constraints = (models.UniqueConstraint(fields=["row", "version"], name="inventory_row_version_once"),)

    def __str__(self) -> str:
        return f"{self.row_id} v{self.version}"


class Emission(models.Model):
    """One output of one method on one row, as it stands now: made anew whenever the row or a choice changes.

    `amount` is None where it is not known; then `problems` says why, each `{"name", "message", "code"}`. `booked` is the
    amount in the fixed point of its gas (`core.inventory.booking`). `trace` holds the formula and its operands, each with the
    factors that it came from.
    """

    row = models.ForeignKey(Row, models.CASCADE, related_name="emissions", verbose_name=_("活动数据行"))
    method = models.CharField(_("方法"), max_length=64)
    output = models.CharField(_("项"), max_length=32)
    gas = models.CharField(_("气体或污染物"), max_length=16, blank=True)
    kind = models.CharField(_("性质"), max_length=8)
    unit = models.CharField(_("单位"), max_length=8)
    amount = models.FloatField(_("数量"), null=True, blank=True)
    booked = models.BigIntegerField(_("入账值"), null=True, blank=True)
    problems = models.JSONField(_("缺少什么"), default=list)
    trace = models.JSONField(_("计算过程"), default=dict)
    unverified = models.BooleanField(_("含未核实因子"), default=False)

    class Meta:
        default_permissions = ()
        ordering = ("row_id", "pk")
        verbose_name = verbose_name_plural = _("排放量")
        constraints = (
            models.UniqueConstraint(fields=["row", "method", "output"], name="inventory_emission_once"),
            models.CheckConstraint(
                condition=Q(amount__isnull=False) | ~Q(problems=[]), name="inventory_unknown_says_why"
            ),
        )

    def __str__(self) -> str:
        return f"{self.row_id} {self.gas or self.output}"
