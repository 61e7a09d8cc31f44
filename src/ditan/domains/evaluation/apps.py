from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Domain, DownloadKind, MenuEntry, Permission
from ditan.domains.evaluation.access import ACCESS
from ditan.domains.evaluation.permissions import EDIT, EXPORT, FINALISE, VIEW

COORDINATOR, LEADER, DEPARTMENT, TOWN = "统筹", "领导", "部门", "镇街"

ROOM = "ditan.domains.evaluation"


class EvaluationConfig(AppConfig):
    name = ROOM
    label = "evaluation"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("评估报告")

    domain: ClassVar[Domain] = Domain(
        name="evaluation",
        label=_("评估报告"),
        urls=f"{ROOM}.urls",
        url_prefix="evaluation/",
        api=f"{ROOM}.api.router",
        requires=("plans", "supervision", "projects", "assessment"),
        order=38,
        menu=(MenuEntry(_("规划评估"), "evaluation:list", "report", VIEW),),
        permissions=(
            Permission(VIEW, _("查看评估报告"), (COORDINATOR, LEADER, DEPARTMENT, TOWN)),
            Permission(EDIT, _("编写评估报告"), (COORDINATOR,)),
            Permission(FINALISE, _("评估报告定稿"), (COORDINATOR,)),
            Permission(EXPORT, _("导出评估报告"), (COORDINATOR, LEADER)),
        ),
        access=ACCESS,
        downloads=(
            DownloadKind("evaluation.docx", _("评估报告（docx）"), f"{ROOM}.exporting.produce", EXPORT, form="docx"),
            DownloadKind("evaluation.pdf", _("评估报告（pdf）"), f"{ROOM}.exporting.produce", EXPORT, form="pdf"),
        ),
    )

    def ready(self) -> None:
        from ditan.base.audit.words import names_acts
        from ditan.domains.evaluation.words import ACTS

        names_acts(ACTS)
