"""Assessments: the list, the grid of organisations and lines, one organisation's sheet, one line with all about it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from ditan.base.searching import holding
from ditan.core.ranking import Place, places
from ditan.core.rubrics import PARTS, Line, Rubric, ScoreSheet
from ditan.domains.assessment.models import (
    Appeal,
    AppealState,
    Assessment,
    AssessmentState,
    AssessmentStep,
    Cell,
    CellEvidence,
    Participant,
    Remark,
    Score,
    Stage,
)
from ditan.domains.assessment.permissions import REVIEW, SCORE, may
from ditan.domains.assessment.rules import line_of, rules_of, sheet_of
from ditan.domains.assessment.selectors.scope import (
    manages,
    reviews,
    sees_all,
    visible_assessments,
    visible_participants,
)

MOST_BOX = 6


@dataclass(frozen=True, slots=True)
class AssessmentFilters:
    """What a search asks for; empty parts ask nothing."""

    words: str = ""
    state: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class GridRow:
    """One organisation in the grid: its cells in the order of the lines, what it comes to, its place."""

    participant: Participant
    cells: tuple[Cell, ...]
    sheet: ScoreSheet
    place: Place
    appeals: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """Organisations by lines. `groups` are headings over the lines: (name, number of lines)."""

    lines: tuple[Line, ...]
    groups: tuple[tuple[str, int], ...]
    rows: tuple[GridRow, ...]

    @property
    def missing(self) -> int:
        """How many cells have no score."""
        return sum(len(row.sheet.missing) for row in self.rows)


def list_assessments(user: Any, filters: AssessmentFilters | None = None) -> QuerySet[Assessment]:
    """Assessments that match, the newest first, each with how many organisations the user sees in it."""
    wanted = filters or AssessmentFilters()
    rows = visible_assessments(user)
    for word in wanted.words.replace("\x00", "").split():
        rows = rows.filter(holding(word, "title"))
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.year is not None:
        rows = rows.filter(year=wanted.year)
    seen = Q() if sees_all(user) else Q(participants__in=visible_participants(user))
    return (
        rows.select_related("rubric_version")
        .annotate(
            organisations=Count("participants", filter=seen, distinct=True),
            handed_in=Count("participants", filter=seen & Q(participants__handed_in_at__isnull=False), distinct=True),
        )
        .order_by("-year", "-pk")
    )


def get_assessment(user: Any, pk: int) -> Assessment:
    """One assessment; `DoesNotExist` where the user sees nobody in it."""
    return visible_assessments(user).select_related("rubric_version__rubric").get(pk=pk)


def get_participant(user: Any, pk: int) -> Participant:
    """One organisation under assessment; `DoesNotExist` where it lies outside the user's data."""
    rows = visible_participants(user).select_related("assessment__rubric_version", "organisation")
    return rows.get(pk=pk)


def get_cell(user: Any, pk: int) -> Cell:
    """One line of one organisation; `DoesNotExist` where it lies outside the user's data."""
    rows = Cell.objects.filter(participant__in=visible_participants(user))
    return rows.select_related("participant__assessment__rubric_version", "participant__organisation").get(pk=pk)


def get_appeal(user: Any, pk: int) -> Appeal:
    """One appeal; `DoesNotExist` where it lies outside the user's data."""
    rows = Appeal.objects.filter(participant__in=visible_participants(user))
    return rows.select_related("cell", "participant__assessment__rubric_version", "participant__organisation").get(
        pk=pk
    )


def grid(user: Any, assessment: Assessment) -> Grid:
    """All organisations that the user sees, by lines. Four queries, however many there are."""
    rubric = rules_of(assessment)
    participants = list(visible_participants(user).filter(assessment=assessment).order_by("position", "pk"))
    by_participant: dict[int, dict[str, Cell]] = defaultdict(dict)
    columns = ("participant_id", "line", "stage", "points", "met", "failed", "missing", "self_points", "review_points")
    for cell in Cell.objects.filter(participant__in=participants).only(
        "pk", *columns, "final_points", "working", "source"
    ):
        by_participant[cell.participant_id][cell.line] = cell
    sheets = {each.pk: sheet_of(rubric, by_participant[each.pk].values()) for each in participants}
    ranks = places({str(pk): None if sheet.total is None else float(sheet.total) for pk, sheet in sheets.items()})
    open_appeals = Appeal.objects.filter(participant__in=participants, state=AppealState.OPEN)
    appeals = dict(open_appeals.order_by().values_list("participant").annotate(number=Count("pk")))
    rows = tuple(
        GridRow(
            each,
            tuple(by_participant[each.pk][line.code] for line in rubric.lines),
            sheets[each.pk],
            ranks[str(each.pk)],
            appeals.get(each.pk, 0),
        )
        for each in participants
    )
    return Grid(rubric.lines, groups_of(rubric), rows)


def groups_of(rubric: Rubric) -> tuple[tuple[str, int], ...]:
    """Headings of neighbouring lines, and how many stand below each."""
    found: list[tuple[str, int]] = []
    for line in rubric.lines:
        name = line.group or str(PARTS[line.part])
        if found and found[-1][0] == name:
            found[-1] = (name, found[-1][1] + 1)
        else:
            found.append((name, 1))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Ask:
    """An input of a line on a form: its place in the form, its name, and what stands."""

    number: int
    name: str
    label: str
    unit: str
    yes_no: bool
    value: Any


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line on an organisation's sheet."""

    cell: Cell
    line: Line
    asks: tuple[Ask, ...]
    starts_group: str = ""
    files: int = 0
    remarks: int = 0
    appeal: Appeal | None = None

    @property
    def override(self) -> str:
        """Points that were set against the rule, as they were typed."""
        return str(self.cell.inputs.get("override", ""))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One organisation's sheet. `shows_found` says whether scores beyond its own may be seen."""

    lines: tuple[SheetLine, ...]
    result: ScoreSheet
    shows_found: bool
    place: Place | None = None
    of: int = 0
    steps: list[AssessmentStep] = field(default_factory=list)
    appeals: list[Appeal] = field(default_factory=list)

    @property
    def self_total(self) -> Decimal:
        """What the organisation gives itself, as far as it goes; penalties count against it."""
        signs = {"penalty": -1}
        parts = (
            signs.get(row.line.part.value, 1) * row.cell.self_points
            for row in self.lines
            if row.cell.self_points is not None
        )
        return max(Decimal(0), sum(parts, Decimal(0)))


def sheet(user: Any, participant: Participant) -> Sheet:
    """The sheet of one organisation: lines, inputs, how many files and remarks, what came of it. Constant queries."""
    assessment = participant.assessment
    rubric = rules_of(assessment)
    cells = {cell.line: cell for cell in participant.cells.all()}
    keys = [cell.pk for cell in cells.values()]
    files = _counts(CellEvidence.objects.filter(cell__in=keys, removed_at=None))
    remarks = _counts(Remark.objects.filter(cell__in=keys))
    appeals = list(participant.appeals.select_related("cell").order_by("pk"))
    latest = {each.cell_id: each for each in appeals}
    rows, heading = list[SheetLine](), None
    for line in rubric.lines:
        cell = cells[line.code]
        name = line.group or str(PARTS[line.part])
        rows.append(
            SheetLine(
                cell,
                line,
                asks_of(line, cell),
                name if name != heading else "",
                files.get(cell.pk, 0),
                remarks.get(cell.pk, 0),
                latest.get(cell.pk),
            )
        )
        heading = name
    shown = assessment.is_published or sees_all(user) or reviews(user, participant)
    place, number = _place(assessment, participant) if assessment.is_published else (None, 0)
    steps = list(participant.steps.order_by("-pk")[:50])
    return Sheet(tuple(rows), sheet_of(rubric, cells.values()), shown, place, number, steps, appeals)


def asks_of(line: Line, cell: Cell) -> tuple[Ask, ...]:
    """The inputs of a line with what stands."""
    return tuple(
        Ask(number, each.name, each.label, each.unit, each.type == "yes_no", cell.inputs.get(each.name, ""))
        for number, each in enumerate(line.rule.inputs(line.parameters))
    )


def _counts(rows: QuerySet[Any]) -> dict[int, int]:
    return dict(rows.order_by().values_list("cell").annotate(number=Count("pk")))


def _place(assessment: Assessment, participant: Participant) -> tuple[Place | None, int]:
    """The place among all, for whom sees only its own sheet: a place is published, the scores of others are not."""
    rubric = rules_of(assessment)
    cells: dict[int, list[Cell]] = defaultdict(list)
    for cell in Cell.objects.filter(participant__assessment=assessment).only(
        "participant_id", "line", "points", "met", "failed", "missing", "working"
    ):
        cells[cell.participant_id].append(cell)
    totals = {str(pk): sheet_of(rubric, rows).total for pk, rows in cells.items()}
    ranks = places({key: None if total is None else float(total) for key, total in totals.items()})
    return ranks.get(str(participant.pk)), len(totals)


@dataclass(frozen=True, slots=True)
class CellPage:
    """One line of one organisation with all about it."""

    line: Line
    asks: tuple[Ask, ...]
    scores: list[Score]
    files: list[CellEvidence]
    remarks: list[Remark]
    appeals: list[Appeal]
    shows_found: bool


def cell_page(user: Any, cell: Cell) -> CellPage:
    """All about one line: its rule, every score that it was given, files, remarks, appeals."""
    participant = cell.participant
    line = line_of(participant.assessment, cell.line)
    shown = participant.assessment.is_published or sees_all(user) or reviews(user, participant)
    scores = cell.scores.order_by("-pk")
    return CellPage(
        line,
        asks_of(line, cell),
        list(scores if shown else scores.filter(stage=Stage.SELF)),
        list(cell.evidence.filter(removed_at=None).select_related("source")),
        list(cell.remarks.order_by("-pk")),
        list(cell.appeals.order_by("-pk")),
        shown,
    )


def steps_of(user: Any, assessment: Assessment) -> QuerySet[AssessmentStep]:
    """What happened to the assessment and to the organisations that the user sees, the newest first."""
    rows = assessment.steps.select_related("participant").order_by("-pk")
    if sees_all(user):
        return rows
    return rows.filter(Q(participant=None) | Q(participant__in=visible_participants(user)))


def appeals_of(user: Any, assessment: Assessment) -> list[tuple[Appeal, Line]]:
    """Appeals of the organisations that the user sees, those that wait first."""
    rows = Appeal.objects.filter(participant__assessment=assessment, participant__in=visible_participants(user))
    lines = {line.code: line for line in rules_of(assessment).lines}
    found = rows.select_related("cell", "participant").order_by("pk")
    return sorted(((each, lines[each.cell.line]) for each in found), key=lambda pair: pair[0].state != AppealState.OPEN)


def to_do(user: Any) -> dict[str, Any]:
    """What waits for the user: own scores to hand in, scores to review, appeals to answer. Three queries."""
    mine: list[Participant] = []
    waiting = answers = 0
    if may(user, SCORE):
        rows = visible_participants(user, SCORE).filter(handed_in_at=None)
        rows = rows.filter(
            Q(assessment__state=AssessmentState.SELF_SCORING)
            | (Q(assessment__state=AssessmentState.REVIEW) & ~Q(returned_why=""))
        )
        mine = list(rows.select_related("assessment").order_by("assessment__self_due_on", "pk")[:MOST_BOX])
    if may(user, REVIEW):
        reached = visible_participants(user, REVIEW)
        review = reached.filter(assessment__state=AssessmentState.REVIEW, handed_in_at__isnull=False)
        waiting = review.filter(cells__review_points=None).distinct().count()
        answers = Appeal.objects.filter(participant__in=reached, state=AppealState.OPEN).count()
    return {"mine": mine, "waiting": waiting, "answers": answers, "total": len(mine) + waiting + answers}


def waiting_count(user: Any) -> int:
    """How many things wait for me, for the menu."""
    return int(to_do(user)["total"])


def summary(user: Any, assessment: Assessment) -> dict[str, int]:
    """How far the organisations that the user sees are."""
    rows = visible_participants(user).filter(assessment=assessment)
    counted = rows.aggregate(total=Count("pk"), handed_in=Count("pk", filter=Q(handed_in_at__isnull=False)))
    cells = Cell.objects.filter(participant__in=rows)
    lacking = cells.aggregate(
        unscored=Count("pk", filter=Q(points=None)),
        unreviewed=Count("pk", filter=Q(review_points=None)),
        unfinished=Count("pk", filter=Q(final_points=None)),
    )
    return counted | lacking | {"manages": int(manages(user))}
