"""What the database itself refuses of texts and frozen reports."""

from ditan.base.append_only import Triggers

TRIGGERS = Triggers(
    ("evaluation_prose", "evaluation_snapshot"), "evaluation", "texts and frozen evaluations are append-only"
)
