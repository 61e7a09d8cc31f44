"""The log's rows. They keep names and keys as text and point at nothing, so that no deletion reaches them.

Nothing here is ever changed or deleted: the models refuse it, and beneath them triggers of the database do
(`ditan.base.audit.triggers`).
"""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ditan.base.refusal import Refusal

_M = TypeVar("_M", bound=models.Model)


class Outcome(models.TextChoices):
    DONE = "done", _("成功")
    REFUSED = "refused", _("拒绝")
    FAILED = "failed", _("失败")


class Unchangeable(Refusal):
    """Something tried to change or delete what the log keeps."""

    code = "log_unchangeable"
    status = 409

    def __init__(self) -> None:
        super().__init__(_now("审计日志只能追加，不能修改或删除；超过保存期限的日志请用 ditan audit archive 归档。"))


class AppendOnlyRows(models.QuerySet[_M]):
    """Rows that are read and added."""

    def update(self, **values: Any) -> NoReturn:
        raise Unchangeable

    def delete(self) -> NoReturn:
        raise Unchangeable

    def bulk_update(self, *args: Any, **options: Any) -> NoReturn:
        raise Unchangeable


class AppendOnly(models.Model):
    """A row that is written once."""

    objects = AppendOnlyRows.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise Unchangeable
        super().save(*args, **{**options, "force_insert": True})

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise Unchangeable


class Entry(AppendOnly):
    """One act: who, when, from where, what, on what, before and after, and what came of it."""

    at = models.DateTimeField(_("时间"))
    act = models.CharField(_("操作"), max_length=100)
    outcome = models.CharField(_("结果"), max_length=16, choices=Outcome.choices, default=Outcome.DONE)
    user_key = models.CharField(_("账号编号"), max_length=64, blank=True)
    user_name = models.CharField(_("操作人"), max_length=150, blank=True)
    organisation_name = models.CharField(_("所属单位"), max_length=200, blank=True)
    address = models.CharField(_("来源地址"), max_length=64, blank=True)
    agent = models.CharField(_("客户端"), max_length=200, blank=True)
    request_id = models.CharField(_("请求编号"), max_length=32, blank=True, db_index=True)
    target_kind = models.CharField(_("对象类型"), max_length=64, blank=True)
    target_key = models.CharField(_("对象编号"), max_length=64, blank=True)
    target_name = models.CharField(_("对象"), max_length=400, blank=True)
    before = models.JSONField(_("变更前"), null=True, blank=True)
    after = models.JSONField(_("变更后"), null=True, blank=True)
    detail = models.TextField(_("说明"), blank=True)

    class Meta:
        default_permissions = ()
        permissions = (
            ("view_log", "查看操作日志"),
            ("export_log", "导出操作日志"),
            ("verify_log", "校验操作日志"),
        )
        ordering = ("-at", "-pk")
        verbose_name = verbose_name_plural = _("操作日志")
        indexes = (
            # Lists are read by time, a page at a time, however long the log is.
            models.Index(fields=("at", "id"), name="audit_entry_time"),
            models.Index(fields=("act", "at"), name="audit_entry_act"),
            models.Index(fields=("user_key", "at"), name="audit_entry_user_key"),
            models.Index(fields=("address", "at"), name="audit_entry_address"),
            models.Index(fields=("target_kind", "target_key"), name="audit_entry_target"),
        )

    def __str__(self) -> str:
        return f"{self.act} {self.target_name}"


class Sealed(AppendOnly):
    """A block of the chain: a stretch of rows under one seal. See `ditan.core.audit.blocks`."""

    number = models.BigIntegerField(_("区块号"), primary_key=True)
    first = models.BigIntegerField(_("起始编号"))
    last = models.BigIntegerField(_("截止编号"))
    count = models.PositiveIntegerField(_("条数"))
    members = models.BinaryField()
    sealed_at = models.DateTimeField(_("封存时间"))
    previous = models.CharField(_("上一封条"), max_length=64)
    seal = models.CharField(_("封条"), max_length=64)

    class Meta:
        default_permissions = ()
        ordering = ("number",)
        verbose_name = verbose_name_plural = _("日志区块")

    def __str__(self) -> str:
        return f"{self.number} {self.seal[:12]}"


class Archive(AppendOnly):
    """Blocks whose rows lie in an archive file. Only rows that such a row names may ever leave the log."""

    first_block = models.BigIntegerField(_("起始区块"))
    last_block = models.BigIntegerField(_("截止区块"))
    first = models.BigIntegerField(_("起始编号"))
    last = models.BigIntegerField(_("截止编号"), unique=True)
    count = models.BigIntegerField(_("条数"))
    seal = models.CharField(_("最后封条"), max_length=64)
    file_name = models.CharField(_("归档文件"), max_length=200)
    sha256 = models.CharField(_("校验值"), max_length=64)
    made_at = models.DateTimeField(_("归档时间"))

    class Meta:
        default_permissions = ()
        ordering = ("last_block",)
        verbose_name = verbose_name_plural = _("日志归档")

    def __str__(self) -> str:
        return self.file_name


class Verification(AppendOnly):
    """What a verification of the chain saw, and on whose wish."""

    started_at = models.DateTimeField(_("开始时间"))
    finished_at = models.DateTimeField(_("完成时间"))
    user_name = models.CharField(_("操作人"), max_length=150, blank=True)
    blocks = models.BigIntegerField(_("区块数"))
    sealed = models.BigIntegerField(_("已封存条数"))
    tail = models.BigIntegerField(_("未封存条数"))
    sound = models.BooleanField(_("完好"))
    findings = models.JSONField(_("发现"), default=list)

    class Meta:
        default_permissions = ()
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("校验记录")

    def __str__(self) -> str:
        return f"{self.finished_at:%Y-%m-%d %H:%M} {self.sound}"
