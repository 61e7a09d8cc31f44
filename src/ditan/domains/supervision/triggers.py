"""What the database itself refuses of the history of matters."""

from ditan.base.append_only import Triggers

TRIGGERS = Triggers(
    ("supervision_matterstep", "supervision_progress", "supervision_evidence"),
    "supervision",
    "history of matters is append-only",
)
