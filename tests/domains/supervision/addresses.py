"""Every address of supervision that names an object, filled in for the walk through the matrix."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from ditan.base.directory.models import Organisation
from ditan.base.records.services import receive_file
from ditan.base.workflow.clocks.services import load_chains
from ditan.base.workflow.models import EscalationChain
from ditan.domains.supervision.access import OFFICE_STEPS, RECEIVER_STEPS, REVIEW_STEPS
from ditan.domains.supervision.models import (
    Evidence,
    Extension,
    Finding,
    LedgerImport,
    LedgerState,
    Matter,
    MatterClass,
    Milestone,
    Part,
    Progress,
)
from tests.web.matrix_world import Fill, World, pk

OWN, OTHER = "铜山区林业局", "铜山区财政局"
STEPS = (*RECEIVER_STEPS, *OFFICE_STEPS, *REVIEW_STEPS)
OF_MATTER = ("matter", "edit", "urge", "hang", "progress", "split", "move_below", "milestone", "ask_extension", *STEPS)
LEDGER = tuple(f"supervision:ledger_{name}" for name in ("report", "columns", "act"))
OF_API = ("matter", "progress", *RECEIVER_STEPS, *REVIEW_STEPS)


def matter_of(world: World, who: User) -> Matter:
    """The matter that the organisation of the one who walks leads, or another one."""
    return Matter.objects.get(organisation__name=OWN if who == world.user else OTHER)


def below(name: str, relation: str) -> Fill:
    """A row of that matter, under this name in the address."""
    return lambda world, who: {
        "pk": matter_of(world, who).pk,
        name: getattr(matter_of(world, who), relation).get().pk,
    }


ROWS: dict[str, Fill] = {
    **dict.fromkeys((f"supervision:{name}" for name in OF_MATTER), pk(matter_of)),
    **dict.fromkeys((f"api:supervision_{name}" for name in OF_API), pk(matter_of)),
    "supervision:evidence_file": lambda world, who: {
        "pk": matter_of(world, who).pk,
        "file": Evidence.objects.get(progress__matter=matter_of(world, who)).pk,
    },
    "supervision:sign_part": below("part", "parts"),
    "supervision:milestone_done": below("milestone", "milestones"),
    "supervision:milestone_remove": below("milestone", "milestones"),
    "supervision:decide_extension": below("extension", "extensions"),
    "supervision:explain": below("finding", "findings"),
    **dict.fromkeys(
        ("supervision:department", "supervision:pass_all"), pk(lambda world, who: matter_of(world, who).organisation)
    ),
    "supervision:order": pk(matter_of),
    **dict.fromkeys(LEDGER, pk(lambda world, who: LedgerImport.objects.get(by=who))),
    "supervision:from_plan": pk(lambda world, who: world.plan),
    "supervision:class_edit": pk(lambda world, who: MatterClass.objects.get()),
    "supervision:chain_edit": pk(lambda world, who: EscalationChain.objects.get()),
}
PERSONAL: set[str] = set(LEDGER)
GONE_FOR_ALL: set[str] = set()


def populate(world: World) -> None:
    """A matter of the organisation of the one who walks, and one of another, with all that may hang on one."""
    today = timezone.localdate()
    due = today + datetime.timedelta(days=30)
    MatterClass.objects.create(name="重点任务", chain=load_chains())
    sheet = {"name": "台账", "rows": [["事项", "主办单位"]], "areas": []}
    for who in (world.user, world.other):
        LedgerImport.objects.create(
            by=who,
            name="台账.xlsx",
            sha256="0" * 64,
            size=1,
            year=today.year,
            sheets=[sheet],
            state=LedgerState.WAITING,
        )
    for serial, name in enumerate((OWN, OTHER), start=1):
        place = Organisation.objects.get(name=name)
        matter = Matter.objects.create(
            year=today.year,
            serial=serial,
            number=f"{today.year}-{serial:04d}",
            title=f"{name}事项",
            organisation=place,
            due_on=due,
            state="handed_out",
            handed_out_on=today,
        )
        Part.objects.create(matter=matter, organisation=place, role="lead")
        Milestone.objects.create(matter=matter, title="完成初设", due_on=due)
        Extension.objects.create(matter=matter, due_on=due, asked_on=due + datetime.timedelta(days=9), reason="等资金")
        Finding.objects.create(matter=matter, code="milestones_open", sentence="自报完成而节点未完成")
        report = Progress.objects.create(matter=matter, organisation=place, text="已开工", at=timezone.now())
        source = receive_file(name=f"{name}.pdf", data=f"%PDF-1.7 {name}".encode(), user=None)
        Evidence.objects.create(progress=report, source=source)
