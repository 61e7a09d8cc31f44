"""What can be refused of work plans, in Chinese: what was found and what to do next.

WorkPlanRefused
├── WrongState     the plan is not at a point where this can be done, or something is missing
└── NotAvailable   the thing is gone
"""

from __future__ import annotations

from ditan.base.refusal import Refusal


class WorkPlanRefused(Refusal):
    """An action on a work plan that was refused."""

    code = "workplan_refused"
    status = 409


class WrongState(WorkPlanRefused):
    code = "wrong_state"


class NotAvailable(WorkPlanRefused):
    code = "not_available"
    status = 404
