"""A target held against its values: whether it is reached, how far it is on its path, its light, and what is left to do."""

from ditan.core.targets.asked import Actual, Asked, Basis, comparable
from ditan.core.targets.handing import is_handed_down
from ditan.core.targets.judge import STALE_MONTHS, Judgement, Situation, judge
from ditan.core.targets.meeting import comparison, is_rising, meets
from ditan.core.targets.path import path_of
from ditan.core.targets.progress import Progress, progress_of

__all__ = [
    "STALE_MONTHS",
    "Actual",
    "Asked",
    "Basis",
    "Judgement",
    "Progress",
    "Situation",
    "comparable",
    "comparison",
    "is_handed_down",
    "is_rising",
    "judge",
    "meets",
    "path_of",
    "progress_of",
]
