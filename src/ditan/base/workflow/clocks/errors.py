"""What can be refused of chains and clocks.

ClockRefused
└── NoClock   nothing of that key is being timed
"""

from __future__ import annotations

from ditan.base.refusal import Refusal


class ClockRefused(Refusal):
    """An action on a clock that was refused."""

    code = "clock_refused"
    status = 409


class NoClock(ClockRefused):
    code = "no_clock"
