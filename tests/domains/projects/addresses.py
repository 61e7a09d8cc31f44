"""Every address of the project library that names an object, filled in for the walk through the matrix."""

from __future__ import annotations

from django.contrib.auth.models import User

from ditan.base.directory.models import Organisation
from ditan.domains.projects.models import Project
from tests.web.matrix_world import Fill, World, pk

OWN, OTHER = "铜山区林业局", "铜山区财政局"


def project_of(world: World, who: User) -> Project:
    """The project that the organisation of the one who walks leads, or another one."""
    return Project.objects.get(organisation__name=OWN if who == world.user else OTHER)


ROWS: dict[str, Fill] = {
    "projects:project": pk(project_of),
}
PERSONAL: set[str] = set()
GONE_FOR_ALL: set[str] = set()


def populate(world: World) -> None:
    """A project of the organisation of the one who walks, and one of another."""
    for name in (OWN, OTHER):
        Project.objects.create(name=f"{name}项目", organisation=Organisation.objects.get(name=name))
