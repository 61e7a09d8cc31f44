"""Who may do what with accounts. Default deny."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ditan.base.access.held import roles_held
from ditan.base.accounts.errors import NotAllowed

VIEW = "accounts.view_accounts"
MANAGE = "accounts.manage_accounts"
POLICY = "accounts.view_policy"

ADMINISTRATORS = ("system", "security", "audit")


def may(user: Any, permission: str) -> bool:
    """Whether the user is signed in, active, and holds the permission."""
    return bool(user.is_authenticated and user.is_active and user.has_perm(permission))


def require(user: Any, permission: str) -> None:
    """Refuse with `NotAllowed` where the user does not hold the permission."""
    if not may(user, permission):
        words = {VIEW: _("查看账号"), MANAGE: _("管理账号"), POLICY: _("查看安全策略")}[permission]
        raise NotAllowed(_("您没有“%(words)s”权限；如需办理，请联系系统管理员。") % {"words": words})


def is_administrator(user: Any) -> bool:
    """Whether the user is one of the three administrators today."""
    return any(role.duty in ADMINISTRATORS for role in roles_held(user).roles)
