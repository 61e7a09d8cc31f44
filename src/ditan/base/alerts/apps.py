from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.alerts.access import ACCESS
from ditan.base.alerts.permissions import ASSIGN, CHECK, EXPORT, HANDLE, MUTE, RULES, VIEW
from ditan.base.declaration import Domain, MenuEntry, NoticeKind, Permission, WorkbenchBox

COORDINATOR, LEADER, DEPARTMENT, TOWN, ENTERPRISE = "统筹", "领导", "部门", "镇街", "企业"

ROOM = "ditan.base.alerts"


class AlertsConfig(AppConfig):
    name = ROOM
    label = "alerts"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("预警")

    domain: ClassVar[Domain] = Domain(
        name="alerts",
        label=_("预警"),
        urls=f"{ROOM}.urls",
        url_prefix="alerts/",
        api=f"{ROOM}.api.router",
        order=22,
        business=True,
        menu=(
            MenuEntry(
                _("预警列表"), "alerts:list", "alert", VIEW, f"{ROOM}.selectors.alerts.waiting_count", on_top=True
            ),
            MenuEntry(_("预警规则"), "alerts:rules", "gear", VIEW),
        ),
        permissions=(
            Permission(VIEW, _("查看预警"), (COORDINATOR, LEADER, DEPARTMENT, TOWN, ENTERPRISE)),
            Permission(HANDLE, _("签收与处置预警"), (COORDINATOR, DEPARTMENT, TOWN, ENTERPRISE)),
            Permission(ASSIGN, _("指派预警责任单位"), (COORDINATOR,)),
            Permission(CHECK, _("复核与销号预警"), (COORDINATOR,)),
            Permission(MUTE, _("静默预警"), (COORDINATOR,)),
            Permission(EXPORT, _("导出预警"), (COORDINATOR,)),
            Permission(RULES, _("维护预警规则"), (COORDINATOR,)),
        ),
        access=ACCESS,
        workbench=(
            WorkbenchBox(
                _("预警"), "alerts/boxes/alerts.html", f"{ROOM}.selectors.alerts.box", VIEW, order=10, slot="alerts"
            ),
        ),
        value_listeners=(f"{ROOM}.services.on_values",),
        notices=(
            NoticeKind(
                "alerts.raised",
                _("新预警"),
                _("{level}预警：{title}"),
                _("{title}：{sentence}。责任单位：{organisation}；请于 {due} 前签收。"),
            ),
            NoticeKind(
                "alerts.raised_many",
                _("多条新预警"),
                _("新增 {number} 条预警"),
                _("新增 {number} 条预警，第一条为“{title}”；请打开预警列表签收。"),
            ),
            NoticeKind(
                "alerts.escalated",
                _("预警升级"),
                _("预警升为{level}：{title}"),
                _("{title}：{sentence}。现为{level}，状态“{state}”。"),
            ),
            NoticeKind(
                "alerts.overdue",
                _("预警办理超期"),
                _("预警超期：{title}"),
                _("“{title}”（{level}）现为“{state}”，时限 {due} 已过；责任单位：{organisation}。"),
            ),
            NoticeKind(
                "alerts.to_check",
                _("预警待复核"),
                _("待复核：{title}"),
                _("{organisation}已反馈“{title}”的处置结果：{reason}。请复核。"),
            ),
            NoticeKind(
                "alerts.sent_back",
                _("预警复核退回"),
                _("已退回：{title}"),
                _("“{title}”复核未通过，理由：{reason}。请继续处置后重新反馈。"),
            ),
            NoticeKind("alerts.closed", _("预警销号"), _("已销号：{title}"), _("“{title}”已复核销号。")),
        ),
    )

    def ready(self) -> None:
        from ditan.base.alerts.services.handing_over import pass_alerts
        from ditan.base.alerts.words import ACTS
        from ditan.base.audit.words import names_acts
        from ditan.base.directory.handing import passes_on

        names_acts(ACTS)
        passes_on("alerts.signed_for")(pass_alerts)
