"""What the database itself refuses of the history and the money of projects."""

from ditan.base.append_only import Triggers

TRIGGERS = Triggers(
    ("projects_projectstep", "projects_money", "projects_abatement"),
    "projects",
    "history and money of projects are append-only",
)
