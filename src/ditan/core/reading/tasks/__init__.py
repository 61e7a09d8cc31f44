"""Tasks: the rows of a plan's task tables (任务分工表), each linked to the measure of the body that it repeats."""

from ditan.core.reading.tasks.read import read_tasks

__all__ = ["read_tasks"]
