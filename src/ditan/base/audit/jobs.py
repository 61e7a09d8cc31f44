"""Background work of the log: sealing every minute, a verification every day, and one whenever an auditor asks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from ditan.base.audit import alarm
from ditan.base.audit.services.sealing import seal_log
from ditan.base.audit.services.verifying import verify_and_record
from ditan.base.workflow.jobs import Report, handler
from ditan.base.workflow.models import Job
from ditan.base.workflow.regular import regularly

SEAL = "seal_log"
CHECK = "check_log"
VERIFY = "verify_log"

regularly(SEAL, every=timedelta(minutes=1))
regularly(CHECK, every=timedelta(days=1))


@handler(SEAL)
def seal(job: Job, report: Report) -> dict[str, Any]:
    """Seal what was written since the last time."""
    sealed = seal_log()
    return {"sealed": sealed, "told": alarm.tell_of_unsealed()}


@handler(CHECK)
def check(job: Job, report: Report) -> dict[str, Any]:
    """Verify the whole log once a day."""
    return _verify(None, report)


@handler(VERIFY)
def verify(job: Job, report: Report) -> dict[str, Any]:
    """Verify the whole log because somebody asked."""
    return _verify(job.created_by, report)


def _verify(user: Any, report: Report) -> dict[str, Any]:
    report(0.0, _("核对封条"))
    kept = verify_and_record(user=user, report=lambda share, stage: report(share, _("核对区块 %s") % stage))
    return {"verification": kept.pk, "sound": kept.sound, "told": alarm.tell_of(kept)}
