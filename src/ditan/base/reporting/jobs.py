"""Background work of the download centre."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ditan.base.refusal import Refusal
from ditan.base.reporting.models import Download
from ditan.base.reporting.services import JOB_KIND, clear_expired, produce
from ditan.base.workflow.jobs import JobRefused, Report, handler
from ditan.base.workflow.models import Job


@handler(JOB_KIND)
def produce_download(job: Job, report: Report) -> dict[str, Any]:
    """Produce the file that was asked for."""
    clear_expired()
    download = Download.objects.select_related("user").filter(pk=job.payload["download"]).first()
    if download is None:
        raise JobRefused(_("这次导出已被删除。"))
    try:
        produce(download, report)
    except Refusal as refusal:
        raise JobRefused(refusal.message) from refusal
    return {"download": download.pk}
