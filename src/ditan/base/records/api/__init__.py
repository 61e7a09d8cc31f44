"""Metrics, values, series and traces for programs: what the pages show, by the same reads."""

from ditan.base.records.api.operations import router

__all__ = ["router"]
