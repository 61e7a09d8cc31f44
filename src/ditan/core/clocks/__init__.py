"""Deadlines in working days: the days of a chain of escalation, and the light of a deadline. No Django, no clock."""

from ditan.core.clocks.lights import Light, green_from, light_of
from ditan.core.clocks.steps import Step, steps_reached
from ditan.core.clocks.working_days import WorkingDays, YearUnknown

__all__ = ["Light", "Step", "WorkingDays", "YearUnknown", "green_from", "light_of", "steps_reached"]
