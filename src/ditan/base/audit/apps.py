from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Domain

ROOM = "ditan.base.audit"


class AuditConfig(AppConfig):
    name = ROOM
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("审计")

    domain: ClassVar[Domain] = Domain(name="audit", label=_("审计"), url_prefix="audit/", order=90)
