"""Work in the background: switching off what nobody uses."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from ditan.base.accounts.services.managing import disable_unused
from ditan.base.workflow.jobs import Report, handler
from ditan.base.workflow.models import Job
from ditan.base.workflow.regular import regularly

KIND = "disable_unused_accounts"

regularly(KIND, every=timedelta(days=1))


@handler(KIND)
def disable_unused_accounts(job: Job, report: Report) -> dict[str, Any]:
    """Switch off accounts that nobody has used for the days that the policy says."""
    report(0.1, "查找长期未使用的账号")
    return {"disabled": disable_unused()}
