"""One submission as a grid: metrics down, what is known of each across."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from ditan.base.workflow.models import Assignment, Cell, CellComment, CellState, Evidence, Submission
from ditan.base.workflow.rounds.checking import Checked, Remark, background_of, check_cells
from ditan.base.workflow.rounds.past import Earlier, Periods, periods_of


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the grid."""

    cell: Cell
    last: Earlier | None
    year_ago: Earlier | None
    remarks: tuple[Remark, ...] = ()
    comments: tuple[CellComment, ...] = ()
    files: int = 0
    starts_section: bool = False

    @property
    def metric(self) -> Any:
        return self.cell.asked.metric

    @property
    def worst(self) -> str:
        """The heaviest level of its remarks that is not explained; "" where none is left."""
        return next((each.level for each in self.remarks if not each.explained), "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A submission with all that its page shows."""

    assignment: Assignment
    submission: Submission
    periods: Periods
    rows: tuple[Row, ...]
    checked: Checked
    evidence: tuple[Evidence, ...] = field(default_factory=tuple)

    @property
    def filled(self) -> int:
        return sum(row.cell.state != CellState.EMPTY for row in self.rows)


def sheet_of(user: Any, assignment: Assignment) -> Sheet:
    """The grid of an assignment that the user was given by `get_assignment`. Six queries, however many rows; one more where metrics are related."""
    submission = assignment.submission
    cells = list(submission.cells.select_related("asked__metric").order_by("asked__position", "pk"))
    for cell in cells:
        cell.submission = submission
    background = background_of(assignment, cells)
    earlier = background.earlier
    periods = periods_of(assignment.round.period)
    checked = check_cells(cells, background, periods)
    comments: dict[int, list[CellComment]] = {}
    for each in CellComment.objects.filter(cell__submission=submission):
        comments.setdefault(each.cell_id, []).append(each)
    evidence = tuple(submission.evidence.filter(removed_at=None).select_related("source", "cell__asked__metric"))
    files = Counter(each.cell_id for each in evidence)
    rows, section = [], ""
    for cell in cells:
        begins = bool(cell.asked.section) and cell.asked.section != section
        section = cell.asked.section
        rows.append(
            Row(
                cell,
                earlier.get((cell.asked.metric_id, periods.last)),
                earlier.get((cell.asked.metric_id, periods.year_ago)),
                checked.remarks.get(cell.asked_id, ()),
                tuple(comments.get(cell.pk, ())),
                files[cell.pk],
                begins,
            )
        )
    return Sheet(assignment, submission, periods, tuple(rows), checked, evidence)
