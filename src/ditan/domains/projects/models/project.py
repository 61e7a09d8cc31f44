"""A project of the library, who leads it, each step that it went, and what is wrong with it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ditan.base.append_only import AppendOnly, AppendOnlyManager

LIGHT_CHOICES = (("red", _("红灯")), ("yellow", _("黄灯")), ("green", _("绿灯")), ("grey", _("未运行")))


class State(models.TextChoices):
    """The states of `core.machines.PROJECT`."""

    STOCK = "stock", _("储备")
    APPROVED = "approved", _("已批复")
    UNDER_WAY = "under_way", _("在建")
    DONE = "done", _("完工")
    CANCELLED = "cancelled", _("取消")


class Kind(models.TextChoices):
    """What kind of work it is; left empty where nobody has said."""

    BUILDING = "building", _("新建")
    RETROFIT = "retrofit", _("改造")
    PURCHASE = "purchase", _("购置更新")
    ECOLOGY = "ecology", _("生态修复")
    CAPACITY = "capacity", _("能力建设")
    OTHER = "other", _("其他")


class Project(models.Model):
    """A project. `version` grows with every write to it or its parts, so that two people cannot overwrite each other.

    Where it was taken from a plan, `plan_project` is the item, and `source` with `start`, `end` and `quote` the place in
    the plan's text, which stays when the item goes. `is_two_high` is None until somebody has said. `planned`,
    `allocated` and `spent` are the sums of its `Money` in 万元, kept by `services.sums` in the transaction of every
    change; None where nothing is stated.
    """

    number = models.CharField(_("项目编号"), max_length=50, blank=True)
    name = models.CharField(_("项目名称"), max_length=400)
    content = models.TextField(_("建设内容"), blank=True)
    category = models.CharField(_("类别"), max_length=300, blank=True)
    kind = models.CharField(_("建设性质"), max_length=16, choices=Kind.choices, blank=True)
    state = models.CharField(_("状态"), max_length=16, choices=State.choices, default=State.STOCK)
    plan = models.ForeignKey(
        "plans.PlanDocument", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("规划文件")
    )
    plan_project = models.ForeignKey(
        "plans.Project", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("规划项目")
    )
    source = models.ForeignKey(
        "records.Source", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("出处")
    )
    start = models.PositiveIntegerField(_("原文起"), null=True, blank=True)
    end = models.PositiveIntegerField(_("原文止"), null=True, blank=True)
    quote = models.TextField(_("原文"), blank=True)
    organisation = models.ForeignKey(
        "directory.Organisation", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("责任单位")
    )
    region = models.ForeignKey(
        "directory.Region", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("所在区划")
    )
    period = models.CharField(_("建设期(印出)"), max_length=100, blank=True)
    start_year = models.PositiveSmallIntegerField(_("开始年"), null=True, blank=True)
    due_year = models.PositiveSmallIntegerField(_("完成年"), null=True, blank=True)
    approval_number = models.CharField(_("批复文号"), max_length=100, blank=True)
    approved_on = models.DateField(_("批复日期"), null=True, blank=True)
    started_on = models.DateField(_("开工日期"), null=True, blank=True)
    finished_on = models.DateField(_("完工日期"), null=True, blank=True)
    is_two_high = models.BooleanField(_("“两高”项目"), null=True, blank=True)
    location = models.CharField(_("建设地点"), max_length=300, blank=True)
    latitude = models.DecimalField(_("纬度"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("经度"), max_digits=9, decimal_places=6, null=True, blank=True)
    note = models.TextField(_("备注"), blank=True)
    planned = models.DecimalField(_("计划资金"), max_digits=20, decimal_places=6, null=True, blank=True)
    allocated = models.DecimalField(_("下达资金"), max_digits=20, decimal_places=6, null=True, blank=True)
    spent = models.DecimalField(_("支出资金"), max_digits=20, decimal_places=6, null=True, blank=True)
    light = models.CharField(_("灯号"), max_length=8, choices=LIGHT_CHOICES, default="grey")
    reasons = models.JSONField(_("亮灯原因"), default=list, blank=True)
    version = models.PositiveIntegerField(_("修订号"), default=1)
    demo = models.BooleanField(_("演示"), default=False)
    created_by_name = models.CharField(_("录入人"), max_length=150, blank=True)
    created_at = models.DateTimeField(_("录入时间"), auto_now_add=True)
    updated_at = models.DateTimeField(_("更新时间"), auto_now=True)

    class Meta:
        default_permissions = ()
        permissions = (
            ("view_projects", _("查看项目库")),
            ("edit_projects", _("填报项目进展与资金")),
            ("approve_projects", _("批复、取消项目与从规划入库")),
            ("screen_projects", _("审查“两高”项目")),
            ("import_projects", _("导入项目")),
            ("export_projects", _("导出项目")),
        )
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("项目")
        indexes = (
            models.Index(fields=["state", "due_year"], name="library_state_due"),
            models.Index(fields=["organisation", "state"], name="library_organisation"),
            models.Index(fields=["plan", "id"], name="library_plan"),
            models.Index(fields=["light", "id"], name="library_light"),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="library_has_name"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="library_state_known"),
            models.CheckConstraint(condition=Q(kind__in=["", *Kind.values]), name="library_kind_known"),
            models.CheckConstraint(
                condition=Q(start_year__isnull=True) | Q(due_year__isnull=True) | Q(start_year__lte=F("due_year")),
                name="library_years_in_order",
            ),
            models.UniqueConstraint(
                fields=["plan_project"], condition=Q(plan_project__isnull=False), name="library_plan_project_once"
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="library_coordinates",
            ),
        )

    def __str__(self) -> str:
        return self.name


class ProjectLead(models.Model):
    """A leading department as it is printed. `listed_as` is its canonical name where one is known, else the printed."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="leads", verbose_name=_("项目"))
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    printed_name = models.CharField(_("印出名称"), max_length=200)
    listed_as = models.CharField(_("列示名称"), max_length=200)

    class Meta:
        default_permissions = ()
        ordering = ("project_id", "position")
        verbose_name = verbose_name_plural = _("牵头单位")
        indexes = (models.Index(fields=["listed_as", "project"], name="library_lead"),)

    def __str__(self) -> str:
        return self.printed_name


class ProjectStep(AppendOnly):
    """One thing that happened to a project: a transition of `core.machines.PROJECT` or `SCREENING`, or one of
    `words.EVENTS`. `document` is the number of the document that it rests on."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="steps", verbose_name=_("项目"))
    step = models.CharField(_("动作"), max_length=24)
    before = models.CharField(_("原状态"), max_length=16, blank=True)
    after = models.CharField(_("新状态"), max_length=16, blank=True)
    on = models.DateField(_("日期"), null=True, blank=True)
    document = models.CharField(_("文号"), max_length=100, blank=True)
    text = models.TextField(_("内容"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("办理人"),
    )
    by_name = models.CharField(_("办理人姓名"), max_length=150, blank=True)
    at = models.DateTimeField(_("时间"))

    objects = AppendOnlyManager()

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("项目办理记录")
        indexes = (models.Index(fields=["project", "id"], name="library_step"),)

    def __str__(self) -> str:
        return f"{self.project_id} {self.step}"


class ProjectFinding(models.Model):
    """A fault of a project's figures. As long as one of a code is open there is no second of it."""

    class State(models.TextChoices):
        OPEN = "open", _("待处理")
        CLOSED = "closed", _("已处理")
        GONE = "gone", _("已消除")

    project = models.ForeignKey(Project, models.CASCADE, related_name="findings", verbose_name=_("项目"))
    code = models.CharField(_("代码"), max_length=32)
    sentence = models.TextField(_("说明"))
    figures = models.JSONField(_("数值"), default=dict)
    state = models.CharField(_("状态"), max_length=8, choices=State.choices, default=State.OPEN)
    reason = models.CharField(_("处理意见"), max_length=400, blank=True)
    closed_by_name = models.CharField(_("处理人"), max_length=150, blank=True)
    found_at = models.DateTimeField(_("发现时间"), auto_now_add=True)
    closed_at = models.DateTimeField(_("处理时间"), null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("项目疑点")
        constraints = (
            models.UniqueConstraint(
                fields=["project", "code"], condition=Q(state="open"), name="library_finding_open_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | ~Q(reason=""), name="library_finding_closed_says_why"
            ),
        )
        indexes = (models.Index(fields=["state", "project"], name="library_finding_state"),)

    def __str__(self) -> str:
        return self.sentence
