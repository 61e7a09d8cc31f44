from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Domain
from ditan.web.access import ACCESS


class WebConfig(AppConfig):
    name = "ditan.web"
    label = "web"
    verbose_name = _("平台界面")

    domain: ClassVar[Domain] = Domain(name="web", label=_("平台界面"), access=ACCESS, order=1)
