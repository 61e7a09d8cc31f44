"""What this installation keeps on screen: dictionaries, parameters and the industry table."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Dictionary(models.Model):
    """A list of choices that forms offer."""

    key = models.CharField(_("字典标识"), max_length=64, unique=True)
    name = models.CharField(_("字典名称"), max_length=100)
    note = models.CharField(_("说明"), max_length=400, blank=True)

    class Meta:
        default_permissions = ()
        permissions = (("manage_dictionaries", _("维护字典、参数与行业分类")),)
        ordering = ("key",)
        verbose_name = verbose_name_plural = _("字典")

    def __str__(self) -> str:
        return self.name


class DictionaryEntry(models.Model):
    """One choice. It is switched off and never deleted once records may hold it."""

    dictionary = models.ForeignKey(Dictionary, models.CASCADE, related_name="entries", verbose_name=_("字典"))
    value = models.CharField(_("值"), max_length=64)
    label = models.CharField(_("显示"), max_length=100)
    position = models.PositiveIntegerField(_("排序"), default=0)
    in_use = models.BooleanField(_("启用"), default=True)

    class Meta:
        default_permissions = ()
        ordering = ("dictionary_id", "position", "pk")
        verbose_name = verbose_name_plural = _("字典项")
        constraints = (models.UniqueConstraint(fields=["dictionary", "value"], name="dictionary_value_once"),)

    def __str__(self) -> str:
        return self.label


class Parameter(models.Model):
    """A figure or word that somebody answers for and that the product reads at run time."""

    class Kind(models.TextChoices):
        TEXT = "text", _("文字")
        NUMBER = "number", _("数值")
        FLAG = "flag", _("是/否")
        DATE = "date", _("日期")

    key = models.CharField(_("参数标识"), max_length=64, unique=True)
    name = models.CharField(_("参数名称"), max_length=100)
    kind = models.CharField(_("类型"), max_length=16, choices=Kind.choices, default=Kind.TEXT)
    value = models.CharField(_("值"), max_length=400, blank=True)
    unit = models.CharField(_("单位"), max_length=40, blank=True)
    note = models.CharField(_("说明"), max_length=400, blank=True)
    source = models.CharField(_("依据"), max_length=200, blank=True)
    verified = models.BooleanField(_("已核对"), default=False)

    class Meta:
        default_permissions = ()
        ordering = ("key",)
        verbose_name = verbose_name_plural = _("参数")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=["text", "number", "flag", "date"]), name="parameter_kind"),
        )

    def __str__(self) -> str:
        return self.name


class Industry(models.Model):
    """A row of the industry table that this installation loaded; none is shipped. `edition` names the table."""

    edition = models.CharField(_("版本"), max_length=64)
    code = models.CharField(_("代码"), max_length=8)
    name = models.CharField(_("名称"), max_length=200)
    parent_code = models.CharField(_("上级代码"), max_length=8, blank=True)
    source = models.CharField(_("来源"), max_length=200, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("edition", "code")
        verbose_name = verbose_name_plural = _("行业分类")
        constraints = (
            models.UniqueConstraint(fields=["edition", "code"], name="industry_code_once"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="industry_code_and_name"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
