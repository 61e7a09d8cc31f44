"""Measures of a plan's body and tasks of its annex tables, with the departments that answer for them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ditan.domains.plans.models.choices import Role, Roles
from ditan.domains.plans.models.item import DepartmentName, ReviewItem, item_constraints, item_indexes


class Measure(ReviewItem):
    """A numbered measure of the body, or a row of a task table that may repeat one."""

    class Form(models.TextChoices):
        BODY = "measure", _("措施")
        TASK = "task", _("任务")

    form = models.CharField(_("形式"), max_length=8, choices=Form.choices, default=Form.BODY)
    number = models.CharField(_("编号"), max_length=100, blank=True)
    title = models.TextField(_("标题"), blank=True)
    text = models.TextField(_("内容"), blank=True)
    roles = models.CharField(_("分工写法"), max_length=8, choices=Roles.choices, default=Roles.UNSTATED)
    category = models.CharField(_("类别"), max_length=300, blank=True)
    deadline = models.CharField(_("完成时限"), max_length=200, blank=True)
    department_start = models.PositiveIntegerField(_("责任单位起"), null=True, blank=True)
    department_end = models.PositiveIntegerField(_("责任单位止"), null=True, blank=True)
    repeats = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="repeated_by", verbose_name=_("重复的正文措施")
    )

    class Meta:
        default_permissions = ()
        ordering = (
            "plan_id",
            "form",
            "position",
            "pk",
        )
        verbose_name = verbose_name_plural = _("措施与任务")
        constraints = (
            *item_constraints("measure"),
            models.CheckConstraint(condition=Q(form__in=["measure", "task"]), name="measure_form_known"),
            models.CheckConstraint(condition=Q(roles__in=Roles.values), name="measure_roles_known"),
            models.CheckConstraint(
                condition=Q(department_start__isnull=True, department_end__isnull=True)
                | Q(department_start__lte=F("department_end")),
                name="measure_department_span",
            ),
        )
        indexes = item_indexes(
            "measure", models.Index(fields=["form", "state", "plan", "position"], name="measure_form_state")
        )

    @property
    def kind(self) -> str:  # type: ignore[override]
        return self.form

    @property
    def label(self) -> str:
        return self.title or self.text[:60]


class Responsibility(DepartmentName):
    """A department's part in a measure or task."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="responsibilities", verbose_name=_("措施"))
    role = models.CharField(_("职责"), max_length=12, choices=Role.choices)

    class Meta:
        default_permissions = ()
        ordering = (
            "measure_id",
            "position",
        )
        verbose_name = verbose_name_plural = _("责任单位")
        constraints = (models.CheckConstraint(condition=Q(role__in=Role.values), name="responsibility_role_known"),)
        indexes = (
            models.Index(fields=["listed_as", "role", "measure"], name="responsibility_department"),
            models.Index(fields=["printed_name", "role", "measure"], name="responsibility_printed"),
        )
