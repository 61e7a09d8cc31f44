"""All reads of reporting; `user` first, rows already cut to what she may see."""

from ditan.base.workflow.rounds.selectors.rounds import (
    RoundFilters,
    get_assignment,
    get_round,
    list_assignments,
    list_rounds,
    my_assignments,
)
from ditan.base.workflow.rounds.selectors.sheet import Row, Sheet, sheet_of
from ditan.base.workflow.rounds.selectors.steps import history

__all__ = [
    "RoundFilters",
    "Row",
    "Sheet",
    "get_assignment",
    "get_round",
    "history",
    "list_assignments",
    "list_rounds",
    "my_assignments",
    "sheet_of",
]
