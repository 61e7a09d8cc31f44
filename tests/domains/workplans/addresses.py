"""Every address of yearly work plans that names an object, filled in for the walk through the matrix."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from ditan.base.directory.models import Organisation
from ditan.domains.workplans.models import Edition, WorkLine, WorkPlan
from tests.web.matrix_world import Fill, World, pk

OWN, OTHER = "铜山区林业局", "铜山区财政局"


def workplan_of(world: World, who: User) -> WorkPlan:
    """The plan with a line of the organisation of the one who walks, or of another one."""
    return WorkPlan.objects.get(title=OWN if who == world.user else OTHER)


def line_of(world: World, who: User) -> dict[str, int]:
    """The arguments of that line."""
    line = workplan_of(world, who).lines.get()
    return {"pk": line.workplan_id, "line": line.pk}


NAMES = ("workplan", "take", "step", "hand_out", "line_new", "import", "export", "document")
ROWS: dict[str, Fill] = {
    **dict.fromkeys((f"workplans:{name}" for name in NAMES), pk(workplan_of)),
    "workplans:edition": lambda world, who: {"pk": workplan_of(world, who).pk, "number": 1},
    **dict.fromkeys(("workplans:line", "workplans:line_act"), line_of),
    "api:workplans_workplan": pk(workplan_of),
}
PERSONAL: set[str] = set()
GONE_FOR_ALL: set[str] = set()


def populate(world: World) -> None:
    """An issued plan with a line of the organisation of the one who walks, and one of another."""
    for name in (OWN, OTHER):
        made = WorkPlan.objects.create(year=2026, title=name, state="issued", issued_on=datetime.date(2026, 1, 5))
        WorkLine.objects.create(
            workplan=made,
            kind="task",
            title="造林",
            organisation=Organisation.objects.get(name=name),
            organisation_name=name,
        )
        Edition.objects.create(
            workplan=made,
            number=1,
            document_number="1号",
            issued_on=made.issued_on,
            content=[],
            digest="0" * 64,
            at=timezone.now(),
        )
