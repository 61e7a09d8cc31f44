from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Domain, DownloadKind, MenuEntry, Permission
from ditan.domains.inventory.access import ACCESS
from ditan.domains.inventory.permissions import EDIT, EXPORT, FACTORS, SIGN, VIEW

COORDINATOR, LEADER, DEPARTMENT, TOWN = "统筹", "领导", "部门", "镇街"

ROOM = "ditan.domains.inventory"


class InventoryConfig(AppConfig):
    name = ROOM
    label = "inventory"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("清单")

    domain: ClassVar[Domain] = Domain(
        name="inventory",
        label=_("清单编制"),
        urls=f"{ROOM}.urls",
        url_prefix="inventory/",
        api=f"{ROOM}.api.router",
        order=40,
        menu=(
            MenuEntry(_("排放清单"), "inventory:list", "report", VIEW),
            MenuEntry(_("因子库"), "inventory:factors", "books", VIEW),
            MenuEntry(_("已发布清单"), "inventory:published_list", "list", VIEW),
        ),
        permissions=(
            Permission(VIEW, _("查看清单"), (COORDINATOR, LEADER, DEPARTMENT, TOWN)),
            Permission(EDIT, _("编制清单"), (COORDINATOR, DEPARTMENT)),
            Permission(SIGN, _("签发清单"), (COORDINATOR, DEPARTMENT)),
            Permission(FACTORS, _("维护本地因子"), (COORDINATOR,)),
            Permission(EXPORT, _("导出清单"), (COORDINATOR, LEADER, DEPARTMENT)),
        ),
        access=ACCESS,
        downloads=(
            DownloadKind("inventory.docx", _("清单报告（docx）"), f"{ROOM}.exporting.produce", EXPORT, form="docx"),
            DownloadKind("inventory.pdf", _("清单报告（pdf）"), f"{ROOM}.exporting.produce", EXPORT, form="pdf"),
        ),
        reference_page=f"{ROOM}.selectors.inventories.page_of",
    )

    def ready(self) -> None:
        from ditan.base.audit.words import names_acts
        from ditan.domains.inventory.words import ACTS

        names_acts(ACTS)
