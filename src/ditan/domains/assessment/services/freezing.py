"""Results are frozen, and computed again from what was frozen alone."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan import __version__
from ditan.core.periods import five_year_plan_of
from ditan.core.rubrics.frozen import differences, digest_of, frozen
from ditan.domains.assessment.errors import WrongState
from ditan.domains.assessment.models import Appeal, Assessment, Cell, CellEvidence, Score, Snapshot, Stage
from ditan.domains.assessment.permissions import VIEW, require
from ditan.domains.assessment.rules import rules_of
from ditan.domains.assessment.services.deeds import account_of, name_of, note_assessment


def freeze(user: Any, assessment: Assessment) -> Snapshot:
    """Keep rules, inputs, results and people as they are now. Called when the assessment is closed, in its transaction;
    whatever is missing was refused before."""
    participants = list(assessment.participants.order_by("position", "pk"))
    given: dict[str, dict[str, Any]] = {str(each.pk): {} for each in participants}
    sources: dict[str, dict[str, Any]] = {key: {} for key in given}
    for cell in Cell.objects.filter(participant__assessment=assessment).order_by("participant", "position"):
        given[str(cell.participant_id)][cell.line] = cell.inputs
        if cell.source:
            sources[str(cell.participant_id)][cell.line] = cell.source
    weights, since = entropy_weights_in_force(assessment)
    about = {
        "title": assessment.title,
        "year": assessment.year,
        "rubric": {
            "name": assessment.rubric_version.name,
            "number": assessment.rubric_version.number,
            "digest": assessment.rubric_version.digest,
            "basis": assessment.rubric_version.basis,
            "verified": assessment.rubric_version.verified,
        },
        "organisations": {
            str(each.pk): {
                "name": each.organisation_name,
                "organisation": each.organisation_id,
                "handed_in_by": each.handed_in_by_name,
                "sources": sources[str(each.pk)],
            }
            for each in participants
        },
        "people": _people(assessment),
        "evidence": _evidence(assessment),
        "appeals": _appeals(assessment),
        "entropy_since": since,
        "frozen_by": name_of(user),
        "frozen_at": timezone.localtime().isoformat(timespec="seconds"),
        "code_version": __version__,
    }
    content = frozen(rules_of(assessment), given, about, weights)
    made = Snapshot.objects.create(
        assessment=assessment,
        content=content,
        digest=digest_of(content),
        code_version=__version__,
        by_id=account_of(user),
        by_name=name_of(user),
        at=timezone.now(),
    )
    note_assessment("frozen", user, assessment, after={"digest": made.digest, "code_version": __version__})
    return made


@transaction.atomic
def recompute(user: Any, assessment: Assessment) -> list[str]:
    """What comes out differently when the frozen inputs are scored again by the frozen rules; empty where nothing does.
    Leaves a row of the log and changes nothing."""
    require(user, VIEW)
    snapshot = Snapshot.objects.filter(assessment=assessment).first()
    if snapshot is None:
        raise WrongState(_("考核还没有定稿，没有可重算的结果。"))
    found = differences(snapshot.content, snapshot.digest)
    for key, each in snapshot.content["about"]["organisations"].items():
        found = [
            text.replace(f"{key}·", f"{each['name']}·", 1) if text.startswith(f"{key}·") else text for text in found
        ]
    words = {"digest": snapshot.digest, "differences": len(found)}
    note_assessment("recomputed", user, assessment, after=words)
    return found


def entropy_weights_in_force(assessment: Assessment) -> tuple[dict[str, float] | None, str]:
    """Entropy weights that were frozen before in the same five-year plan by the same version of the rubric, and the
    title of that assessment; (None, "") where this one is the first."""
    period = five_year_plan_of(assessment.year)
    first, last = (int(part) for part in str(period).split("-"))
    rows = Snapshot.objects.filter(
        assessment__rubric_version=assessment.rubric_version_id, assessment__year__range=(first, last)
    ).exclude(assessment=assessment.pk)
    for snapshot in rows.select_related("assessment").order_by("assessment__year", "pk"):
        weights = snapshot.content["results"]["opinions"].get("entropy", {}).get("weights")
        if weights:
            return {code: float(weight) for code, weight in weights.items()}, snapshot.assessment.title
    return None, ""


def _people(assessment: Assessment) -> dict[str, list[str]]:
    """Who scored at each stage, by the names that they had."""
    rows = Score.objects.filter(cell__participant__assessment=assessment).order_by().values_list("stage", "by_name")
    found: dict[str, set[str]] = {stage: set() for stage in Stage.values}
    for stage, name in rows.distinct():
        if name:
            found[stage].add(name)
    return {stage: sorted(names) for stage, names in found.items()}


def _evidence(assessment: Assessment) -> list[dict[str, str]]:
    rows = CellEvidence.objects.filter(cell__participant__assessment=assessment, removed_at=None)
    return [
        {
            "organisation": str(each.cell.participant_id),
            "line": each.cell.line,
            "name": each.source.name,
            "sha256": each.source.sha256,
        }
        for each in rows.select_related("cell", "source").order_by("pk")
    ]


def _appeals(assessment: Assessment) -> list[dict[str, Any]]:
    rows = Appeal.objects.filter(participant__assessment=assessment).select_related("cell").order_by("pk")
    return [
        {
            "organisation": str(each.participant_id),
            "line": each.cell.line,
            "text": each.text,
            "state": each.state,
            "answer": each.answer,
            "answered_by": each.answered_by_name,
        }
        for each in rows
    ]
