"""What the database itself refuses of issued rubrics, scores, steps and frozen results."""

from ditan.base.append_only import Triggers

TRIGGERS = Triggers(
    (
        "assessment_rubricversion",
        "assessment_score",
        "assessment_remark",
        "assessment_assessmentstep",
        "assessment_snapshot",
    ),
    "assessment",
    "issued rubrics, scores and frozen results are append-only",
)
