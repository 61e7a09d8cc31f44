"""What every item has that the machine proposes and a person decides on."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.base.records.spans import Span, span_constraints
from ditan.domains.plans.models.plan import Heading, PlanDocument


class State(models.TextChoices):
    """How far an item has come. Only what a person confirmed, as read or edited, is in the books."""

    PROPOSED = "proposed", _("待审核")
    CONFIRMED = "confirmed", _("已确认")
    EDITED = "edited", _("修改后确认")
    REJECTED = "rejected", _("已驳回")


BOOKED = (State.CONFIRMED, State.EDITED)
"""The states in which an item is in the books."""


class Origin(models.TextChoices):
    MACHINE = "machine", _("机器读取")
    PERSON = "person", _("人工新增")


class How(models.TextChoices):
    """How a decision was taken; a list or a screen can tell a demonstration from a person's work."""

    BY_HAND = "by_hand", _("逐条")
    BULK = "bulk", _("批量")
    IMPORT = "import", _("导入")
    CARRIED = "carried", _("沿用上一版本")
    DEMO = "demo", _("演示")


class Decidable(models.Model):
    """A proposal and the decision on it. `version` grows with every write; two people cannot overwrite each other."""

    state = models.CharField(_("审核状态"), max_length=16, choices=State.choices, default=State.PROPOSED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("审核人")
    )
    decided_by_name = models.CharField(_("审核人姓名"), max_length=150, blank=True)
    decided_at = models.DateTimeField(_("审核时间"), null=True, blank=True)
    decided_how = models.CharField(_("审核方式"), max_length=16, choices=How.choices, blank=True)
    stale = models.BooleanField(_("最近一次未读出"), default=False)
    version = models.PositiveIntegerField(_("修订号"), default=1)

    class Meta:
        abstract = True

    @property
    def is_booked(self) -> bool:
        return self.state in BOOKED

    @property
    def is_decided(self) -> bool:
        return self.state != State.PROPOSED

    @property
    def is_demo(self) -> bool:
        return self.decided_how == How.DEMO


class ReviewItem(Span, Decidable):
    """An item of a plan: where it stands, how sure the reader is, and what a person made of it.

    `machine_reading` is the snapshot of what the machine read, kept when a person edits, and set when a later reading
    differs from what was confirmed. `key` recognises the item in a later reading of the same file; `previous` is the
    same item in the version that this plan supersedes.
    """

    kind: ClassVar[str]

    plan = models.ForeignKey(PlanDocument, models.CASCADE, verbose_name=_("规划文件"))
    position = models.PositiveIntegerField(_("次序"), default=0)
    heading = models.ForeignKey(
        Heading, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("所在标题")
    )
    confidence = models.FloatField(_("把握"))
    origin = models.CharField(_("来源"), max_length=16, choices=Origin.choices, default=Origin.MACHINE)
    key = models.CharField(_("识别码"), max_length=64)
    machine_reading = models.JSONField(_("机器读数"), null=True, blank=True)
    previous = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="later", verbose_name=_("上一版本条目")
    )
    due_year = models.PositiveSmallIntegerField(_("目标年"), null=True, blank=True)
    updated_at = models.DateTimeField(_("更新时间"), auto_now=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What a list calls the item."""
        raise NotImplementedError

    @property
    def identity(self) -> str:
        """`target-12`: kind and number, the item's name in addresses and in the page."""
        return f"{self.kind}-{self.pk}"


def item_constraints(name: str) -> tuple[models.BaseConstraint, ...]:
    """The checks that every table of items carries."""
    return (
        *span_constraints(name),
        *decision_constraints(name),
        models.CheckConstraint(condition=Q(confidence__range=(0, 1)), name=f"{name}_confidence_range"),
        models.CheckConstraint(condition=Q(origin__in=Origin.values), name=f"{name}_origin_known"),
    )


def decision_constraints(name: str, *more: str) -> tuple[models.BaseConstraint, ...]:
    """A proposal has no decision date, a decision has one and says how it was taken. `more` are further states."""
    return (
        models.CheckConstraint(condition=Q(state__in=[*State.values, *more]), name=f"{name}_state_known"),
        models.CheckConstraint(
            condition=Q(state=State.PROPOSED, decided_at__isnull=True, decided_how="")
            | (~Q(state=State.PROPOSED) & Q(decided_at__isnull=False) & ~Q(decided_how="")),
            name=f"{name}_decision_dated",
        ),
    )


def item_indexes(name: str, *more: models.Index) -> tuple[models.Index, ...]:
    """The indexes that the review desk, the library and the lists walk."""
    return (
        models.Index(fields=["plan", "start"], name=f"{name}_plan_start"),
        models.Index(fields=["plan", "state"], name=f"{name}_plan_state"),
        models.Index(fields=["state", "plan", "position"], name=f"{name}_state_plan_pos"),
        models.Index(fields=["state", "due_year"], name=f"{name}_state_due"),
        *more,
    )


class DepartmentName(models.Model):
    """A department as a plan prints it, and whom the lexicon takes it for.

    `listed_as` is the canonical name where one is known and the printed name otherwise: the name under which the
    department's page and the filters find it.
    """

    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    printed_name = models.CharField(_("印出名称"), max_length=200)
    organisation_name = models.CharField(_("规范名称"), max_length=200, blank=True)
    listed_as = models.CharField(_("列示名称"), max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.printed_name


Content = dict[str, Any]
"""What an item says, as plain values: the fields of `ditan.domains.plans.kinds`."""
