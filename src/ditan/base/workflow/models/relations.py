"""What must hold between metrics of one period: PM2.5 不大于 PM10, the parts of a share no more than their whole."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Comparator(models.TextChoices):
    LE = "le", _("不大于")
    EQ = "eq", _("等于")
    GE = "ge", _("不小于")


class CheckLevel(models.TextChoices):
    """The levels of `rounds.rules.Level`."""

    MUST = "must", _("强制")
    EXPLAIN = "explain", _("准强制")
    VERIFY = "verify", _("核实")
    HINT = "hint", _("提示")


class Relation(models.Model):
    """The sum of some metrics, compared with the sum of others and a constant. It is never edited: retired, and made anew."""

    comparator = models.CharField(_("关系"), max_length=2, choices=Comparator.choices)
    constant = models.FloatField(_("常数"), default=0.0)
    level = models.CharField(_("级别"), max_length=8, choices=CheckLevel.choices)
    note = models.CharField(_("依据或提示"), max_length=300, blank=True)
    is_active = models.BooleanField(_("启用"), default=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("建立人")
    )
    made_by_name = models.CharField(_("建立人姓名"), max_length=150, blank=True)
    made_at = models.DateTimeField(_("建立时间"), auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ("-is_active", "-pk")
        verbose_name = verbose_name_plural = _("关系校验")
        constraints = (
            models.CheckConstraint(condition=Q(comparator__in=Comparator.values), name="relation_comparator_known"),
            models.CheckConstraint(condition=Q(level__in=CheckLevel.values), name="relation_level_known"),
        )

    def __str__(self) -> str:
        return f"{self.pk} {self.comparator}"


class RelationTerm(models.Model):
    """A metric on one side of a relation."""

    relation = models.ForeignKey(Relation, models.CASCADE, related_name="terms", verbose_name=_("关系校验"))
    metric = models.ForeignKey("records.Metric", models.PROTECT, related_name="+", verbose_name=_("统计指标"))
    is_right = models.BooleanField(_("在右侧"), default=False)

    class Meta:
        default_permissions = ()
        ordering = ("is_right", "pk")
        verbose_name = verbose_name_plural = _("关系校验的指标")
        constraints = (models.UniqueConstraint(fields=["relation", "metric"], name="relation_names_a_metric_once"),)

    def __str__(self) -> str:
        return f"{self.relation_id} {self.metric_id}"
