"""Yearly work plans: what one year asks of whom, and every edition that was issued."""

from ditan.domains.workplans.models.edition import Edition, WorkStep
from ditan.domains.workplans.models.handed import LineImport
from ditan.domains.workplans.models.line import LineKind, WorkLine
from ditan.domains.workplans.models.workplan import WorkPlan, WorkPlanState

__all__ = ["Edition", "LineImport", "LineKind", "WorkLine", "WorkPlan", "WorkPlanState", "WorkStep"]
