"""All writes of the message centre."""

from ditan.base.notices.services.notifying import notify
from ditan.base.notices.services.reading import mark_all_read, mark_read

__all__ = ["mark_all_read", "mark_read", "notify"]
