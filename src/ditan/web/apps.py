from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    name = "ditan.web"
    label = "web"
    verbose_name = _("平台界面")
