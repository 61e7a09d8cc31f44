"""Regions: the administrative tree, the functional zones that stand beside it, and how both change by date."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ditan.base.directory.models.dated import Dated, DatedManager, in_order


class RegionKind(models.TextChoices):
    ADMINISTRATIVE = "administrative", _("行政区")
    ZONE = "zone", _("功能区")


class RegionLevel(models.TextChoices):
    PROVINCE = "province", _("省级")
    PREFECTURE = "prefecture", _("地级")
    DISTRICT = "district", _("县级")
    TOWN = "town", _("乡级")
    VILLAGE = "village", _("村级")
    ZONE = "zone", _("功能区")


class LinkKind(models.TextChoices):
    PARENT = "parent", _("隶属")
    OVERLAPS = "overlaps", _("交叠")


class ChangeKind(models.TextChoices):
    RENAME = "rename", _("更名")
    RECODE = "recode", _("变更代码")
    MERGE = "merge", _("合并")
    SPLIT = "split", _("拆分")
    ABOLISH = "abolish", _("撤销")
    MOVE = "move", _("变更隶属")


class Region(Dated):
    """One division or zone from its founding to its end. `name` is its last name; earlier ones are `RegionName` rows.

    A code of six digits is GB/T 2260's, of nine or twelve that of statistics; a zone that has none there has a local
    code, L and six digits. `year_only` says that of its dates only the years are known.
    """

    code = models.CharField(_("代码"), max_length=12)
    name = models.CharField(_("名称"), max_length=100)
    other_names = models.CharField(_("别名"), max_length=400, blank=True, help_text=_("多个别名以 | 分隔"))
    kind = models.CharField(_("类别"), max_length=16, choices=RegionKind.choices, default=RegionKind.ADMINISTRATIVE)
    level = models.CharField(_("层级"), max_length=16, choices=RegionLevel.choices)
    type_word = models.CharField(
        _("建制"), max_length=16, blank=True, help_text=_("municipality、county 等，供识读词表用")
    )
    year_only = models.BooleanField(_("日期只到年"), default=False)
    source = models.CharField(_("来源"), max_length=200, blank=True)
    verified = models.BooleanField(_("已核对"), default=False)

    objects = DatedManager()

    class Meta:
        default_permissions = ()
        ordering = ("code", "pk")
        verbose_name = verbose_name_plural = _("行政区划")
        indexes = (models.Index(fields=["name"], name="region_name"),)
        constraints = (
            in_order("region"),
            models.UniqueConstraint(fields=["code"], condition=Q(valid_to__isnull=True), name="region_code_once"),
            models.CheckConstraint(condition=Q(kind__in=RegionKind.values), name="region_kind_known"),
            models.CheckConstraint(condition=Q(level__in=RegionLevel.values), name="region_level_known"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="region_code_and_name"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def aliases(self) -> tuple[str, ...]:
        """Its other names."""
        return tuple(name for name in self.other_names.split("|") if name)


class RegionName(Dated):
    """What a region is called for a time. The names of a region follow each other without gap or overlap."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="names", verbose_name=_("行政区划"))
    name = models.CharField(_("名称"), max_length=100)

    objects = DatedManager()

    class Meta:
        default_permissions = ()
        ordering = ("region_id", F("valid_from").asc(nulls_first=True))
        verbose_name = verbose_name_plural = _("区划名称")
        constraints = (
            in_order("region_name"),
            models.UniqueConstraint(
                fields=["region"], condition=Q(valid_to__isnull=True), name="region_name_last_once"
            ),
        )

    def __str__(self) -> str:
        return self.name


class RegionLink(Dated):
    """That a region belongs to another (one tree), or that a zone overlaps a district (beside the tree)."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="links", verbose_name=_("行政区划"))
    other = models.ForeignKey(Region, models.PROTECT, related_name="linked", verbose_name=_("上级或交叠的区划"))
    kind = models.CharField(_("关系"), max_length=16, choices=LinkKind.choices, default=LinkKind.PARENT)
    source = models.CharField(_("来源"), max_length=200, blank=True)
    verified = models.BooleanField(_("已核对"), default=False)

    objects = DatedManager()

    class Meta:
        default_permissions = ()
        ordering = ("region_id", "kind", "pk")
        verbose_name = verbose_name_plural = _("区划关系")
        constraints = (
            in_order("region_link"),
            models.UniqueConstraint(
                fields=["region"], condition=Q(kind="parent", valid_to__isnull=True), name="region_parent_once"
            ),
            models.CheckConstraint(condition=~Q(region=F("other")), name="region_link_to_another"),
            models.CheckConstraint(condition=Q(kind__in=LinkKind.values), name="region_link_kind_known"),
        )

    def __str__(self) -> str:
        return f"{self.region_id} {self.kind} {self.other_id}"


class RegionChange(models.Model):
    """A change on one day: what was before it and what is after it are `sides`."""

    kind = models.CharField(_("变更"), max_length=16, choices=ChangeKind.choices)
    on = models.DateField(_("日期"))
    document = models.CharField(_("文号"), max_length=200, blank=True)
    note = models.CharField(_("说明"), max_length=400, blank=True)
    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ("-on", "-pk")
        verbose_name = verbose_name_plural = _("区划变更")
        constraints = (models.CheckConstraint(condition=Q(kind__in=ChangeKind.values), name="region_change_known"),)

    def __str__(self) -> str:
        return f"{self.on} {self.kind}"


class RegionChangeSide(models.Model):
    """A region on one side of a change, with the name and code that it had there."""

    change = models.ForeignKey(RegionChange, models.CASCADE, related_name="sides", verbose_name=_("区划变更"))
    region = models.ForeignKey(Region, models.PROTECT, related_name="change_sides", verbose_name=_("行政区划"))
    after = models.BooleanField(_("变更后"), default=False)
    code = models.CharField(_("代码"), max_length=12)
    name = models.CharField(_("名称"), max_length=100)

    class Meta:
        default_permissions = ()
        ordering = ("change_id", "after", "pk")
        verbose_name = verbose_name_plural = _("区划变更的一方")

    def __str__(self) -> str:
        return self.name
