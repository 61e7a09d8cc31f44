from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Domain

ROOM = "ditan.base.access"


class AccessConfig(AppConfig):
    name = ROOM
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("角色与权限")

    domain: ClassVar[Domain] = Domain(name="access", label=_("角色与权限"), url_prefix="access/", order=70)
