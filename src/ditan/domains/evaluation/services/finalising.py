"""A draft becomes final: what it says is frozen, with the facts behind it, and later data never change it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

import ditan
from ditan.base.reporting.documents.storing import digest, plain_of, stored
from ditan.domains.evaluation.errors import Incomplete
from ditan.domains.evaluation.models import Evaluation, Snapshot, State
from ditan.domains.evaluation.permissions import FINALISE
from ditan.domains.evaluation.selectors.evaluations import chapter_lines, composed, facts_now
from ditan.domains.evaluation.services.held import account_of, hold, name_of, note


@transaction.atomic
def finalise(*, user: Any, pk: int, version: int) -> Snapshot:
    """Freeze it. `Incomplete` names the chapters that are still to be written."""
    held = hold(user, pk, version, FINALISE)
    lines = chapter_lines(held)
    if missing := [line.chapter.title for line in lines if line.missing]:
        raise Incomplete(missing)
    facts = facts_now(user, held)
    document = stored(composed(held, facts, lines, final=True))
    kept = {"document": document, "facts": plain_of(facts)}
    made = Snapshot.objects.create(
        evaluation=held,
        **kept,
        digest=digest(kept),
        code_version=ditan.__version__,
        by_id=account_of(user),
        by_name=name_of(user),
        at=timezone.now(),
    )
    Evaluation.objects.filter(pk=held.pk).update(state=State.FINAL, changed_at=made.at)
    note("finalised", user, held, after={"digest": made.digest, "edition": held.edition})
    return made
