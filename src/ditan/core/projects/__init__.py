"""Money of projects: sums that always equal their parts, what was overspent, and the light of a project."""

from ditan.core.projects.light import Due, Light, light_of
from ditan.core.projects.money import (
    KINDS,
    UNDECIDED,
    UNITS,
    Amount,
    Ledger,
    MoneyRefused,
    Note,
    in_unit,
    ledger_of,
    overspending,
    reconcile_total,
    words_of,
)

__all__ = [
    "KINDS",
    "UNDECIDED",
    "UNITS",
    "Amount",
    "Due",
    "Ledger",
    "Light",
    "MoneyRefused",
    "Note",
    "in_unit",
    "ledger_of",
    "light_of",
    "overspending",
    "reconcile_total",
    "words_of",
]
