from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Domain

ROOM = "ditan.base.notices"


class NoticesConfig(AppConfig):
    name = ROOM
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("消息中心")

    domain: ClassVar[Domain] = Domain(name="notices", label=_("消息中心"), url_prefix="notices/", order=20)
