"""Writing the log."""

from ditan.base.audit.services.recording import record, record_apart

__all__ = ["record", "record_apart"]
