"""The ways out of the platform: which fields an address has, and how a message is handed over."""

from ditan.base.notices.outside.addresses import FIELDS, AddressField, checked, shown
from ditan.base.notices.outside.sending import Answer, send

__all__ = ["FIELDS", "AddressField", "Answer", "checked", "send", "shown"]
