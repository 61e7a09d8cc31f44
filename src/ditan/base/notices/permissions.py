"""Who may do what with messages. Reading one's own asks for nothing but signing in."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ditan.base.declaration import may
from ditan.base.refusal import Refusal

MANAGE = "notices.manage_notices"
VIEW_DELIVERIES = "notices.view_deliveries"
PUBLISH = "notices.publish_announcements"


class NotAllowed(Refusal):
    """The person does not hold the permission."""

    code = "not_allowed"
    status = 403


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
    """Refuse where the user does not hold the permission."""
    if not (may(user, permission) and user.is_active):
        labels = {MANAGE: _("设置消息模板与渠道"), VIEW_DELIVERIES: _("查看发送记录"), PUBLISH: _("发布公告")}
        raise NotAllowed(
            _("您没有“%(permission)s”权限；如需办理，请联系系统管理员。") % {"permission": labels[permission]}
        )
