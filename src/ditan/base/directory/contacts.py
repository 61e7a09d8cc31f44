"""Telephone numbers as a user may see them. Only who holds the permission reads them whole."""

from __future__ import annotations

from typing import Any

from ditan.base.declaration import may
from ditan.base.directory.permissions import CONTACTS
from ditan.core.security.masking import mask_phone


def shown_phone(user: Any, number: str) -> str:
    """The number, or with its middle hidden."""
    return number if may(user, CONTACTS) else mask_phone(number)
