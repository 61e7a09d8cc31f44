"""Ledgers in spreadsheets that were handed in: what each column is, and each row as read, before anything of it is stored."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.domains.supervision.models.classes import MatterClass
from ditan.domains.supervision.models.matter import Reporting


class LedgerState(models.TextChoices):
    MAPPING = "mapping", _("待对应列")
    READING = "reading", _("正在核对")
    WAITING = "waiting", _("待确认")
    SAVING = "saving", _("正在保存")
    TAKEN = "taken", _("已导入")
    DROPPED = "dropped", _("已放弃")


class LedgerImport(models.Model):
    """A workbook and what became of it. The file lies in the upload folder under its hash, as sources do.

    `sheets` holds the first rows of each sheet with their merged areas; `sheet`, `first` and `last` say where the head is,
    counted from 0; `fields` what each column is. `choices` are the organisations that a person chose for names that the
    directory does not know: a key, or null to leave the name out. `read` counts the readings asked for, so that a job that
    comes late changes nothing.
    """

    name = models.CharField(_("文件名"), max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField(_("字节数"))
    state = models.CharField(_("状态"), max_length=16, choices=LedgerState.choices, default=LedgerState.MAPPING)
    problem = models.TextField(_("问题"), blank=True)
    sheets = models.JSONField(_("工作表"), default=list)
    sheet = models.PositiveSmallIntegerField(_("工作表序号"), default=0)
    first = models.PositiveIntegerField(_("表头首行"), default=0)
    last = models.PositiveIntegerField(_("表头末行"), default=0)
    titles = models.JSONField(_("列名"), default=list)
    fields = models.JSONField(_("各列含义"), default=list)
    year = models.PositiveSmallIntegerField(_("台账年份"))
    hand_out = models.BooleanField(_("立项并交办"), default=False)
    matter_class = models.ForeignKey(
        MatterClass, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("督办类别")
    )
    reporting = models.CharField(_("进展报送"), max_length=12, choices=Reporting.choices, default=Reporting.NONE)
    names = models.JSONField(_("未识别的单位"), default=list)
    choices = models.JSONField(_("单位对应"), default=dict)
    read = models.PositiveIntegerField(_("核对次数"), default=0)
    rows = models.PositiveIntegerField(_("行数"), default=0)
    counts = models.JSONField(_("各类行数"), default=dict)
    left_out = models.JSONField(_("不导入的行"), default=list)
    recorded = models.PositiveIntegerField(_("导入事项"), default=0)
    job = models.PositiveBigIntegerField(_("后台任务"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("上传人")
    )
    by_name = models.CharField(_("上传人姓名"), max_length=150, blank=True)
    at = models.DateTimeField(_("上传时间"), auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("台账导入")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=LedgerState.values), name="matter_ledger_state_known"),
        )

    def __str__(self) -> str:
        return self.name


class LedgerChunk(models.Model):
    """Rows of a ledger as read, so many together."""

    of = models.ForeignKey(LedgerImport, models.CASCADE, related_name="chunks", verbose_name=_("台账导入"))
    place = models.PositiveIntegerField(_("次序"))
    refused = models.PositiveIntegerField(_("不能导入的行数"), default=0)
    rows = models.JSONField(_("行"))

    class Meta:
        default_permissions = ()
        ordering = ("of_id", "place")
        verbose_name = verbose_name_plural = _("台账的行")
        constraints = (models.UniqueConstraint(fields=["of", "place"], name="matter_ledger_chunk_once"),)

    def __str__(self) -> str:
        return f"{self.of_id} {self.place}"


class LedgerColumns(models.Model):
    """What the columns under a head were taken for the last time, and which organisations its names meant."""

    fingerprint = models.CharField(_("表头指纹"), max_length=64, unique=True)
    titles = models.JSONField(_("列名"), default=list)
    fields = models.JSONField(_("各列含义"), default=list)
    names = models.JSONField(_("单位对应"), default=dict)
    by_name = models.CharField(_("确认人"), max_length=150, blank=True)
    at = models.DateTimeField(_("确认时间"), auto_now=True)

    class Meta:
        default_permissions = ()
        ordering = ("-at",)
        verbose_name = verbose_name_plural = _("台账列对应")

    def __str__(self) -> str:
        return "、".join(title for title in self.titles if title)[:80]
