from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Domain, MenuEntry, Permission
from ditan.domains.checkups.access import ACCESS
from ditan.domains.checkups.permissions import ENTER, EXPORT, MANAGE, VIEW

COORDINATOR, LEADER, DEPARTMENT, TOWN = "统筹", "领导", "部门", "镇街"

ROOM = "ditan.domains.checkups"


class CheckupsConfig(AppConfig):
    name = ROOM
    label = "checkups"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("城市体检")

    domain: ClassVar[Domain] = Domain(
        name="checkups",
        label=_("城市体检"),
        urls=f"{ROOM}.urls",
        url_prefix="checkups/",
        requires=("supervision",),
        order=40,
        menu=(
            MenuEntry(_("体检结果"), "checkups:list", "chart", VIEW),
            MenuEntry(_("填报体检数值"), "checkups:own", "edit", ENTER),
            MenuEntry(_("体检指标"), "checkups:indicators", "list", VIEW),
        ),
        permissions=(
            Permission(VIEW, _("查看城市体检"), (COORDINATOR, LEADER, DEPARTMENT, TOWN)),
            Permission(MANAGE, _("组织城市体检"), (COORDINATOR,)),
            Permission(ENTER, _("填报体检数值"), (DEPARTMENT, TOWN)),
            Permission(EXPORT, _("导出城市体检"), (COORDINATOR,)),
        ),
        access=ACCESS,
    )

    def ready(self) -> None:
        from ditan.base.audit.words import names_acts
        from ditan.domains.checkups.words import ACTS

        names_acts(ACTS)
