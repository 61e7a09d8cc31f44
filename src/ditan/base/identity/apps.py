from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Domain

ROOM = "ditan.base.identity"


class IdentityConfig(AppConfig):
    name = ROOM
    label = "identity"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("接口与单点登录")

    domain: ClassVar[Domain] = Domain(name="identity", label=_("接口与单点登录"), url_prefix="identity/", order=85)
