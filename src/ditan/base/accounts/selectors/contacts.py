"""Telephone and identity numbers as this user may see them."""

from __future__ import annotations

from typing import Any

from ditan.base.accounts.permissions import may
from ditan.core.security import masking

CONTACTS = "directory.view_contacts"


def shown_phone(user: Any, number: str) -> str:
    """The number, or with its middle hidden from whoever may not see contacts."""
    return number if may(user, CONTACTS) else masking.mask_phone(number)


def shown_identity(user: Any, number: str) -> str:
    """The same for a resident's identity number."""
    return number if may(user, CONTACTS) else masking.mask_identity(number)


def shown_email(user: Any, address: str) -> str:
    """The same for an address of mail."""
    return address if may(user, CONTACTS) else masking.mask_email(address)
