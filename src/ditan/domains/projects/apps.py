from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Domain, MenuEntry, NoticeKind, Permission, WorkbenchBox
from ditan.domains.projects.access import ACCESS
from ditan.domains.projects.permissions import APPROVE, EDIT, EXPORT, IMPORT, SCREEN, VIEW

COORDINATOR, LEADER, DEPARTMENT, TOWN, ENTERPRISE = "统筹", "领导", "部门", "镇街", "企业"

ROOM = "ditan.domains.projects"


class ProjectsConfig(AppConfig):
    name = ROOM
    label = "projects"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("项目库")

    domain: ClassVar[Domain] = Domain(
        name="projects",
        label=_("项目库"),
        requires=("plans",),
        urls=f"{ROOM}.urls",
        url_prefix="projects/",
        api=f"{ROOM}.api.router",
        serving=f"{ROOM}.selectors.serving.servers",
        search=f"{ROOM}.selectors.search.search",
        listed_names=f"{ROOM}.selectors.scope.listed_names",
        order=32,
        menu=(
            MenuEntry(_("项目列表"), "projects:list", "building", VIEW, f"{ROOM}.selectors.projects.attention_count"),
            MenuEntry(_("项目甘特图"), "projects:gantt", "timeline", VIEW),
            MenuEntry(_("“两高”审查"), "projects:screenings", "shield", VIEW),
        ),
        permissions=(
            Permission(VIEW, _("查看项目库"), (COORDINATOR, LEADER, DEPARTMENT, TOWN, ENTERPRISE)),
            Permission(EDIT, _("填报项目进展与资金"), (COORDINATOR, DEPARTMENT, TOWN)),
            Permission(APPROVE, _("批复、取消项目与从规划入库"), (COORDINATOR,)),
            Permission(SCREEN, _("审查“两高”项目"), (COORDINATOR,)),
            Permission(IMPORT, _("导入项目"), (COORDINATOR,)),
            Permission(EXPORT, _("导出项目"), (COORDINATOR,)),
        ),
        access=ACCESS,
        workbench=(
            WorkbenchBox(
                _("项目进展"), "projects/boxes/projects.html", f"{ROOM}.selectors.projects.box", VIEW, order=25
            ),
        ),
        notices=(
            NoticeKind(
                "projects.overspent",
                _("项目超支"),
                _("项目超支：{project}"),
                _("“{project}”{sentence}请核对资金登记，或办理预算调整并写明理由。"),
            ),
        ),
    )

    def ready(self) -> None:
        from ditan.base.audit.words import names_acts
        from ditan.domains.projects.words import ACTS

        names_acts(ACTS)
