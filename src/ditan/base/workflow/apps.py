from typing import ClassVar

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Domain, MenuEntry, NoticeKind, Permission, WorkbenchBox
from ditan.base.workflow.clocks.permissions import CHAINS, HEAR
from ditan.base.workflow.rounds.access import ACCESS
from ditan.base.workflow.rounds.permissions import APPROVE, EXPORT, FILL, LOCK, MANAGE, REVIEW, VIEW

COORDINATOR, LEADER, DEPARTMENT, TOWN, ENTERPRISE = "统筹", "领导", "部门", "镇街", "企业"

ROOM = "ditan.base.workflow"


class WorkflowConfig(AppConfig):
    name = ROOM
    label = "workflow"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("工作流")

    domain: ClassVar[Domain] = Domain(
        name="workflow",
        label=_("数据填报"),
        urls=f"{ROOM}.rounds.urls",
        url_prefix="filing/",
        api=f"{ROOM}.api.router",
        order=12,
        business=True,
        menu=(
            MenuEntry(
                _("我的填报"), "workflow:my", "checklist", VIEW, f"{ROOM}.rounds.selectors.progress.waiting_count"
            ),
            MenuEntry(_("填报轮次"), "workflow:rounds", "clock", VIEW),
        ),
        permissions=(
            Permission(VIEW, _("查看填报"), (COORDINATOR, LEADER, DEPARTMENT, TOWN, ENTERPRISE)),
            Permission(FILL, _("填报数据"), (DEPARTMENT, TOWN, ENTERPRISE)),
            Permission(REVIEW, _("部门审核填报"), (DEPARTMENT,)),
            Permission(APPROVE, _("统筹审核填报"), (COORDINATOR,)),
            Permission(LOCK, _("锁定与重述填报"), (COORDINATOR,)),
            Permission(MANAGE, _("组织填报"), (COORDINATOR,)),
            Permission(EXPORT, _("导出填报结果"), (COORDINATOR,)),
            Permission(CHAINS, _("维护升级链"), (COORDINATOR,)),
            Permission(HEAR, _("接收升级到领导的督办"), (LEADER,)),
        ),
        access=ACCESS,
        workbench=(
            WorkbenchBox(
                _("我的待办：填报"),
                "workflow/boxes/to_do.html",
                f"{ROOM}.rounds.selectors.progress.to_do",
                VIEW,
                order=8,
                slot="todo",
            ),
            WorkbenchBox(
                _("填报进度"),
                "workflow/boxes/filing.html",
                f"{ROOM}.rounds.selectors.progress.filing",
                VIEW,
                order=12,
                slot="filing",
            ),
        ),
        notices=(
            NoticeKind(
                "workflow.escalated",
                _("时限提醒与升级"),
                _("{act}：{title}"),
                _("“{title}”（责任单位：{organisation}）时限 {due}，{standing}；按升级链第 {order} 级{act}。"),
            ),
            NoticeKind(
                "workflow.escalated_many",
                _("多项时限提醒与升级"),
                _("{number} 项督办需要关注"),
                _("今日有 {number} 项到达升级级次，其中超期 {late} 项、临期 {soon} 项；最高级次：{act}“{title}”。"),
            ),
            NoticeKind(
                "workflow.round_opened",
                _("填报任务下达"),
                _("请填报：{round}"),
                _("{organisation}：“{round}”已下达，请于 {due} 前填报并提交。"),
            ),
            NoticeKind(
                "workflow.due_soon",
                _("填报临期提醒"),
                _("填报将到期：{round}"),
                _("{organisation}：“{round}”尚未提交，截止日期 {due}。"),
            ),
            NoticeKind(
                "workflow.overdue",
                _("填报逾期提醒"),
                _("填报已逾期：{round}"),
                _("{organisation}：“{round}”截止日期 {due} 已过，尚未提交；请尽快补报。"),
            ),
            NoticeKind(
                "workflow.urged",
                _("催报"),
                _("催报：{round}"),
                _("{organisation}：请尽快提交“{round}”，截止日期 {due}。"),
            ),
            NoticeKind(
                "workflow.submitted",
                _("填报待审核"),
                _("待审核：{organisation}"),
                _("{organisation}提交了“{round}”（{by}），请审核。"),
            ),
            NoticeKind(
                "workflow.returned",
                _("填报被退回"),
                _("已退回：{round}"),
                _("{organisation}的“{round}”被退回，理由：{reason}。请修改后重新提交。"),
            ),
            NoticeKind(
                "workflow.approved", _("填报通过"), _("已通过：{round}"), _("{organisation}的“{round}”已审核通过。")
            ),
            NoticeKind(
                "workflow.restating",
                _("填报重述"),
                _("请重述：{round}"),
                _("{organisation}的“{round}”已开启重述，理由：{reason}。请修改后提交。"),
            ),
        ),
    )

    def ready(self) -> None:
        from ditan.base.audit.words import names_acts
        from ditan.base.directory.handing import passes_on
        from ditan.base.workflow.clocks import jobs as clock_jobs  # noqa: F401 - its handlers register themselves
        from ditan.base.workflow.clocks.handing_over import pass_clocks
        from ditan.base.workflow.clocks.words import ACTS as CLOCK_ACTS
        from ditan.base.workflow.rounds import jobs  # noqa: F401 - its handlers register themselves
        from ditan.base.workflow.rounds.services.handing_over import pass_assignments
        from ditan.base.workflow.rounds.words import ACTS

        autodiscover_modules("jobs")
        names_acts(ACTS)
        names_acts(CLOCK_ACTS)
        passes_on("workflow.assignments")(pass_assignments)
        passes_on("workflow.clocks")(pass_clocks)
