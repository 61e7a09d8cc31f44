"""Background work of the message centre."""

from __future__ import annotations

from typing import Any

from ditan.base.notices.services.notifying import JOB_KIND
from ditan.base.workflow.jobs import Report, handler
from ditan.base.workflow.models import Job


@handler(JOB_KIND)
def send_notices(job: Job, report: Report) -> dict[str, Any]:
    """Send what waits."""
    return {}
