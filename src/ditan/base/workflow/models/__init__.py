"""Background jobs; reporting rounds; what organisations hand in; clocks and the levels that they climb."""

from ditan.base.workflow.models.clocks import (
    Audience,
    ChainEdition,
    Clock,
    ClockLight,
    ClockState,
    Escalation,
    EscalationAct,
    EscalationChain,
    EscalationLevel,
)
from ditan.base.workflow.models.jobs import OPEN_STATES, Job, JobState
from ditan.base.workflow.models.relations import CheckLevel, Comparator, Relation, RelationTerm
from ditan.base.workflow.models.remarks import CellComment, Evidence
from ditan.base.workflow.models.requests import IdempotencyKey
from ditan.base.workflow.models.rounds import Assignment, Round, RoundKind, RoundMetric, RoundState
from ditan.base.workflow.models.sheets import SheetImport
from ditan.base.workflow.models.submissions import Cell, CellState, Submission, SubmissionState, SubmissionStep

__all__ = [
    "OPEN_STATES",
    "Assignment",
    "Audience",
    "Cell",
    "CellComment",
    "CellState",
    "ChainEdition",
    "CheckLevel",
    "Clock",
    "ClockLight",
    "ClockState",
    "Comparator",
    "Escalation",
    "EscalationAct",
    "EscalationChain",
    "EscalationLevel",
    "Evidence",
    "IdempotencyKey",
    "Job",
    "JobState",
    "Relation",
    "RelationTerm",
    "Round",
    "RoundKind",
    "RoundMetric",
    "RoundState",
    "SheetImport",
    "Submission",
    "SubmissionState",
    "SubmissionStep",
]
