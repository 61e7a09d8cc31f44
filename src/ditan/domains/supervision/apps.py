from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Domain, DownloadKind, MenuEntry, NoticeKind, Permission, WorkbenchBox
from ditan.domains.supervision.access import ACCESS
from ditan.domains.supervision.permissions import CLASSES, EXPORT, HANDLE, MANAGE, REVIEW, VIEW

COORDINATOR, LEADER, DEPARTMENT, TOWN = "统筹", "领导", "部门", "镇街"

ROOM = "ditan.domains.supervision"


class SupervisionConfig(AppConfig):
    name = ROOM
    label = "supervision"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("督办")

    domain: ClassVar[Domain] = Domain(
        name="supervision",
        label=_("督办"),
        urls=f"{ROOM}.urls",
        url_prefix="supervision/",
        api=f"{ROOM}.api.router",
        requires=("plans",),
        order=30,
        menu=(
            MenuEntry(_("督办事项"), "supervision:list", "checklist", VIEW, f"{ROOM}.selectors.matters.waiting_count"),
            MenuEntry(_("督办总览"), "supervision:overview", "timeline", VIEW),
            MenuEntry(_("督办日历"), "supervision:calendar", "clock", VIEW),
            MenuEntry(_("督办统计"), "supervision:statistics", "chart", VIEW),
            MenuEntry(_("督办类别与升级链"), "supervision:classes", "gear", CLASSES),
        ),
        access=ACCESS,
        downloads=(DownloadKind("supervision.ledger", _("督办台账"), f"{ROOM}.exchange.export.produce", EXPORT),),
        workbench=(
            WorkbenchBox(
                _("我的待办：督办"),
                "supervision/boxes/to_do.html",
                f"{ROOM}.selectors.matters.to_do",
                VIEW,
                order=9,
                slot="todo",
            ),
            WorkbenchBox(
                _("谁逾期"), "supervision/boxes/late.html", f"{ROOM}.selectors.overview.late_box", VIEW, order=13
            ),
        ),
        permissions=(
            Permission(VIEW, _("查看督办"), (COORDINATOR, LEADER, DEPARTMENT, TOWN)),
            Permission(HANDLE, _("签收与办理督办"), (DEPARTMENT, TOWN)),
            Permission(MANAGE, _("立项、交办与调整督办"), (COORDINATOR,)),
            Permission(REVIEW, _("审核与销号督办"), (COORDINATOR,)),
            Permission(EXPORT, _("导出督办"), (COORDINATOR, LEADER)),
            Permission(CLASSES, _("维护督办类别"), (COORDINATOR,)),
        ),
        serving=f"{ROOM}.selectors.serving.servers",
        search=f"{ROOM}.selectors.search.search",
        clock_listeners=(f"{ROOM}.services.escalating.on_escalations",),
        notices=(
            NoticeKind(
                "supervision.handed_out",
                _("督办交办"),
                _("请签收：{title}"),
                _("督办 {number}“{title}”已交办，主办单位：{organisation}，时限 {due}；请签收。"),
            ),
            NoticeKind(
                "supervision.handed_out_many",
                _("多项督办交办"),
                _("新交办 {number} 项督办"),
                _("新交办 {number} 项督办，第一项为“{title}”；请打开督办列表签收。"),
            ),
            NoticeKind(
                "supervision.progress_owed",
                _("督办进展待报"),
                _("请报送进展：{title}"),
                _("督办 {number}“{title}”{period}的进展尚未报送，请报送。"),
            ),
            NoticeKind(
                "supervision.moved",
                _("督办状态变动"),
                _("{step}：{title}"),
                _("督办 {number}“{title}”{step}，现为“{state}”。{reason}"),
            ),
            NoticeKind(
                "supervision.to_review",
                _("督办待审核"),
                _("待审核：{title}"),
                _("{organisation}已反馈督办 {number}“{title}”：{reason}。请审核。"),
            ),
            NoticeKind(
                "supervision.urged",
                _("督办催办"),
                _("催办：{title}"),
                _("督办 {number}“{title}”现为“{state}”，时限 {due}；请抓紧办理。{reason}"),
            ),
            NoticeKind(
                "supervision.hung",
                _("挂牌督办"),
                _("挂牌督办：{title}"),
                _("督办 {number}“{title}”（{organisation}，时限 {due}）已挂牌：{reason}。"),
            ),
            NoticeKind(
                "supervision.extension_asked",
                _("督办延期申请"),
                _("申请延期：{title}"),
                _("{organisation}申请将督办 {number}“{title}”的时限由 {due} 延至 {asked}：{reason}。请批复。"),
            ),
            NoticeKind(
                "supervision.extension_decided",
                _("督办延期批复"),
                _("延期{decision}：{title}"),
                _("督办 {number}“{title}”的延期申请{decision}，时限 {due}。{reason}"),
            ),
        ),
    )

    def ready(self) -> None:
        from ditan.base.audit.words import names_acts
        from ditan.base.directory.handing import keeps_open, passes_on
        from ditan.domains.supervision.services.handing_over import keeps_open as has_open_matters
        from ditan.domains.supervision.services.handing_over import pass_matters
        from ditan.domains.supervision.words import ACTS

        names_acts(ACTS)
        passes_on("supervision.matters")(pass_matters)
        keeps_open("supervision.matters", has_open_matters)
