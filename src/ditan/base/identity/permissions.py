"""Who may do what here. Default deny."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ditan.base import declaration
from ditan.base.identity.errors import ByTokenAlone, NotAllowed
from ditan.base.identity.models import Bearer

ISSUE = "identity.issue_tokens"
MANAGE = "identity.manage_tokens"
SYNC = "identity.sync_users"


def require(user: Any, permission: str) -> None:
    """Refuse with `NotAllowed` where the user does not hold the permission."""
    declaration.require(user, permission, NotAllowed)


def require_sync(user: Any) -> None:
    """Refuse whoever has no token for the user sync: no session holds this permission, whatever its roles."""
    require(user, SYNC)
    if not isinstance(user, Bearer):
        raise ByTokenAlone(_("用户同步只接受接口令牌；请在“接口令牌”中申请含“同步用户”权限的令牌后调用。"))
