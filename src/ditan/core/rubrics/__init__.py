"""Rubrics of assessments (考核评分细则) as data, and the sheet that one gives for what is known of somebody."""

from ditan.core.rubrics.refusal import RubricRefused
from ditan.core.rubrics.rubric import (
    FAILED,
    KINDS,
    PARTS,
    WHOLE,
    Fault,
    Line,
    Part,
    Rubric,
    faults,
    from_plain,
    line_faults,
    plain,
    to_plain,
)
from ditan.core.rubrics.rules import Field, Input, Kind, Outcome, read_parameters
from ditan.core.rubrics.sheet import OVERRIDE, LineScore, ScoreSheet, read_inputs, rounded, score, score_line, totalled

__all__ = [
    "FAILED",
    "KINDS",
    "OVERRIDE",
    "PARTS",
    "WHOLE",
    "Fault",
    "Field",
    "Input",
    "Kind",
    "Line",
    "LineScore",
    "Outcome",
    "Part",
    "Rubric",
    "RubricRefused",
    "ScoreSheet",
    "faults",
    "from_plain",
    "line_faults",
    "plain",
    "read_inputs",
    "read_parameters",
    "rounded",
    "score",
    "score_line",
    "to_plain",
    "totalled",
]
