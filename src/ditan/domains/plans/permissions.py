"""Who may do what with plans. Default deny: what is not granted here is refused."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, User
from django.utils.translation import gettext as _

from ditan.domains.plans.errors import NotAllowed

Visitor = User | AnonymousUser
"""Whoever asks: signed in or not."""

VIEW = "plans.view_plans"
UPLOAD = "plans.upload_plan"
REVIEW = "plans.review_items"
MANAGE = "plans.manage_plans"
IMPORT = "plans.import_items"
EXPORT = "plans.export_items"


def may(user: Visitor, permission: str) -> bool:
    """Whether the user is signed in, active, and holds the permission."""
    return bool(user.is_authenticated and user.is_active and user.has_perm(permission))


def require(user: Visitor, permission: str) -> None:
    """Refuse with `NotAllowed` where the user does not hold the permission, or may not see plans at all."""
    for needed in (permission, VIEW):
        if not may(user, needed):
            raise NotAllowed(
                _("您没有“%(permission)s”权限；如需办理，请联系平台管理员。") % {"permission": label(needed)}
            )


def label(permission: str) -> str:
    """The Chinese name of a permission."""
    return {
        VIEW: _("查看规划"),
        UPLOAD: _("上传与重读规划"),
        REVIEW: _("审核条目"),
        MANAGE: _("修改基本信息与版本"),
        IMPORT: _("导入条目"),
        EXPORT: _("导出条目"),
    }[permission]
