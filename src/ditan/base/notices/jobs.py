"""Background work of the message centre."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from ditan.base.notices.models import Delivery
from ditan.base.notices.services.notifying import JOB_KIND
from ditan.base.notices.services.sending import send_waiting
from ditan.base.workflow.jobs import Report, handler
from ditan.base.workflow.models import Job
from ditan.base.workflow.services import enqueue


@handler(JOB_KIND)
def send_notices(job: Job, report: Report) -> dict[str, Any]:
    """Send what waits of one matter. What failed is tried again by a job behind those that wait, after a pause."""
    report(0.1, _("发送消息"))
    tries = int(job.payload.get("tries", 0))
    if tries:
        time.sleep(settings.NOTICE_RETRY_PAUSE)
    matter = {"kind": job.payload["kind"], "key": job.payload["key"]}
    waiting = send_waiting(Delivery.objects.filter(**matter), holder=str(job.pk))
    if waiting:
        enqueue(JOB_KIND, {**matter, "tries": tries + 1})
    return {"waiting": waiting}
