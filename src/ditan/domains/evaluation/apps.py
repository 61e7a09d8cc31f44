from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Domain

ROOM = "ditan.domains.evaluation"


class EvaluationConfig(AppConfig):
    name = ROOM
    label = "evaluation"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("评估报告")

    domain: ClassVar[Domain] = Domain(
        name="evaluation", label=_("评估报告"), requires=("plans", "supervision", "projects", "assessment"), order=38
    )
