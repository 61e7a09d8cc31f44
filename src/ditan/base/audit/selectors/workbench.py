"""What the auditor has to see to, on the workbench."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from ditan.base.audit.models import Outcome
from ditan.base.audit.selectors.log import LogFilters, entries
from ditan.base.audit.selectors.state import chain_state

FAILED, LOCKED = "accounts.sign_in_failed", "accounts.locked"


def state_of_log(user: Any) -> dict[str, Any]:
    """How the chain stands, and what failed or was refused since yesterday."""
    since = timezone.localdate() - timedelta(days=1)
    rows = entries(user, LogFilters(since=since)).order_by()
    counts = rows.aggregate(
        failed=Count("pk", filter=Q(act=FAILED)),
        locked=Count("pk", filter=Q(act=LOCKED)),
        refused=Count("pk", filter=Q(outcome=Outcome.REFUSED)),
    )
    return {**counts, "refused_outcome": Outcome.REFUSED.value, "since": since, "state": chain_state(user)}
