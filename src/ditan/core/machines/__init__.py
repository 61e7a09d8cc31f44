"""State machines as tables, the library that runs them, and the tables of the platform. No Django, no clock."""

from ditan.core.machines.alerts import ALERT, AlertContext
from ditan.core.machines.assessments import ASSESSMENT, AssessmentContext
from ditan.core.machines.listing import mermaid, rows
from ditan.core.machines.machine import Guard, Machine, State, TableWrong, Transition, TransitionRefused
from ditan.core.machines.matters import MATTER, MatterContext
from ditan.core.machines.projects import PROJECT, SCREENING, ProjectContext, ScreeningContext
from ditan.core.machines.rounds import ROUND, RoundContext
from ditan.core.machines.soundness import faults, reachable
from ditan.core.machines.submissions import SUBMISSION, SubmissionContext
from ditan.core.machines.targets import HANDED_DOWN, PASSED, HandedDownContext, PassedContext
from ditan.core.machines.workplans import WORKPLAN, WorkPlanContext

__all__ = [
    "ALERT",
    "ASSESSMENT",
    "HANDED_DOWN",
    "MATTER",
    "PASSED",
    "PROJECT",
    "ROUND",
    "SCREENING",
    "SUBMISSION",
    "WORKPLAN",
    "AlertContext",
    "AssessmentContext",
    "Guard",
    "HandedDownContext",
    "Machine",
    "MatterContext",
    "PassedContext",
    "ProjectContext",
    "RoundContext",
    "ScreeningContext",
    "State",
    "SubmissionContext",
    "TableWrong",
    "Transition",
    "TransitionRefused",
    "WorkPlanContext",
    "faults",
    "mermaid",
    "reachable",
    "rows",
]
