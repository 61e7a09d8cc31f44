"""Who may arrange roles. Default deny."""

from __future__ import annotations

from typing import Any

from ditan.base import declaration
from ditan.base.access.errors import NotAllowed

VIEW = "access.view_roles"
MANAGE = "access.manage_roles"
GRANT = "access.grant_roles"
MATRIX = "access.view_matrix"


def require(user: Any, permission: str) -> None:
    """Refuse with `NotAllowed` where the user does not hold the permission."""
    declaration.require(user, permission, NotAllowed)
