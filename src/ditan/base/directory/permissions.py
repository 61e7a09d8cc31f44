"""Who may see and keep the directory. Default deny."""

from __future__ import annotations

from typing import Any

from ditan.base import declaration
from ditan.base.directory.errors import NotAllowed

VIEW = "directory.view_directory"
MANAGE = "directory.manage_directory"
DICTIONARIES = "directory.manage_dictionaries"
CONTACTS = "directory.view_contacts"


def require(user: Any, permission: str) -> None:
    """Refuse with `NotAllowed` where the user does not hold the permission."""
    declaration.require(user, permission, NotAllowed)
