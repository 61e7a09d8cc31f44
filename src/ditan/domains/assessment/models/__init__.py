"""Rubrics, assessments of organisations by them, scores, appeals, frozen results."""

from ditan.domains.assessment.models.assessments import (
    Assessment,
    AssessmentState,
    AssessmentStep,
    Cell,
    Participant,
    Stage,
)
from ditan.domains.assessment.models.frozen import Snapshot
from ditan.domains.assessment.models.rubrics import Rubric, RubricVersion
from ditan.domains.assessment.models.scores import Appeal, AppealState, CellEvidence, Remark, Score

__all__ = [
    "Appeal",
    "AppealState",
    "Assessment",
    "AssessmentState",
    "AssessmentStep",
    "Cell",
    "CellEvidence",
    "Participant",
    "Remark",
    "Rubric",
    "RubricVersion",
    "Score",
    "Snapshot",
    "Stage",
]
