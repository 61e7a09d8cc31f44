from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Domain

ROOM = "ditan.domains.checkups"


class CheckupsConfig(AppConfig):
    name = ROOM
    label = "checkups"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("城市体检")

    domain: ClassVar[Domain] = Domain(name="checkups", label=_("城市体检"), requires=("supervision",), order=40)
