from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Domain

ROOM = "ditan.domains.supervision"


class SupervisionConfig(AppConfig):
    name = ROOM
    label = "supervision"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("督办")

    domain: ClassVar[Domain] = Domain(name="supervision", label=_("督办"), requires=("plans",), order=30)
