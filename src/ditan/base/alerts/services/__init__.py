"""All writes to alerts and their rules. Domains call `on_targets` when targets move."""

from ditan.base.alerts.services.evaluating import on_targets, on_values

__all__ = ["on_targets", "on_values"]
