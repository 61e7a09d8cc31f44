from typing import ClassVar

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Access, Domain, MenuEntry, Permission, XlsxTemplate

ROOM = "ditan.base.directory"
COORDINATOR = "统筹"
SYSTEM_ADMINISTRATOR = "系统管理员"
READERS = ("领导", "部门", "镇街")

VIEW = "directory.view_directory"
MANAGE = "directory.manage_directory"
DICTIONARIES = "directory.manage_dictionaries"
CONTACTS = "directory.view_contacts"


class DirectoryConfig(AppConfig):
    name = ROOM
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("组织与区划")

    domain: ClassVar[Domain] = Domain(
        name="directory",
        label=_("组织与区划"),
        urls=f"{ROOM}.urls",
        url_prefix="directory/",
        order=60,
        menu=(
            MenuEntry(_("组织机构"), "directory:organisations", "org", VIEW),
            MenuEntry(_("人员与岗位"), "directory:people", "users", VIEW),
            MenuEntry(_("设施"), "directory:facilities", "building", VIEW),
            MenuEntry(_("行政区划"), "directory:regions", "map", VIEW),
            MenuEntry(_("字典与参数"), "directory:dictionaries", "list", DICTIONARIES),
        ),
        access=(
            *(
                Access(f"directory:{name}", VIEW)
                for name in (
                    "organisations",
                    "organisation",
                    "people",
                    "person",
                    "regions",
                    "region",
                    "facilities",
                    "pick_organisations",
                    "pick_posts",
                    "pick_people",
                    "pick_regions",
                )
            ),
            *(
                Access(f"directory:{name}", MANAGE)
                for name in (
                    "organisation_new",
                    "organisation_edit",
                    "organisation_move",
                    "organisation_close",
                    "organisations_import",
                    "organisations_template",
                    "person_new",
                    "person_edit",
                    "person_hold",
                    "post_new",
                    "post_hold",
                    "hand_over",
                    "leave",
                    "people_import",
                    "people_template",
                    "regions_import",
                    "regions_template",
                    "region_new",
                    "region_rename",
                    "region_move",
                    "region_merge",
                    "region_split",
                    "region_abolish",
                    "facility_new",
                    "facility_edit",
                    "facility_close",
                    "facilities_import",
                    "facilities_template",
                )
            ),
            *(
                Access(f"directory:{name}_export", MANAGE, second_factor=True)
                for name in ("organisations", "people", "facilities", "regions")
            ),
            *(
                Access(f"directory:{name}_export", DICTIONARIES, second_factor=True)
                for name in ("dictionaries", "parameters")
            ),
            *(
                Access(f"directory:{name}", DICTIONARIES)
                for name in (
                    "dictionaries",
                    "dictionaries_template",
                    "dictionaries_import",
                    "dictionary_new",
                    "dictionary",
                    "dictionary_edit",
                    "entry_new",
                    "entry_edit",
                    "parameters",
                    "parameters_template",
                    "parameters_import",
                    "parameter_new",
                    "parameter_set",
                    "industries",
                    "industries_template",
                    "industries_import",
                    "industries_remove",
                )
            ),
        ),
        permissions=(
            Permission(VIEW, _("查看组织与区划"), (SYSTEM_ADMINISTRATOR, COORDINATOR, *READERS)),
            Permission(MANAGE, _("维护组织、区划与人员"), (SYSTEM_ADMINISTRATOR,)),
            Permission(DICTIONARIES, _("维护字典、参数与行业分类"), (SYSTEM_ADMINISTRATOR,)),
            Permission(CONTACTS, _("查看完整联系方式"), (SYSTEM_ADMINISTRATOR, COORDINATOR)),
        ),
        search=f"{ROOM}.selectors.search.search",
        xlsx_templates=(
            XlsxTemplate("organisations", _("组织机构"), MANAGE),
            XlsxTemplate("people", _("人员与岗位"), MANAGE),
            XlsxTemplate("facilities", _("设施"), MANAGE),
            XlsxTemplate("regions", _("行政区划"), MANAGE),
            XlsxTemplate("dictionaries", _("字典"), DICTIONARIES),
            XlsxTemplate("parameters", _("参数"), DICTIONARIES),
            XlsxTemplate("industries", _("行业分类"), DICTIONARIES),
        ),
    )

    def ready(self) -> None:
        from ditan.base.audit.hooks import names_organisations
        from ditan.base.directory.models import Organisation, OrganisationAlias, Region, RegionLink, RegionName
        from ditan.base.directory.recorded import organisation_name
        from ditan.base.directory.selectors.lexicon import mark_stale

        names_organisations(organisation_name)
        for model in (Organisation, OrganisationAlias, Region, RegionLink, RegionName):
            for signal in (post_save, post_delete):
                signal.connect(mark_stale, sender=model, dispatch_uid=f"lexicon {model.__name__}")
