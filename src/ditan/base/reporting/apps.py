from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Domain

ROOM = "ditan.base.reporting"


class ReportingConfig(AppConfig):
    name = ROOM
    label = "reporting"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("下载中心")

    domain: ClassVar[Domain] = Domain(name="reporting", label=_("下载中心"), url_prefix="downloads/", order=25)
