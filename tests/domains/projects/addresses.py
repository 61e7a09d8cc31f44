"""Every address of the project library that names an object, filled in for the walk through the matrix."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from ditan.base.directory.models import Organisation
from ditan.base.records.services import receive_file
from ditan.domains.projects.models import Attachment, Money, Project, ProjectFinding, ProjectImport, Screening
from tests.web.matrix_world import Fill, World, pk

OWN, OTHER = "铜山区林业局", "铜山区财政局"
PNG = b"\x89PNG\r\n\x1a\n"


def project_of(world: World, who: User) -> Project:
    """The project that the organisation of the one who walks leads, or another one."""
    return Project.objects.get(organisation__name=OWN if who == world.user else OTHER)


def part(find: Any) -> Fill:
    """The keys of a project and of something of it."""
    return lambda world, who: {"pk": project_of(world, who).pk, "part": find(project_of(world, who))}


def first(name: str) -> Any:
    """The key of the first of the project's things of that name."""
    return lambda project: getattr(project, name).order_by("pk")[0].pk


WHOLE = ("project", "edit", "adopt", "money_new", "milestone_new", "quantity_new", "abatement", "file_add", "screening")

ROWS: dict[str, Fill] = {
    **dict.fromkeys((f"projects:{name}" for name in WHOLE), pk(project_of)),
    "projects:step": lambda world, who: {"pk": project_of(world, who).pk, "step": "approve"},
    **dict.fromkeys(("projects:money_line", "projects:money_drop"), part(lambda project: 1)),
    **dict.fromkeys(("projects:milestone", "projects:milestone_remove"), part(first("milestones"))),
    "projects:quantity": part(first("quantities")),
    "projects:finding": part(first("findings")),
    **dict.fromkeys((f"projects:{name}" for name in ("file", "photo", "file_remove")), part(first("attachments"))),
    **dict.fromkeys(
        ("projects:condition", "projects:condition_drop"),
        part(lambda project: project.screening.conditions.order_by("pk")[0].pk),
    ),
    **dict.fromkeys(
        ("projects:import_report", "projects:import_errors"),
        pk(lambda world, who: ProjectImport.objects.get(by=who)),
    ),
    **dict.fromkeys(("api:projects_project", "api:projects_register", "api:projects_step"), pk(project_of)),
    "api:projects_adjust": lambda world, who: {"pk": project_of(world, who).pk, "line": 1},
    "api:projects_quantity": part(first("quantities")),
}
PERSONAL: set[str] = {"projects:import_report", "projects:import_errors"}
GONE_FOR_ALL: set[str] = set()


def populate(world: World) -> None:
    """A project of the organisation of the one who walks, and one of another, each with one of every part."""
    now = timezone.now()
    for name in (OWN, OTHER):
        project = Project.objects.create(
            name=f"{name}项目", organisation=Organisation.objects.get(name=name), is_two_high=True, plan=world.plan
        )
        Money.objects.create(project=project, line=1, kind="planned", amount=Decimal(1), at=now)
        project.milestones.create(title="封顶", due_on=now.date())
        project.quantities.create(what="造林", unit="亩", planned=1)
        ProjectFinding.objects.create(project=project, code="over_planned", sentence="超支")
        source = receive_file(name="现场.png", data=PNG, user=None)
        Attachment.objects.create(project=project, source=source, kind="photo")
        screening = Screening.objects.create(project=project)
        screening.conditions.create(text="能效达标", due_on=now.date())
    for who in (world.user, world.other):
        ProjectImport.objects.create(by=who, name="项目.xlsx")
