from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Domain, Permission
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
        requires=("plans",),
        order=30,
        permissions=(
            Permission(VIEW, _("查看督办"), (COORDINATOR, LEADER, DEPARTMENT, TOWN)),
            Permission(HANDLE, _("签收与办理督办"), (DEPARTMENT, TOWN)),
            Permission(MANAGE, _("立项、交办与调整督办"), (COORDINATOR,)),
            Permission(REVIEW, _("审核与销号督办"), (COORDINATOR,)),
            Permission(EXPORT, _("导出督办"), (COORDINATOR, LEADER)),
            Permission(CLASSES, _("维护督办类别"), (COORDINATOR,)),
        ),
    )

    def ready(self) -> None:
        from ditan.base.audit.words import names_acts
        from ditan.domains.supervision.words import ACTS

        names_acts(ACTS)
