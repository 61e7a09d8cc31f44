"""What the directory rests on: intervals of dates, region codes, trees, and codes of organisations. No Django, no clock."""

from ditan.core.directory.codes import CodeRefused, is_local_code, level_of_code, parent_of_code, region_code
from ditan.core.directory.credit import CreditCodeRefused, credit_code
from ditan.core.directory.intervals import Gap, Interval, faults_of_succession, holding_on
from ditan.core.directory.trees import below, cycle_through, path_of, range_of, replanted

__all__ = [
    "CodeRefused",
    "CreditCodeRefused",
    "Gap",
    "Interval",
    "below",
    "credit_code",
    "cycle_through",
    "faults_of_succession",
    "holding_on",
    "is_local_code",
    "level_of_code",
    "parent_of_code",
    "path_of",
    "range_of",
    "region_code",
    "replanted",
]
