"""A matter under supervision, and the items of plans that it stands for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ditan.domains.supervision.models.classes import MatterClass


class Kind(models.TextChoices):
    """Where a matter comes from."""

    MEASURE = "measure", _("规划任务")
    INSTRUCTION = "instruction", _("领导批示")
    MEETING = "meeting", _("会议纪要")
    DOCUMENT = "document", _("上级文件")
    CHECKUP = "checkup", _("体检问题")
    OTHER = "other", _("其他")


class MatterState(models.TextChoices):
    """The states of `core.machines.MATTER`."""

    DRAFT = "draft", _("立项")
    HANDED_OUT = "handed_out", _("待签收")
    ACCEPTED = "accepted", _("已签收")
    UNDER_WAY = "under_way", _("办理中")
    REPORTED = "reported", _("已反馈")
    UNDER_REVIEW = "under_review", _("审核中")
    DONE = "done", _("已办结")
    CLOSED = "closed", _("已销号")
    RETURNED = "returned", _("已退回")
    WITHDRAWN = "withdrawn", _("已撤回")
    SUSPENDED = "suspended", _("已中止")
    CANCELLED = "cancelled", _("已作废")


class Reporting(models.TextChoices):
    """How often progress is reported."""

    NONE = "none", _("不定期")
    MONTHLY = "monthly", _("每月")
    QUARTERLY = "quarterly", _("每季度")
    YEARLY = "yearly", _("每年")


class Matter(models.Model):
    """A matter under supervision (督办事项).

    `number` is its serial of the year in which it was drawn up. `source` with `quote` is the text that it comes from,
    `issued_by`, `issued_number` and `issued_on` say who instructed, which meeting or document it was. `measure` is the plan's
    item that it stands for first; all of them are `MatterItem` rows.

    `weight` is what the matter with all its sub-tasks weighs, `own_weight` what is left for itself: a sub-task takes a share
    of its parent's, so that the sum of `own_weight` over a tree is the weight of its root however often it is split.

    `handed_out_on` and `due_on` are its span. `state_due_on` is the last day of the step that is next, where its class sets
    one. `percent`, `claims_completion` and `progress_on` are those of the newest report. `late_days` are working days that the
    report of completion came behind the deadline. `origin_key` is the other app's name for what it proposed.
    `version` grows with every write.
    """

    number = models.CharField(_("编号"), max_length=24, unique=True)
    year = models.PositiveSmallIntegerField(_("立项年份"))
    serial = models.PositiveIntegerField(_("流水号"))
    title = models.CharField(_("事项"), max_length=300)
    text = models.TextField(_("内容与要求"), blank=True)
    kind = models.CharField(_("来源"), max_length=12, choices=Kind.choices, default=Kind.OTHER)
    measure = models.ForeignKey(
        "plans.Measure", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("规划措施")
    )
    source = models.ForeignKey(
        "records.Source", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("来源文件")
    )
    start = models.PositiveIntegerField(_("原文起"), null=True, blank=True)
    end = models.PositiveIntegerField(_("原文止"), null=True, blank=True)
    quote = models.TextField(_("原文"), blank=True)
    issued_by = models.CharField(_("批示人/会议/发文机关"), max_length=200, blank=True)
    issued_number = models.CharField(_("文号或期号"), max_length=100, blank=True)
    issued_on = models.DateField(_("批示/会议/发文日期"), null=True, blank=True)
    matter_class = models.ForeignKey(
        MatterClass, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("督办类别")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级事项")
    )
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("主办单位")
    )
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("经办人")
    )
    due_on = models.DateField(_("办理时限"), null=True, blank=True)
    due_text = models.CharField(_("时限原文"), max_length=200, blank=True)
    reporting = models.CharField(_("进展报送"), max_length=12, choices=Reporting.choices, default=Reporting.NONE)
    state = models.CharField(_("状态"), max_length=16, choices=MatterState.choices, default=MatterState.DRAFT)
    state_due_on = models.DateField(_("本步时限"), null=True, blank=True)
    handed_out_on = models.DateField(_("交办日期"), null=True, blank=True)
    reported_on = models.DateField(_("反馈日期"), null=True, blank=True)
    done_on = models.DateField(_("办结日期"), null=True, blank=True)
    closed_on = models.DateField(_("销号日期"), null=True, blank=True)
    late_days = models.PositiveIntegerField(_("超期工作日"), null=True, blank=True)
    times_returned = models.PositiveSmallIntegerField(_("审核退回次数"), default=0)
    hung_on = models.DateField(_("挂牌日期"), null=True, blank=True)
    hung_why = models.CharField(_("挂牌理由"), max_length=400, blank=True)
    weight = models.DecimalField(_("权重"), max_digits=9, decimal_places=4, default=1)
    own_weight = models.DecimalField(_("自身权重"), max_digits=9, decimal_places=4, default=1)
    percent = models.PositiveSmallIntegerField(_("进度（%）"), null=True, blank=True)
    claims_completion = models.BooleanField(_("自报完成"), default=False)
    progress_on = models.DateField(_("最近进展"), null=True, blank=True)
    outcome = models.TextField(_("办理结果"), blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("反馈人")
    )
    urged_at = models.DateTimeField(_("最近催办"), null=True, blank=True)
    origin_key = models.CharField(_("来源键"), max_length=120, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("立项人")
    )
    created_by_name = models.CharField(_("立项人姓名"), max_length=150, blank=True)
    created_at = models.DateTimeField(_("立项时间"), auto_now_add=True)
    updated_at = models.DateTimeField(_("更新时间"), auto_now=True)
    version = models.PositiveIntegerField(_("修订号"), default=1)
    demo = models.BooleanField(_("演示"), default=False)

    class Meta:
        default_permissions = ()
        permissions = (
            ("view_matters", _("查看督办")),
            ("handle", _("签收与办理督办")),
            ("manage_matters", _("立项、交办与调整督办")),
            ("review", _("审核与销号督办")),
            ("export_matters", _("导出督办")),
        )
        ordering = ("-year", "-serial")
        verbose_name = verbose_name_plural = _("督办事项")
        indexes = (
            models.Index(fields=["state", "due_on", "id"], name="matter_state_due"),
            models.Index(fields=["organisation", "state", "due_on"], name="matter_organisation"),
            models.Index(fields=["parent"], name="matter_parent"),
            models.Index(fields=["due_on", "id"], name="matter_due"),
            models.Index(fields=["-year", "-serial"], name="matter_number"),
        )
        constraints = (
            models.UniqueConstraint(fields=["year", "serial"], name="matter_serial_once"),
            models.UniqueConstraint(fields=["origin_key"], condition=~Q(origin_key=""), name="matter_origin_once"),
            models.CheckConstraint(condition=Q(state__in=MatterState.values), name="matter_state_known"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="matter_kind_known"),
            models.CheckConstraint(condition=Q(reporting__in=Reporting.values), name="matter_reporting_known"),
            models.CheckConstraint(condition=~Q(title=""), name="matter_has_title"),
            models.CheckConstraint(condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="matter_not_own_parent"),
            models.CheckConstraint(
                condition=Q(own_weight__gte=0) & Q(own_weight__lte=F("weight")), name="matter_own_weight_in_range"
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__lte=100), name="matter_percent_in_range"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "cancelled"]) | Q(organisation__isnull=False, due_on__isnull=False),
                name="matter_handed_out_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True) | Q(start__lte=F("end")), name="matter_span_in_order"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def key(self) -> str:
        """Its name for clocks, contributions and other apps, for ever."""
        return key_of(self.pk)

    @property
    def is_hung(self) -> bool:
        return self.hung_on is not None


def key_of(pk: int) -> str:
    """The name of a matter for clocks and other apps."""
    return f"supervision.matter:{pk}"


class MatterItem(models.Model):
    """An item of a plan that a matter stands for. The `primary` one is the row that was handed out, which happens once; a
    measure of the body that several rows of an annex repeat is named by the matter of each."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="items", verbose_name=_("督办事项"))
    measure = models.ForeignKey("plans.Measure", models.CASCADE, related_name="+", verbose_name=_("规划措施"))
    primary = models.BooleanField(_("交办条目"), default=True)

    class Meta:
        default_permissions = ()
        ordering = ("matter_id", "pk")
        verbose_name = verbose_name_plural = _("督办事项的规划条目")
        constraints = (
            models.UniqueConstraint(fields=["matter", "measure"], name="matter_item_once"),
            models.UniqueConstraint(fields=["measure"], condition=Q(primary=True), name="matter_item_handed_out_once"),
        )

    def __str__(self) -> str:
        return f"{self.matter_id}: {self.measure_id}"
