from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Domain, Permission

ROOM = "ditan.base.records"
COORDINATOR = "统筹"
LEADER = "领导"
DEPARTMENT = "部门"
TOWN = "镇街"
ENTERPRISE = "企业"

VIEW = "records.view_observations"


class RecordsConfig(AppConfig):
    name = ROOM
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("指标与数据")

    domain: ClassVar[Domain] = Domain(
        name="records",
        label=_("指标与数据"),
        order=20,
        value_listeners=("ditan.base.records.services.computing.on_values",),
        permissions=(
            Permission(VIEW, _("查看数据"), (COORDINATOR, LEADER, DEPARTMENT, TOWN, ENTERPRISE)),
            Permission("records.manage_metrics", _("维护统计指标"), (COORDINATOR,)),
            Permission("records.record_observations", _("录入数据"), (COORDINATOR,)),
            Permission("records.restate_observations", _("重述数据"), (COORDINATOR,)),
            Permission("records.choose_value", _("选定冲突值"), (COORDINATOR,)),
            Permission("records.export_observations", _("导出数据"), (COORDINATOR,)),
            Permission("records.import_observations", _("导入数据"), (COORDINATOR,)),
        ),
    )
