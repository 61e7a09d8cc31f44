"""The nightly pass over all clocks. It runs by the hour, so that a level is seen on its day after any standstill."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from ditan.base.workflow.clocks.services import run_escalations
from ditan.base.workflow.jobs import Report, handler
from ditan.base.workflow.models import Job
from ditan.base.workflow.regular import regularly

ESCALATE = "escalate_clocks"


@handler(ESCALATE)
def escalate(job: Job, report: Report) -> dict[str, Any]:
    """Lights and levels of everything that is timed."""
    report(0.1, _("检查时限与升级"))
    return asdict(run_escalations())


regularly(ESCALATE, every=timedelta(hours=1))
