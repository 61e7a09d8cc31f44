"""Organisations in a tree, their other names, and their facilities."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ditan.base.directory.models.dated import Dated, DatedManager, in_order
from ditan.base.directory.models.region import Region


class OrganisationKind(models.TextChoices):
    DEPARTMENT = "department", _("部门")
    TOWN = "town", _("镇街")
    ENTERPRISE = "enterprise", _("企业")
    PLATFORM_COMPANY = "platform_company", _("平台公司")
    VERIFIER = "verifier", _("核查机构")
    BANK = "bank", _("银行")
    OTHER = "other", _("其他")


class Organisation(Dated):
    """A department, town office, enterprise, platform company, verifier or bank.

    `parent` is its place in the tree today; earlier places are `OrganisationPlace` rows. `path` holds the keys from the
    root down to itself, eight digits each, so that one range of it is a whole branch in any database.
    """

    name = models.CharField(_("名称"), max_length=200)
    short_name = models.CharField(_("简称"), max_length=100, blank=True)
    kind = models.CharField(_("类别"), max_length=24, choices=OrganisationKind.choices)
    function = models.CharField(
        _("职能"), max_length=40, blank=True, help_text=_("部门的职能，如：生态环境；各级同职能部门相同")
    )
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="organisations", verbose_name=_("所在区划")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级单位")
    )
    path = models.CharField(_("树中位置"), max_length=200, blank=True, editable=False)
    position = models.PositiveIntegerField(_("排序"), default=0)
    source = models.CharField(_("来源"), max_length=200, blank=True)
    verified = models.BooleanField(_("已核对"), default=False)
    version = models.PositiveIntegerField(_("修订号"), default=1)

    objects = DatedManager()

    class Meta:
        default_permissions = ()
        permissions = (
            ("view_directory", _("查看组织与区划")),
            ("manage_directory", _("维护组织、区划与人员")),
        )
        ordering = ("position", "name", "pk")
        verbose_name = verbose_name_plural = _("组织机构")
        indexes = (
            models.Index(fields=["path"], name="organisation_path"),
            models.Index(fields=["name"], name="organisation_name"),
            models.Index(fields=["parent", "position", "name"], name="organisation_children"),
            models.Index(fields=["kind", "name"], name="organisation_kind_name"),
        )
        constraints = (
            in_order("organisation"),
            models.CheckConstraint(condition=Q(kind__in=OrganisationKind.values), name="organisation_kind_known"),
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_name"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="organisation_not_own_parent"
            ),
            models.UniqueConstraint(
                fields=["credit_code"],
                condition=~Q(credit_code="") & Q(valid_to__isnull=True),
                name="organisation_credit_code_once",
            ),
        )

    def __str__(self) -> str:
        return self.name


class OrganisationAlias(models.Model):
    """Another name of an organisation, as texts print it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="aliases", verbose_name=_("组织机构"))
    name = models.CharField(_("别名"), max_length=200, db_index=True)

    class Meta:
        default_permissions = ()
        ordering = ("organisation_id", "pk")
        verbose_name = verbose_name_plural = _("单位别名")
        constraints = (
            models.UniqueConstraint(fields=["organisation", "name"], name="organisation_alias_once"),
            models.CheckConstraint(condition=~Q(name=""), name="organisation_alias_not_empty"),
        )

    def __str__(self) -> str:
        return self.name


class OrganisationName(Dated):
    """What an organisation was called for a time, before the name that it bears. Its last name stands in its own row."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="former_names", verbose_name=_("组织机构")
    )
    name = models.CharField(_("名称"), max_length=200)

    objects = DatedManager()

    class Meta:
        default_permissions = ()
        ordering = ("organisation_id", F("valid_from").asc(nulls_first=True))
        verbose_name = verbose_name_plural = _("单位曾用名")
        constraints = (
            in_order("organisation_name"),
            models.CheckConstraint(condition=~Q(name="") & Q(valid_to__isnull=False), name="organisation_name_ended"),
        )

    def __str__(self) -> str:
        return self.name


class OrganisationPlace(Dated):
    """Where in the tree an organisation stood for a time: below `parent`, or at the top where that is null."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="places", verbose_name=_("组织机构"))
    parent = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("上级单位")
    )

    objects = DatedManager()

    class Meta:
        default_permissions = ()
        ordering = ("organisation_id", F("valid_from").asc(nulls_first=True))
        verbose_name = verbose_name_plural = _("隶属沿革")
        indexes = (models.Index(fields=["valid_from"], name="organisation_place_from"),)
        constraints = (
            in_order("organisation_place"),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(valid_to__isnull=True), name="organisation_place_last_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} < {self.parent_id}"


class Facility(Dated):
    """A place that an organisation runs: a plant, a building, a station. Coordinates are degrees of WGS 84 / CGCS2000."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="facilities", verbose_name=_("所属单位")
    )
    name = models.CharField(_("名称"), max_length=200)
    kind = models.CharField(_("类别"), max_length=64, blank=True)
    address = models.CharField(_("地址"), max_length=300, blank=True)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="facilities", verbose_name=_("所在区划")
    )
    longitude = models.DecimalField(_("经度"), max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField(_("纬度"), max_digits=8, decimal_places=6, null=True, blank=True)

    objects = DatedManager()

    class Meta:
        default_permissions = ()
        ordering = ("organisation_id", "name", "pk")
        verbose_name = verbose_name_plural = _("设施")
        constraints = (
            in_order("facility"),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
                name="facility_on_earth",
            ),
        )

    def __str__(self) -> str:
        return self.name
