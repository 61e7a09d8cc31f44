from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "ditan.base.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("数据来源")
