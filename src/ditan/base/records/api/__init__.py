"""Metrics and values for programs."""

from ditan.base.records.api import writing  # noqa: F401 - its operations join the router
from ditan.base.records.api.operations import router

__all__ = ["router"]
