"""The append-only record of decisions: who, when, what, before and after."""

from __future__ import annotations

import uuid
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ditan.domains.plans.models.item import How
from ditan.domains.plans.models.plan import PlanDocument


class AppendOnly(Exception):
    """A decision is history: it is written once and neither changed nor deleted."""


class DecisionQuerySet(models.QuerySet["Decision"]):
    def update(self, **changes: Any) -> NoReturn:
        raise AppendOnly("审核记录只增不改 (decisions are append-only)")

    def delete(self) -> NoReturn:
        raise AppendOnly("审核记录不可删除 (decisions are append-only)")


class Decision(models.Model):
    """One decision on one item. Names and numbers are kept beside the keys, so that deletion never erases history.

    All decisions of one request share a `batch`.
    """

    class Action(models.TextChoices):
        CONFIRM = "confirm", _("确认")
        EDIT = "edit", _("修改")
        REJECT = "reject", _("驳回")
        REOPEN = "reopen", _("撤回")
        DOUBT = "doubt", _("存疑")
        ADD = "add", _("新增")
        SUPERSEDE = "supersede", _("设为新版本")

    plan = models.ForeignKey(
        PlanDocument, models.DO_NOTHING, related_name="decisions", db_constraint=False, verbose_name=_("规划文件")
    )
    item_kind = models.CharField(_("条目类别"), max_length=16)
    item_id = models.PositiveBigIntegerField(_("条目编号"))
    item_label = models.CharField(_("条目名称"), max_length=400, blank=True)
    action = models.CharField(_("动作"), max_length=16, choices=Action.choices)
    how = models.CharField(_("方式"), max_length=16, choices=How.choices, default=How.BY_HAND)
    reason = models.TextField(_("理由"), blank=True)
    before = models.JSONField(_("之前"), null=True, blank=True)
    after = models.JSONField(_("之后"), null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("审核人")
    )
    user_name = models.CharField(_("审核人姓名"), max_length=150)
    created_at = models.DateTimeField(_("时间"), auto_now_add=True)
    batch = models.UUIDField(_("批次"), default=uuid.uuid4, db_index=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("审核记录")
        indexes = (
            models.Index(fields=["item_kind", "item_id"], name="decision_item"),
            models.Index(fields=["plan", "-created_at"], name="decision_plan_created"),
        )

    def __str__(self) -> str:
        return f"{self.user_name} {self.action} {self.item_kind}-{self.item_id}"

    def save(self, *args: Any, **options: Any) -> None:
        if self.pk is not None and not self._state.adding:
            raise AppendOnly("审核记录只增不改 (decisions are append-only)")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise AppendOnly("审核记录不可删除 (decisions are append-only)")
