"""Where a published value was printed: a report, a bulletin, a page."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Confidence(models.TextChoices):
    PRIMARY = "primary", _("官方原文")
    SECONDARY = "secondary", _("转载")


class TitleKind(models.TextChoices):
    AS_PUBLISHED = "as_published", _("原标题")
    DESCRIPTIVE = "descriptive", _("概括标题")


class Publication(models.Model):
    """A publication as it is cited. `published_on` is a text, because often only its month or year is known."""

    title = models.CharField(_("标题"), max_length=300)
    publisher = models.CharField(_("发布单位"), max_length=200, blank=True)
    address = models.CharField(_("地址"), max_length=500, blank=True)
    published_on = models.CharField(_("发布日期"), max_length=100, blank=True)
    confidence = models.CharField(
        _("来源级别"), max_length=16, choices=Confidence.choices, default=Confidence.SECONDARY
    )
    document_number = models.CharField(_("文号"), max_length=100, blank=True)
    title_kind = models.CharField(
        _("标题类型"), max_length=16, choices=TitleKind.choices, default=TitleKind.AS_PUBLISHED
    )

    class Meta:
        default_permissions = ()
        ordering = ("title", "pk")
        verbose_name = verbose_name_plural = _("出处")
        constraints = (
            models.UniqueConstraint(fields=["title", "address", "published_on"], name="publication_once"),
            models.CheckConstraint(condition=~Q(title=""), name="publication_has_title"),
            models.CheckConstraint(condition=Q(confidence__in=Confidence.values), name="publication_confidence"),
            models.CheckConstraint(condition=Q(title_kind__in=TitleKind.values), name="publication_title_kind"),
        )

    def __str__(self) -> str:
        return self.title
