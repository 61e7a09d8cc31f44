"""Who may do what with accounts. Default deny."""

from __future__ import annotations

from typing import Any

from ditan.base import declaration
from ditan.base.access.held import roles_held
from ditan.base.accounts.errors import NotAllowed

VIEW = "accounts.view_accounts"
MANAGE = "accounts.manage_accounts"
POLICY = "accounts.view_policy"
RELEASE = "accounts.release_accounts"

ADMINISTRATORS = ("system", "security", "audit")


def require(user: Any, permission: str) -> None:
    """Refuse with `NotAllowed` where the user does not hold the permission."""
    declaration.require(user, permission, NotAllowed)


def is_administrator(user: Any) -> bool:
    """Whether the user is one of the three administrators today."""
    return any(role.duty in ADMINISTRATORS for role in roles_held(user).roles)
