from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Domain

ROOM = "ditan.domains.projects"


class ProjectsConfig(AppConfig):
    name = ROOM
    label = "projects"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("项目库")

    domain: ClassVar[Domain] = Domain(name="projects", label=_("项目库"), requires=("plans",), order=32)
