from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import (
    DeclaredRole,
    Domain,
    DownloadKind,
    MenuEntry,
    NoticeKind,
    Permission,
    WorkbenchBox,
    XlsxTemplate,
)
from ditan.domains.plans.access import ACCESS

COORDINATOR = "统筹"
LEADER = "领导"
DEPARTMENT = "部门"
TOWN = "镇街"
REVIEWER = "审核员"
READER = "查阅人员"

VIEW = "plans.view_plans"
TARGETS = "plans.view_targets"

ROOM = "ditan.domains.plans"


class PlansConfig(AppConfig):
    name = ROOM
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("规划文件")

    domain: ClassVar[Domain] = Domain(
        name="plans",
        label=_("规划文件"),
        urls=f"{ROOM}.urls",
        url_prefix="plans/",
        api=f"{ROOM}.api.router",
        value_listeners=(f"{ROOM}.services.standings.values_recorded",),
        serving=f"{ROOM}.selectors.serving.servers",
        contribution_listeners=(f"{ROOM}.services.serving.follow_contributions",),
        alert_series=(f"{ROOM}.alerting.target_facts",),
        search=f"{ROOM}.selectors.search.search",
        listed_names=f"{ROOM}.selectors.departments.listed_names",
        source_page=f"{ROOM}.selectors.places.page_of_source",
        order=10,
        menu=(
            MenuEntry(_("规划库"), "plans:library", "books", VIEW, f"{ROOM}.selectors.workbench.items_to_review"),
            MenuEntry(_("指标"), "plans:indicators", "chart", VIEW),
            MenuEntry(_("目标"), "plans:targets", "target", VIEW),
            MenuEntry(_("目标看板"), "plans:board", "chart", TARGETS, also=(VIEW,)),
            MenuEntry(_("下达目标"), "plans:handed_down", "send", TARGETS, also=(VIEW,)),
            MenuEntry(_("指标绑定"), "plans:bindings", "swap", "plans.review_items", also=(VIEW,)),
            MenuEntry(_("措施"), "plans:measures", "list", VIEW),
            MenuEntry(_("任务"), "plans:tasks", "checklist", VIEW),
            MenuEntry(_("项目"), "plans:projects", "building", VIEW),
            MenuEntry(_("矛盾与疑点"), "plans:contradictions", "alert", VIEW),
            MenuEntry(_("目标分解"), "plans:decompositions", "swap", TARGETS, also=(VIEW,)),
            MenuEntry(_("规划对照"), "plans:compare_plans", "columns", VIEW),
            MenuEntry(_("地区对比"), "plans:compare_regions", "chart", VIEW),
            MenuEntry(_("部门"), "plans:departments", "users", VIEW),
            MenuEntry(_("地区"), "plans:regions", "map", VIEW),
        ),
        permissions=(
            Permission(VIEW, _("查看规划"), (COORDINATOR, LEADER, DEPARTMENT, TOWN, REVIEWER, READER)),
            Permission("plans.upload_plan", _("上传与重读规划"), (COORDINATOR,)),
            Permission("plans.review_items", _("审核条目"), (COORDINATOR, REVIEWER)),
            Permission("plans.manage_plans", _("修改基本信息与版本"), (COORDINATOR,)),
            Permission(TARGETS, _("查看目标跟踪"), (COORDINATOR, LEADER, DEPARTMENT, TOWN)),
            Permission("plans.manage_targets", _("管理目标跟踪"), (COORDINATOR,)),
            Permission("plans.import_items", _("导入条目"), (COORDINATOR,)),
            Permission("plans.export_items", _("导出条目"), (COORDINATOR, REVIEWER, READER)),
        ),
        roles=(
            DeclaredRole(REVIEWER, _("审核规划条目，不维护规划"), "all"),
            DeclaredRole(READER, _("查阅与导出规划条目"), "all"),
        ),
        access=ACCESS,
        workbench=(
            WorkbenchBox(
                _("待审核"),
                "plans/boxes/to_review.html",
                f"{ROOM}.selectors.workbench.to_review",
                VIEW,
                order=10,
                slot="todo",
            ),
            WorkbenchBox(
                _("在库总览"),
                "plans/boxes/totals.html",
                f"{ROOM}.selectors.workbench.library_totals",
                VIEW,
                order=20,
                narrow=True,
            ),
            WorkbenchBox(
                _("矛盾与疑点"),
                "plans/boxes/findings.html",
                f"{ROOM}.selectors.workbench.open_findings",
                VIEW,
                order=30,
                narrow=True,
            ),
            WorkbenchBox(
                _("目标灯号"),
                "plans/boxes/lights.html",
                f"{ROOM}.selectors.workbench.target_lights",
                TARGETS,
                order=12,
                also=(VIEW,),
            ),
            WorkbenchBox(
                _("我负责的目标"),
                "plans/boxes/own_targets.html",
                f"{ROOM}.selectors.workbench.own_targets",
                TARGETS,
                order=13,
                also=(VIEW,),
            ),
            WorkbenchBox(
                _("未入库文件"),
                "plans/boxes/uploads.html",
                f"{ROOM}.selectors.workbench.unread_uploads",
                VIEW,
                order=15,
            ),
            WorkbenchBox(
                _("最近审核"),
                "plans/boxes/decisions.html",
                f"{ROOM}.selectors.workbench.recent_decisions",
                VIEW,
                order=50,
                narrow=True,
            ),
        ),
        notices=(
            NoticeKind(
                "plans.target_light",
                _("目标灯号变化"),
                _("{light}：{subject}“{target}”"),
                _("{subject}“{target}”（{year}年）转为{light}。{rule}。请打开目标页查看依据并安排处置。"),
            ),
        ),
        downloads=(DownloadKind("plans.items", _("规划条目"), f"{ROOM}.exchange.long.produce", "plans.export_items"),),
        xlsx_templates=(
            XlsxTemplate("indicators", _("指标"), "plans.import_items"),
            XlsxTemplate("targets", _("目标"), "plans.import_items"),
            XlsxTemplate("measures", _("措施"), "plans.import_items"),
            XlsxTemplate("tasks", _("任务"), "plans.import_items"),
            XlsxTemplate("projects", _("项目"), "plans.import_items"),
        ),
    )
