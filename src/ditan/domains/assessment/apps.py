from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Domain

ROOM = "ditan.domains.assessment"


class AssessmentConfig(AppConfig):
    name = ROOM
    label = "assessment"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("考核")

    domain: ClassVar[Domain] = Domain(
        name="assessment", label=_("考核"), requires=("plans", "supervision", "projects"), order=36
    )
