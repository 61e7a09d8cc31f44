"""What can be refused of matters, in Chinese: what was found and what to do next.

SupervisionRefused
├── NotYours     the user holds the permission, and this matter is somebody else's to deal with
├── WrongState   the matter is not at a point where this can be done, or something is missing
└── Circular     a matter would come to stand below itself
"""

from __future__ import annotations

from ditan.base.refusal import Refusal


class SupervisionRefused(Refusal):
    """An action on a matter that was refused."""

    code = "supervision_refused"
    status = 409


class NotYours(SupervisionRefused):
    code = "not_yours"


class WrongState(SupervisionRefused):
    code = "wrong_state"


class Circular(SupervisionRefused):
    code = "circular"
