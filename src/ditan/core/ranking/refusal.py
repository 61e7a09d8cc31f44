"""What a ranking refuses: a table that is none, a weight below zero, a comparison that contradicts itself."""

from __future__ import annotations


class RankingRefused(ValueError):
    """A ranking that cannot be computed as it was asked for; the message is Chinese: what was found, what is expected."""
