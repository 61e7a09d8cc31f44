"""Who may see and keep the directory. Default deny."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ditan.base.directory.errors import NotAllowed

VIEW = "directory.view_directory"
MANAGE = "directory.manage_directory"
DICTIONARIES = "directory.manage_dictionaries"
CONTACTS = "directory.view_contacts"


def may(user: Any, permission: str) -> bool:
    """Whether the user is signed in, active, and holds the permission."""
    return bool(user.is_authenticated and user.is_active and user.has_perm(permission))


def require(user: Any, permission: str) -> None:
    """Refuse where the user does not hold the permission."""
    if not may(user, permission):
        raise NotAllowed(
            _("您没有“%(permission)s”权限；如需办理，请联系系统管理员。") % {"permission": label(permission)}
        )


def label(permission: str) -> str:
    """The Chinese name of a permission."""
    return {
        VIEW: _("查看组织与区划"),
        MANAGE: _("维护组织、区划与人员"),
        DICTIONARIES: _("维护字典、参数与行业分类"),
        CONTACTS: _("查看完整联系方式"),
    }[permission]
