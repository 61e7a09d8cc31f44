"""What the database itself refuses of the history of submissions."""

from ditan.base.append_only import Triggers

TRIGGERS = Triggers(("workflow_submissionstep",), "workflow", "steps of submissions are append-only")
