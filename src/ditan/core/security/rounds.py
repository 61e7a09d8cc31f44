"""How many rounds of a password hash fit a time budget."""

from __future__ import annotations

LEAST = {"sha256": 600_000, "sm3": 200_000}
"""Never fewer, however slow the machine."""

DEFAULT = {"sha256": 900_000, "sm3": 350_000}
"""About 300 ms on the machine on which this was measured first."""

STEP = 10_000


def rounds_for(digest: str, measured_rounds: int, measured_seconds: float, budget_seconds: float) -> int:
    """The number of rounds, rounded down to ten thousand and never below the least.

    >>> rounds_for("sha256", 100_000, 0.033, 0.3), rounds_for("sm3", 100_000, 1.0, 0.3)
    (900000, 200000)
    """
    fitting = int(measured_rounds * budget_seconds / max(measured_seconds, 1e-6))
    return max(LEAST[digest], fitting // STEP * STEP)
