"""The rules of an assessment, read from the version that it began with, and the sheets that stand."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ditan.core.rubrics import Line, LineScore, Rubric, ScoreSheet, from_plain, totalled
from ditan.domains.assessment.models import Assessment, Cell


def rules_of(assessment: Assessment) -> Rubric:
    """The rubric of the assessment; read once for each object."""
    kept: Rubric | None = assessment.__dict__.get("_rules")
    if kept is None:
        kept = from_plain(assessment.rubric_version.content)
        assessment.__dict__["_rules"] = kept
    return kept


def line_of(assessment: Assessment, code: str) -> Line:
    """The line of this code; StopIteration never: cells are made from the same rubric."""
    return next(line for line in rules_of(assessment).lines if line.code == code)


def score_of(cell: Cell) -> LineScore:
    """The standing score of a cell, as a line of a sheet."""
    points = None if cell.points is None else cell.points.normalize() + Decimal(0)
    return LineScore(cell.line, points, cell.met, cell.working, tuple(cell.missing), cell.failed)


def sheet_of(rubric: Rubric, cells: Iterable[Cell]) -> ScoreSheet:
    """The sheet of one organisation from its cells, in any order."""
    found = {cell.line: score_of(cell) for cell in cells}
    return totalled(rubric, tuple(found[line.code] for line in rubric.lines))
