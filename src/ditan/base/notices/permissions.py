"""Who may do what with messages. Reading one's own asks for nothing but signing in."""

from __future__ import annotations

from typing import Any

from ditan.base import declaration
from ditan.base.refusal import NotAllowed, Refusal

MANAGE = "notices.manage_notices"
VIEW_DELIVERIES = "notices.view_deliveries"
PUBLISH = "notices.publish_announcements"


class WrongInput(Refusal):
    """Something that was filled in cannot be stored; `field` names it."""

    code = "invalid"
    status = 422

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field

    @property
    def details(self) -> dict[str, Any]:
        return {"field": self.field}


def require(user: Any, permission: str) -> None:
    """Refuse with `NotAllowed` where the user does not hold the permission."""
    declaration.require(user, permission, NotAllowed)
