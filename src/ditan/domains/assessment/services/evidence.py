"""Files that bear a line out."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.records.services import receive_file
from ditan.base.refusal import InvalidFields
from ditan.base.workflow.rounds.services.evidence import MOST_FILES, check_file
from ditan.domains.assessment.errors import WrongState
from ditan.domains.assessment.models import AssessmentState, Cell, CellEvidence, Participant
from ditan.domains.assessment.permissions import SCORE, require
from ditan.domains.assessment.selectors.scope import scores_for
from ditan.domains.assessment.services.deeds import name_of, note_assessment
from ditan.domains.assessment.services.scoring import may_self_score


def may_add(user: Any, participant: Participant) -> bool:
    """Files are added while the organisation scores, and while it may object."""
    appealing = participant.assessment.state == AssessmentState.APPEAL and scores_for(user, participant)
    return may_self_score(user, participant) or appealing


def add_evidence(*, user: Any, cell: Cell, name: str, data: bytes, note: str = "") -> CellEvidence:
    """Keep a file with a line."""
    _require_open(user, cell)
    check_file(name, data)
    with transaction.atomic():
        if cell.evidence.filter(removed_at=None).count() >= MOST_FILES:
            raise InvalidFields({"file": _("每一项最多 %d 个佐证文件；请先撤下不用的。") % MOST_FILES})
        source = receive_file(name=name, data=data, user=user)
        made = CellEvidence.objects.create(cell=cell, source=source, note=note.strip()[:400], by_name=name_of(user))
        participant = cell.participant
        words = {"line": cell.line, "file": source.name}
        note_assessment("evidence_added", user, participant.assessment, participant=participant, after=words)
    return made


@transaction.atomic
def remove_evidence(*, user: Any, cell: Cell, pk: int) -> None:
    """Take a file back. It stays on record and is no longer offered."""
    _require_open(user, cell)
    found = cell.evidence.select_related("source").get(pk=pk, removed_at=None)
    found.removed_at, found.removed_by_name = timezone.now(), name_of(user)
    found.save(update_fields=["removed_at", "removed_by_name"])
    participant = cell.participant
    words = {"line": cell.line, "file": found.source.name}
    note_assessment("evidence_removed", user, participant.assessment, participant=participant, before=words)


def _require_open(user: Any, cell: Cell) -> None:
    require(user, SCORE)
    if not may_add(user, cell.participant):
        raise WrongState(
            _("考核现为“%s”，此时不能增减“%s”的佐证材料。")
            % (cell.participant.assessment.get_state_display(), cell.participant.organisation_name)
        )
