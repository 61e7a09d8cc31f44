"""Background work of reporting: reminders, and the end of keys that nobody will repeat any more."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.workflow.jobs import Report, handler
from ditan.base.workflow.models import IdempotencyKey, Job
from ditan.base.workflow.regular import regularly
from ditan.base.workflow.rounds.services.reminding import remind_due

REMIND, FORGET = "remind_rounds", "forget_request_keys"
KEEP_KEYS = timedelta(days=30)


@handler(REMIND)
def remind(job: Job, report: Report) -> dict[str, Any]:
    """Remind who still owes something."""
    report(0.1, _("提醒填报"))
    return {"told": remind_due()}


@handler(FORGET)
def forget(job: Job, report: Report) -> dict[str, Any]:
    """Forget keys of requests of a month ago."""
    report(0.1, _("清理请求键"))
    return {"forgotten": IdempotencyKey.objects.filter(at__lt=timezone.now() - KEEP_KEYS).delete()[0]}


regularly(REMIND, every=timedelta(hours=1))
regularly(FORGET, every=timedelta(days=1))
