"""Who may do what with inventories. Default deny."""

from __future__ import annotations

from typing import Any

from ditan.base import declaration
from ditan.base.declaration import may

VIEW = "inventory.view_inventories"
EDIT = "inventory.edit_inventories"
"""Enter rows, choose factors, answer findings, lock."""
SIGN = "inventory.sign_inventories"
FACTORS = "inventory.manage_factors"
"""Enter local factors with their source."""
EXPORT = "inventory.export_inventories"


def require(user: Any, permission: str) -> None:
    """Refuse where the user does not hold the permission, or may not see inventories at all."""
    for needed in (permission, VIEW):
        declaration.require(user, needed)


__all__ = ["EDIT", "EXPORT", "FACTORS", "SIGN", "VIEW", "may", "require"]
