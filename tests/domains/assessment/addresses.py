"""The rows of assessments in the walk through the permission matrix: one of the walker's organisation, one of another."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils import timezone

from ditan.base.directory.models import Organisation
from ditan.base.records.services import receive_file
from ditan.core.rubrics import Line, Rubric, to_plain
from ditan.core.rubrics.frozen import digest_of, frozen
from ditan.domains.assessment.models import (
    Appeal,
    Assessment,
    Cell,
    CellEvidence,
    Participant,
    RubricVersion,
    Snapshot,
)
from ditan.domains.assessment.models import Rubric as StoredRubric
from tests.web.matrix_world import Fill, World, pk

RULES = Rubric((Line("1", "碳强度", 100, "rate"),))  # type: ignore[arg-type]


def participant(world: World, who: User) -> Participant:
    """The one that the walker's roles reach, or another."""
    return Participant.objects.get(organisation_name="铜山区林业局" if who == world.user else "铜山区财政局")


def cell(world: World, who: User) -> Cell:
    return Cell.objects.get(participant=participant(world, who))


def file_of(world: World, who: User) -> dict[str, int]:
    found = CellEvidence.objects.get(cell=cell(world, who))
    return {"pk": found.cell_id, "file": found.pk}


ROWS: dict[str, Fill] = {
    **dict.fromkeys(
        (f"assessment:{name}" for name in ("participant", "scores", "feed", "hand_in", "hand_back", "accept")),
        pk(participant),
    ),
    **dict.fromkeys(("api:assessment_sheet", "api:assessment_hand_in"), pk(participant)),
    **dict.fromkeys((f"assessment:{name}" for name in ("cell", "remark", "appeal", "evidence")), pk(cell)),
    "api:assessment_save_score": pk(cell),
    **dict.fromkeys(("assessment:evidence_file", "assessment:evidence_remove"), file_of),
    "assessment:answer": pk(lambda world, who: Appeal.objects.get(participant=participant(world, who))),
    **dict.fromkeys(
        (
            f"assessment:{name}"
            for name in ("assessment", "step", "ranking", "result", "recompute", "export", "document")
        ),
        pk(lambda world, who: participant(world, who).assessment),
    ),
    "api:assessment_assessment": pk(lambda world, who: participant(world, who).assessment),
    **dict.fromkeys(
        (f"assessment:rubric{name}" for name in ("", "_edit", "_line", "_drop", "_issue", "_revise")),
        pk(lambda world, who: StoredRubric.objects.get(shipped="")),
    ),
    "assessment:rubric_version": pk(lambda world, who: RubricVersion.objects.get()),
}
PERSONAL: set[str] = set()
GONE_FOR_ALL: set[str] = set()


def populate(world: World) -> None:
    """Two assessments that are closed: the walker's organisation is in one, another in the other."""
    content = to_plain(RULES)
    rubric = StoredRubric.objects.create(name="细则", basis="测试", draft=content)
    version = RubricVersion.objects.create(
        rubric=rubric,
        number=1,
        name="细则",
        basis="测试",
        content=content,
        digest=digest_of(content),
        at=timezone.now(),
    )
    for name in ("铜山区林业局", "铜山区财政局"):
        now = timezone.now()
        made = Assessment.objects.create(
            title=name, year=2025, rubric_version=version, state="closed", started_at=now, closed_at=now
        )
        one = Participant.objects.create(
            assessment=made, organisation=Organisation.objects.get(name=name), organisation_name=name
        )
        line = Cell.objects.create(participant=one, line="1", points=100, final_points=100)
        Appeal.objects.create(participant=one, cell=line, text="口径不同", at=now)
        CellEvidence.objects.create(cell=line, source=receive_file(name="台账.pdf", data=b"%PDF-1.7", user=None))
        about = {
            "title": name,
            "organisations": {str(one.pk): {"name": name}},
            "rubric": {"name": "细则", "number": 1, "basis": "测试", "verified": False},
            "people": {"self": [], "review": [], "final": []},
        }
        kept = frozen(RULES, {str(one.pk): {"1": {"completion": "100"}}}, about)
        Snapshot.objects.create(assessment=made, content=kept, digest=digest_of(kept), code_version="0", at=now)
