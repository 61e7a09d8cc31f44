"""What can be refused of projects, in Chinese: what was found and what to do next.

ProjectRefused
├── NotYours     the user holds the permission, and this project is another organisation's
└── WrongState   the project is not at a point where this can be done, or something is missing
"""

from __future__ import annotations

from ditan.base.refusal import Refusal


class ProjectRefused(Refusal):
    """An action on a project that was refused."""

    code = "project_refused"
    status = 409


class NotYours(ProjectRefused):
    code = "not_yours"


class WrongState(ProjectRefused):
    code = "wrong_state"
