from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Domain

ROOM = "ditan.base.directory"


class DirectoryConfig(AppConfig):
    name = ROOM
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("组织与区划")

    domain: ClassVar[Domain] = Domain(name="directory", label=_("组织与区划"), url_prefix="directory/", order=60)
