from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Domain

ROOM = "ditan.domains.workplans"


class WorkplansConfig(AppConfig):
    name = ROOM
    label = "workplans"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("年度计划")

    domain: ClassVar[Domain] = Domain(
        name="workplans", label=_("年度计划"), requires=("plans", "supervision"), order=34
    )
