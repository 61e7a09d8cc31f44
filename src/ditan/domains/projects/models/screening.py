"""The screening of a project of high energy use and high emissions (两高): checklist, decision, conditions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ditan.domains.projects.models.project import Project

ITEMS = (
    ("zoning", _("三线一单"), _("符合生态保护红线、环境质量底线、资源利用上线和生态环境准入清单")),
    ("energy", _("节能审查"), _("取得节能审查意见，能效达到标杆水平或准入要求")),
    ("carbon", _("碳排放评价"), _("环评中完成碳排放影响评价，排放水平与削减措施明确")),
    ("capacity", _("产能置换"), _("属于实行产能置换行业的，置换方案已公告并落实")),
)
"""The checklist: code, name, what is asked."""


class ScreeningState(models.TextChoices):
    """The states of `core.machines.SCREENING`."""

    CHECKING = "checking", _("审查中")
    PASSED = "passed", _("通过")
    CONDITIONAL = "conditional", _("附条件通过")
    REFUSED = "refused", _("不予通过")


class Answer(models.TextChoices):
    MET = "met", _("符合")
    NOT_MET = "not_met", _("不符合")
    NOT_APPLICABLE = "not_applicable", _("不适用")


class Screening(models.Model):
    """The screening of one project, and the decision that ended it."""

    project = models.OneToOneField(Project, models.CASCADE, related_name="screening", verbose_name=_("项目"))
    state = models.CharField(
        _("审查状态"), max_length=16, choices=ScreeningState.choices, default=ScreeningState.CHECKING
    )
    body = models.CharField(_("审查机关"), max_length=200, blank=True)
    document_number = models.CharField(_("决定文号"), max_length=100, blank=True)
    decided_on = models.DateField(_("决定日期"), null=True, blank=True)
    opinion = models.TextField(_("审查意见"), blank=True)
    version = models.PositiveIntegerField(_("修订号"), default=1)

    class Meta:
        default_permissions = ()
        ordering = ("project_id",)
        verbose_name = verbose_name_plural = _("“两高”审查")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=ScreeningState.values), name="library_screening_state"),
            models.CheckConstraint(
                condition=Q(state="checking") | (~Q(document_number="") & Q(decided_on__isnull=False)),
                name="library_screening_decided_says_how",
            ),
        )

    def __str__(self) -> str:
        return f"{self.project_id} {self.state}"


class ScreeningItem(models.Model):
    """The answer to one item of the checklist; "" where there is none yet. `basis` is the document that it cites."""

    screening = models.ForeignKey(Screening, models.CASCADE, related_name="items", verbose_name=_("审查"))
    code = models.CharField(_("清单项"), max_length=12, choices=[(code, name) for code, name, _asked in ITEMS])
    answer = models.CharField(_("结论"), max_length=16, choices=Answer.choices, blank=True)
    basis = models.CharField(_("依据文号"), max_length=200, blank=True)
    note = models.TextField(_("说明"), blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("screening_id", "pk")
        verbose_name = verbose_name_plural = _("审查清单项")
        constraints = (models.UniqueConstraint(fields=["screening", "code"], name="library_screening_item_once"),)

    def __str__(self) -> str:
        return f"{self.code}: {self.answer}"


class ScreeningCondition(models.Model):
    """A condition that the decision is bound to, with the day by which it must be fulfilled."""

    screening = models.ForeignKey(Screening, models.CASCADE, related_name="conditions", verbose_name=_("审查"))
    text = models.CharField(_("附加条件"), max_length=400)
    due_on = models.DateField(_("期限"))
    done_on = models.DateField(_("落实日期"), null=True, blank=True)
    outcome = models.CharField(_("落实情况"), max_length=400, blank=True)
    version = models.PositiveIntegerField(_("修订号"), default=1)

    class Meta:
        default_permissions = ()
        ordering = ("due_on", "pk")
        verbose_name = verbose_name_plural = _("审查附加条件")
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="library_condition_has_text"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | ~Q(outcome=""), name="library_condition_done_says_how"
            ),
        )

    def __str__(self) -> str:
        return self.text
