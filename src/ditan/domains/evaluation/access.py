"""What opens each address and operation of evaluations."""

from __future__ import annotations

from ditan.base.declaration import Access
from ditan.domains.evaluation.permissions import EDIT, EXPORT, FINALISE, VIEW

# An evaluation speaks of the whole plan and is no organisation's: drafts are for roles with all data (selectors/scope.py).
ACCESS = (
    Access("evaluation:list", VIEW),
    Access("evaluation:new", EDIT),
    Access("evaluation:evaluation", VIEW),
    *(Access(f"evaluation:{name}", EDIT) for name in ("details", "chapter", "move", "leave_out", "take_in", "delete")),
    Access("evaluation:finalise", FINALISE),
    Access("evaluation:export", EXPORT, second_factor=True),
    Access("api:evaluation_evaluations", VIEW),
    Access("api:evaluation_evaluation", VIEW),
)
