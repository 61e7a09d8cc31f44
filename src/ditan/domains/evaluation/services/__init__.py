"""All writes of evaluations."""

from ditan.domains.evaluation.services.finalising import finalise
from ditan.domains.evaluation.services.making import change_details, delete_draft, make_evaluation
from ditan.domains.evaluation.services.writing import leave_out, move_chapter, take_in, write_chapter

__all__ = [
    "change_details",
    "delete_draft",
    "finalise",
    "leave_out",
    "make_evaluation",
    "move_chapter",
    "take_in",
    "write_chapter",
]
