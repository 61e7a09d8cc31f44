"""Rankings: the totals first, TOPSIS and entropy weights as second opinions, each with its working."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ditan.core.ranking import (
    EntropyWeights,
    Place,
    RankingRefused,
    Table,
    Topsis,
    entropy_weights,
    topsis,
)
from ditan.core.rubrics.frozen import opinions_of, shares_table
from ditan.domains.assessment.models import Assessment
from ditan.domains.assessment.rules import rules_of
from ditan.domains.assessment.selectors.assessments import Grid, grid
from ditan.domains.assessment.services.freezing import entropy_weights_in_force


@dataclass(frozen=True, slots=True)
class Opinion:
    """A second opinion on one organisation: its number as text, its place."""

    value: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class RankedRow:
    """One organisation by all three."""

    name: str
    pk: int
    total: Any
    grade: str
    place: Place
    missing: tuple[str, ...]
    near: Opinion | None
    entropy: Opinion | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """The ranking. `refused` says why an opinion cannot be had, by its name; `since` from which assessment the entropy
    weights are, "" where they are of these data."""

    grid: Grid
    rows: tuple[RankedRow, ...]
    table: Table | None
    near: Topsis | None
    weights: EntropyWeights | None
    used_weights: tuple[tuple[str, str], ...]
    refused: dict[str, str]
    since: str


def ranking(user: Any, assessment: Assessment) -> Ranking:
    """The organisations that the user sees, the best first; ties share a place, and what lacks a number has none."""
    rubric = rules_of(assessment)
    found = grid(user, assessment)
    sheets = {str(row.participant.pk): row.sheet for row in found.rows}
    frozen, since = entropy_weights_in_force(assessment)
    opinions = opinions_of(rubric, sheets, frozen)
    near, entropy = opinions.get("topsis", opinions), opinions.get("entropy", opinions)
    rows = tuple(
        RankedRow(
            row.participant.organisation_name,
            row.participant.pk,
            row.sheet.total,
            row.sheet.grade,
            row.place,
            tuple(line.name for line in rubric.lines if line.code in row.sheet.missing),
            _opinion(near, str(row.participant.pk)),
            _opinion(entropy, str(row.participant.pk)),
        )
        for row in found.rows
    )
    table = shares_table(rubric, sheets)
    names = {line.code: line.name for line in rubric.lines}
    refused = {key: each["refused"] for key, each in (("topsis", near), ("entropy", entropy)) if "refused" in each}
    used = tuple((names[code], weight) for code, weight in entropy.get("weights", {}).items())
    ordered = sorted(rows, key=lambda row: (row.place.place is None, row.place.place or 0))
    working, weights = _workings(table)
    return Ranking(found, tuple(ordered), table, working, weights, used, refused, since)


def _workings(table: Table | None) -> tuple[Topsis | None, EntropyWeights | None]:
    if table is None:
        return None, None
    try:
        working: Topsis | None = topsis(table)
    except RankingRefused:
        working = None
    try:
        return working, entropy_weights(table)
    except RankingRefused:
        return working, None


def _opinion(opinion: dict[str, Any], key: str) -> Opinion | None:
    if "refused" in opinion:
        return None
    place, tied = opinion["places"][key]
    return Opinion(opinion["values"][key], Place(place, tied))
