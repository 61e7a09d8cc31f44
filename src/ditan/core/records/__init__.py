"""What a recorded value is, before any database: how a report is read, which of several versions stands."""

from ditan.core.records.reported import Misreported, Reported, decimals_of, read_reported, shown
from ditan.core.records.standing import STATUSES, Choice, Standing, Version, eligible, place, rank
from ditan.core.records.units import UnitMismatch, factor_between

__all__ = [
    "STATUSES",
    "Choice",
    "Misreported",
    "Reported",
    "Standing",
    "UnitMismatch",
    "Version",
    "decimals_of",
    "eligible",
    "factor_between",
    "place",
    "rank",
    "read_reported",
    "shown",
]
