"""Writing the log, sealing it, and looking after it."""

from ditan.base.audit.services.recording import record, record_apart

__all__ = ["record", "record_apart"]
