from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Domain, MenuEntry, Permission, WorkbenchBox
from ditan.domains.workplans.access import ACCESS
from ditan.domains.workplans.permissions import APPROVE, DRAW_UP, EXPORT, ISSUE, VIEW

COORDINATOR, LEADER, DEPARTMENT, TOWN = "统筹", "领导", "部门", "镇街"
ROOM = "ditan.domains.workplans"


class WorkplansConfig(AppConfig):
    name = ROOM
    label = "workplans"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("年度计划")

    domain: ClassVar[Domain] = Domain(
        name="workplans",
        label=_("年度计划"),
        requires=("plans", "supervision"),
        urls=f"{ROOM}.urls",
        url_prefix="workplans/",
        api=f"{ROOM}.api.router",
        order=34,
        menu=(MenuEntry(_("年度工作计划"), "workplans:list", "checklist", VIEW),),
        permissions=(
            Permission(VIEW, _("查看年度工作计划"), (COORDINATOR, LEADER, DEPARTMENT, TOWN)),
            Permission(DRAW_UP, _("编制年度工作计划"), (COORDINATOR,)),
            Permission(APPROVE, _("批准年度工作计划"), (COORDINATOR, LEADER)),
            Permission(ISSUE, _("下达年度工作计划"), (COORDINATOR,)),
            Permission(EXPORT, _("导出年度工作计划"), (COORDINATOR, LEADER, DEPARTMENT, TOWN)),
        ),
        access=ACCESS,
        workbench=(
            WorkbenchBox(
                _("本年承担的计划条目"),
                "workplans/boxes/own_lines.html",
                f"{ROOM}.selectors.workplans.own_lines",
                VIEW,
                order=27,
            ),
        ),
    )

    def ready(self) -> None:
        from ditan.base.audit.words import names_acts
        from ditan.domains.workplans.words import ACTS

        names_acts(ACTS)
