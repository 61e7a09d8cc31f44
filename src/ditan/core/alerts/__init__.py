"""Rules of alerts: what each kind must be told, and when it fires. No Django, no clock, no database."""

from ditan.core.alerts import jump, lateness, threshold
from ditan.core.alerts.firing import Figure, Firing, Value, shown, with_unit
from ditan.core.alerts.lateness import Owed, ended_periods
from ditan.core.alerts.levels import GRAVEST_FIRST, LABELS, RANK, Level, is_worse, worst
from ditan.core.alerts.parameters import Field, Parameters, Spec, read_parameters
from ditan.core.alerts.targets import (
    FORECAST_SPEC,
    LIGHT_SPEC,
    TargetState,
    evaluate_forecast,
    evaluate_light,
)

SPECS = {spec.code: spec for spec in (threshold.SPEC, jump.SPEC, lateness.SPEC, LIGHT_SPEC, FORECAST_SPEC)}
"""Every kind of rule by its code."""

ABOUT_VALUES = ("threshold", "jump")
"""Kinds that look at values as they are recorded."""
ABOUT_TARGETS = ("light", "forecast")
"""Kinds that look at targets, as the domains that track them tell."""

__all__ = [
    "ABOUT_TARGETS",
    "ABOUT_VALUES",
    "GRAVEST_FIRST",
    "LABELS",
    "RANK",
    "SPECS",
    "Field",
    "Figure",
    "Firing",
    "Level",
    "Owed",
    "Parameters",
    "Spec",
    "TargetState",
    "Value",
    "ended_periods",
    "evaluate_forecast",
    "evaluate_light",
    "is_worse",
    "jump",
    "lateness",
    "read_parameters",
    "shown",
    "threshold",
    "with_unit",
    "worst",
]
