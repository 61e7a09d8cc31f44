"""What the database itself refuses of the history of submissions, of chains of escalation, and of clocks."""

from ditan.base.append_only import Triggers

TRIGGERS = Triggers(("workflow_submissionstep",), "workflow", "steps of submissions are append-only")
CLOCK_TRIGGERS = Triggers(
    ("workflow_chainedition", "workflow_escalationlevel", "workflow_escalation"),
    "workflow_clocks",
    "editions of chains and escalations are append-only",
)
