from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Domain, DownloadKind, MenuEntry, Permission, WorkbenchBox
from ditan.base.records.access import ACCESS
from ditan.base.records.permissions import (
    CHOOSE,
    CONTRIBUTIONS,
    EXPORT,
    IMPORT,
    METRICS,
    RECORD,
    RESTATE,
    SEE_CONTRIBUTIONS,
    VIEW,
)

ROOM = "ditan.base.records"
COORDINATOR = "统筹"
LEADER = "领导"
DEPARTMENT = "部门"
TOWN = "镇街"
ENTERPRISE = "企业"


class RecordsConfig(AppConfig):
    name = ROOM
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("指标与数据")

    domain: ClassVar[Domain] = Domain(
        name="records",
        label=_("指标与数据"),
        urls=f"{ROOM}.urls",
        url_prefix="records/",
        api=f"{ROOM}.api.router",
        order=20,
        value_listeners=("ditan.base.records.services.computing.on_values",),
        business=True,
        menu=(
            MenuEntry(_("数据"), "records:observations", "list", VIEW),
            MenuEntry(_("统计指标"), "records:metrics", "indicator", VIEW),
            MenuEntry(_("冲突待选"), "records:contested", "contradiction", CHOOSE, f"{ROOM}.selectors.contested_count"),
        ),
        access=ACCESS,
        permissions=(
            Permission(VIEW, _("查看数据"), (COORDINATOR, LEADER, DEPARTMENT, TOWN, ENTERPRISE)),
            Permission(METRICS, _("维护统计指标"), (COORDINATOR,)),
            Permission(RECORD, _("录入数据"), (COORDINATOR,)),
            Permission(RESTATE, _("重述数据"), (COORDINATOR,)),
            Permission(CHOOSE, _("选定冲突值"), (COORDINATOR,)),
            Permission(EXPORT, _("导出数据"), (COORDINATOR,)),
            Permission(IMPORT, _("导入数据"), (COORDINATOR,)),
            Permission(SEE_CONTRIBUTIONS, _("查看支撑关系"), (COORDINATOR, LEADER, DEPARTMENT, TOWN)),
            Permission(CONTRIBUTIONS, _("维护支撑关系"), (COORDINATOR,)),
        ),
        workbench=(
            WorkbenchBox(
                _("冲突待选"),
                "records/boxes/contested.html",
                f"{ROOM}.selectors.contested_box",
                CHOOSE,
                order=30,
                narrow=True,
            ),
        ),
        downloads=(DownloadKind("records.values", _("数据"), f"{ROOM}.exporting.produce", EXPORT),),
        search=f"{ROOM}.selectors.search.search",
    )
