"""All writes of the message centre."""

from ditan.base.notices.services.notifying import notify

__all__ = ["notify"]
