"""Who may do what with data. Default deny: what is not granted here is refused."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ditan.base.records.errors import NotAllowed

VIEW = "records.view_observations"
METRICS = "records.manage_metrics"
RECORD = "records.record_observations"
RESTATE = "records.restate_observations"
CHOOSE = "records.choose_value"
EXPORT = "records.export_observations"
IMPORT = "records.import_observations"


def may(user: Any, permission: str) -> bool:
    """Whether the user is signed in, active, and holds the permission."""
    return bool(user.is_authenticated and user.is_active and user.has_perm(permission))


def require(user: Any, permission: str) -> None:
    """Refuse with `NotAllowed` where the user does not hold the permission, or may not see data at all."""
    for needed in (permission, VIEW):
        if not may(user, needed):
            raise NotAllowed(
                _("您没有“%(permission)s”权限；如需办理，请联系平台管理员。") % {"permission": label(needed)}
            )


def label(permission: str) -> str:
    """The Chinese name of a permission."""
    return {
        VIEW: _("查看数据"),
        METRICS: _("维护统计指标"),
        RECORD: _("录入数据"),
        RESTATE: _("重述数据"),
        CHOOSE: _("选定冲突值"),
        EXPORT: _("导出数据"),
        IMPORT: _("导入数据"),
    }[permission]
