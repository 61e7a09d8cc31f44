from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Domain, MenuEntry, NoticeKind, Permission, WorkbenchBox
from ditan.domains.assessment.access import ACCESS
from ditan.domains.assessment.permissions import EXPORT, MANAGE, RANK, REVIEW, RUBRICS, SCORE, VIEW

COORDINATOR, LEADER, DEPARTMENT, TOWN, ENTERPRISE = "统筹", "领导", "部门", "镇街", "企业"

ROOM = "ditan.domains.assessment"


class AssessmentConfig(AppConfig):
    name = ROOM
    label = "assessment"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("考核")

    domain: ClassVar[Domain] = Domain(
        name="assessment",
        label=_("考核"),
        urls=f"{ROOM}.urls",
        url_prefix="assessment/",
        api=f"{ROOM}.api.router",
        requires=("plans", "supervision", "projects"),
        order=36,
        menu=(
            MenuEntry(
                _("考核评分"),
                "assessment:list",
                "checklist",
                VIEW,
                f"{ROOM}.selectors.assessments.waiting_count",
            ),
            MenuEntry(_("评分细则"), "assessment:rubrics", "list", VIEW),
        ),
        access=ACCESS,
        workbench=(
            WorkbenchBox(
                _("考核"), "assessment/boxes/to_do.html", f"{ROOM}.selectors.assessments.to_do", VIEW, order=45
            ),
        ),
        permissions=(
            Permission(VIEW, _("查看考核"), (COORDINATOR, LEADER, DEPARTMENT, TOWN, ENTERPRISE)),
            Permission(SCORE, _("自评与申诉"), (DEPARTMENT, TOWN, ENTERPRISE)),
            Permission(REVIEW, _("审核评分"), (COORDINATOR,)),
            Permission(MANAGE, _("组织考核"), (COORDINATOR,)),
            Permission(RANK, _("查看考核排名"), (COORDINATOR, LEADER)),
            Permission(EXPORT, _("导出考核"), (COORDINATOR,)),
            Permission(RUBRICS, _("维护评分细则"), (COORDINATOR,)),
        ),
        notices=(
            NoticeKind(
                "assessment.asked",
                _("请填自评"),
                _("请填自评：{title}"),
                _("“{title}”已启动，请为{organisation}填写自评得分并上传佐证，{due} 前提交。"),
            ),
            NoticeKind(
                "assessment.handed_in",
                _("自评已提交"),
                _("{organisation}已提交自评：{title}"),
                _("{organisation}已提交“{title}”的自评，请审核。"),
            ),
            NoticeKind(
                "assessment.handed_back",
                _("自评被退回"),
                _("自评已退回：{title}"),
                _("{organisation}“{title}”的自评已退回，理由：{reason}。请修改后重新提交。"),
            ),
            NoticeKind(
                "assessment.reopened",
                _("考核退回自评"),
                _("重新自评：{title}"),
                _("“{title}”已退回自评，理由：{reason}。{organisation}可以修改后重新提交。"),
            ),
            NoticeKind(
                "assessment.published",
                _("考核结果公示"),
                _("结果公示：{title}"),
                _("“{title}”的结果已公示。{organisation}如有异议，请于 {appeal_due} 前申诉。"),
            ),
            NoticeKind(
                "assessment.appealed",
                _("收到申诉"),
                _("{organisation}申诉：{title}"),
                _("{organisation}对“{title}”的得分提出申诉：{reason}。请答复。"),
            ),
            NoticeKind(
                "assessment.answered",
                _("申诉已答复"),
                _("申诉答复：{title}"),
                _("{organisation}对“{title}”的申诉已答复：{reason}。"),
            ),
            NoticeKind(
                "assessment.closed",
                _("考核定稿"),
                _("已定稿：{title}"),
                _("“{title}”已定稿，{organisation}的结果不再变动。"),
            ),
            NoticeKind(
                "assessment.withdrawn", _("考核撤销"), _("已撤销：{title}"), _("“{title}”已撤销，理由：{reason}。")
            ),
        ),
    )

    def ready(self) -> None:
        from ditan.base.audit.words import names_acts
        from ditan.domains.assessment.words import ACTS

        names_acts(ACTS)
