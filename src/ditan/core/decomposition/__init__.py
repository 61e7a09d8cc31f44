"""A target taken apart into years, departments and towns: proposals, whether they add up, and what a deviation asks for."""

from ditan.core.decomposition.annual import TRAJECTORIES, Kind, Trajectory, Year, annual_path
from ditan.core.decomposition.budget import STANDINGS, Deviation, Standing, adjusted_path, deviation
from ditan.core.decomposition.parts import CHINESE, Bound, Part, Rule, apportion, combined
from ditan.core.decomposition.reconciling import LEVELS, Level, Message, reconcile, reconcile_path

__all__ = [
    "CHINESE",
    "LEVELS",
    "STANDINGS",
    "TRAJECTORIES",
    "Bound",
    "Deviation",
    "Kind",
    "Level",
    "Message",
    "Part",
    "Rule",
    "Standing",
    "Trajectory",
    "Year",
    "adjusted_path",
    "annual_path",
    "apportion",
    "combined",
    "deviation",
    "reconcile",
    "reconcile_path",
]
