"""When a session is over."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum

from ditan.core.security.controls import Controls

SKEW = timedelta(minutes=2)
"""Clocks of two processes may differ by this much; more means that a clock was put back."""


class Verdict(Enum):
    """What a session's age says."""

    GOOD = "good"
    IDLE = "idle"
    OLD = "old"
    CLOCK = "clock"


def idle_limit(controls: Controls, *, administrator: bool) -> timedelta:
    """How long nothing may happen."""
    return timedelta(minutes=controls.administrator_idle_minutes if administrator else controls.idle_minutes)


def verdict(
    started_at: datetime, last_seen: datetime, now: datetime, controls: Controls, *, administrator: bool
) -> Verdict:
    """Whether a session goes on.

    Parameters
    ----------
    started_at, last_seen, now
        Of the log-in, of the last request that was written down, of this request.
    administrator
        Whether the account belongs to one of the three administrators, whose idle time is shorter.

    Returns
    -------
    Verdict
        `CLOCK` where the log-in lies in the future: its age is not known, so it is over.

    Examples
    --------
    >>> from datetime import UTC
    >>> nine = datetime(2026, 3, 1, 9, tzinfo=UTC)
    >>> verdict(nine, nine, nine + timedelta(minutes=30), Controls(), administrator=False)
    <Verdict.IDLE: 'idle'>
    """
    if started_at - now > SKEW or last_seen - now > SKEW:
        return Verdict.CLOCK
    if now - started_at >= timedelta(hours=controls.session_hours):
        return Verdict.OLD
    if now - last_seen >= idle_limit(controls, administrator=administrator):
        return Verdict.IDLE
    return Verdict.GOOD
