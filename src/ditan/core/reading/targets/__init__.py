"""Targets of the running text: name, value, unit, year, comparator, base."""

from ditan.core.reading.targets.read import read_targets

__all__ = ["read_targets"]
