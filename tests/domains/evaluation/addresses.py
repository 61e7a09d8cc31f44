"""Every address of evaluations that names an object, filled in for the walk through the matrix."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from ditan.base.reporting.documents import Document
from ditan.base.reporting.documents.storing import digest, stored
from ditan.domains.evaluation.chapters import templates
from ditan.domains.evaluation.models import Chapter, Evaluation, Snapshot, State
from tests.web.matrix_world import Fill, World, pk


def final(world: World, who: User) -> Evaluation:
    """The one that is frozen: whoever may see evaluations may see it."""
    return Evaluation.objects.get(state=State.FINAL)


def chapter(world: World, who: User) -> dict[str, object]:
    """A chapter of the draft."""
    return {"pk": Evaluation.objects.get(state=State.DRAFT).pk, "code": "problems"}


ROWS: dict[str, Fill] = {
    **dict.fromkeys(("evaluation:evaluation", "api:evaluation_evaluation", "evaluation:export"), pk(final)),
    **dict.fromkeys(
        ("evaluation:details", "evaluation:delete", "evaluation:finalise"),
        pk(lambda world, who: Evaluation.objects.get(state=State.DRAFT)),
    ),
    **dict.fromkeys(("evaluation:chapter", "evaluation:move", "evaluation:leave_out", "evaluation:take_in"), chapter),
}
PERSONAL: set[str] = set()
GONE_FOR_ALL: set[str] = set()


def populate(world: World) -> None:
    """A draft and a final evaluation of the plan."""
    for kind, state in (("annual", State.DRAFT), ("mid", State.FINAL)):
        made = Evaluation.objects.create(
            plan=world.plan, kind=kind, year=2023, title="评估报告", state=state, made_at=timezone.now()
        )
        Chapter.objects.bulk_create(
            Chapter(evaluation=made, code=each.code, title=each.title, position=place)
            for place, each in enumerate(templates(kind), 1)
        )
        if state == State.FINAL:
            kept = {"document": stored(Document("评估报告", datetime.date(2024, 1, 1), ())), "facts": {}}
            Snapshot.objects.create(evaluation=made, **kept, digest=digest(kept), at=timezone.now())
