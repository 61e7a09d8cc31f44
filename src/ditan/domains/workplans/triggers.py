"""What the database itself refuses of issued editions and of the history of work plans."""

from ditan.base.append_only import Triggers

TRIGGERS = Triggers(
    ("workplans_edition", "workplans_workstep"), "workplans", "editions and history of work plans are append-only"
)
