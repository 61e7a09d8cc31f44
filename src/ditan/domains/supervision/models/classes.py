"""Classes of tasks: which chain they climb, how long each state may last, how much a task weighs."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class MatterClass(models.Model):
    """A class of tasks (任务类别).

    `clocks` gives working days by the state in which they run (`handed_out`: 签收, `reported`: 审核). `soon` is how many
    working days before the deadline the light turns yellow. A class that is not used any more is switched off.
    """

    name = models.CharField(_("名称"), max_length=60, unique=True)
    chain = models.ForeignKey(
        "workflow.EscalationChain", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("升级链")
    )
    clocks = models.JSONField(_("各状态时限（工作日）"), default=dict, blank=True)
    soon = models.PositiveSmallIntegerField(_("临期工作日"), default=3)
    weight = models.DecimalField(_("默认权重"), max_digits=9, decimal_places=4, default=1)
    is_active = models.BooleanField(_("启用"), default=True)
    note = models.CharField(_("说明"), max_length=400, blank=True)
    verified = models.BooleanField(_("已核对"), default=False)
    shipped = models.CharField(_("随平台提供"), max_length=64, blank=True)
    version = models.PositiveIntegerField(_("修订号"), default=1)

    class Meta:
        default_permissions = ()
        permissions = (("manage_classes", _("维护督办类别")),)
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("督办类别")
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="matter_class_has_name"),
            models.CheckConstraint(condition=Q(weight__gt=0), name="matter_class_weighs"),
            models.UniqueConstraint(fields=["shipped"], condition=~Q(shipped=""), name="matter_class_shipped_once"),
        )

    def __str__(self) -> str:
        return self.name
