"""Who may do what with data. Default deny: what is not granted here is refused."""

from __future__ import annotations

from typing import Any

from ditan.base import declaration
from ditan.base.records.errors import NotAllowed

VIEW = "records.view_observations"
METRICS = "records.manage_metrics"
RECORD = "records.record_observations"
RESTATE = "records.restate_observations"
CHOOSE = "records.choose_value"
EXPORT = "records.export_observations"
IMPORT = "records.import_observations"
SEE_CONTRIBUTIONS = "records.view_contributions"
CONTRIBUTIONS = "records.manage_contributions"


def require(user: Any, permission: str) -> None:
    """Refuse with `NotAllowed` where the user does not hold the permission, or may not see data at all."""
    base = SEE_CONTRIBUTIONS if permission == CONTRIBUTIONS else VIEW
    for needed in (permission, base):
        declaration.require(user, needed, NotAllowed)
