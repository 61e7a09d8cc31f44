"""Assessment of targets: intensity change, progress by both official conventions, paths, scores, weights."""

from ditan.core.assessment.completion import (
    Completion,
    Direction,
    completion_of,
    completion_of_decline,
    completion_of_text,
)
from ditan.core.assessment.intensity import OFFICIAL_DECIMALS, decline_of_growth, elasticity, intensity_change
from ditan.core.assessment.lights import LABELS, UNCONFIRMED, Light, Thresholds, Verdict, light
from ditan.core.assessment.progress import (
    Convention,
    average_annual_decline,
    cumulative_decline,
    decline_progress,
    linear_progress,
    logarithmic_progress,
    remaining_annual_decline,
    remaining_decline,
    time_progress,
)
from ditan.core.assessment.refusal import AssessmentRefused, Refusal, unknown
from ditan.core.assessment.scoring import (
    BonusScore,
    intensity_points,
    points_with_bonus,
    rate_times_points,
    total_points,
)
from ditan.core.assessment.trajectory import (
    geometric_declines,
    geometric_levels,
    linear_declines,
    linear_levels,
    needed_pace,
    needed_rate,
)
from ditan.core.assessment.weighting import share, weighted_mean, whole_of

__all__ = [
    "LABELS",
    "OFFICIAL_DECIMALS",
    "UNCONFIRMED",
    "AssessmentRefused",
    "BonusScore",
    "Completion",
    "Convention",
    "Direction",
    "Light",
    "Refusal",
    "Thresholds",
    "Verdict",
    "average_annual_decline",
    "completion_of",
    "completion_of_decline",
    "completion_of_text",
    "cumulative_decline",
    "decline_of_growth",
    "decline_progress",
    "elasticity",
    "geometric_declines",
    "geometric_levels",
    "intensity_change",
    "intensity_points",
    "light",
    "linear_declines",
    "linear_levels",
    "linear_progress",
    "logarithmic_progress",
    "needed_pace",
    "needed_rate",
    "points_with_bonus",
    "rate_times_points",
    "remaining_annual_decline",
    "remaining_decline",
    "share",
    "time_progress",
    "total_points",
    "unknown",
    "weighted_mean",
    "whole_of",
]
