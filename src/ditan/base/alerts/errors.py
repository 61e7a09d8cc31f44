"""What can be refused of alerts, in Chinese: what was found and what to do next.

AlertRefused
├── NotYours     the user holds the permission, and this alert is somebody else's to deal with
└── WrongState   the alert is not at a point where this can be done, or something is missing
"""

from __future__ import annotations

from ditan.base.refusal import Refusal


class AlertRefused(Refusal):
    """An action on an alert that was refused."""

    code = "alert_refused"
    status = 409


class NotYours(AlertRefused):
    code = "not_yours"


class WrongState(AlertRefused):
    code = "wrong_state"
