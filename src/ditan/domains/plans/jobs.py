"""Background work of the plan library."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ditan.base.workflow.jobs import JobRefused, Report, handler
from ditan.base.workflow.models import Job
from ditan.core.reading import ReadingError
from ditan.domains.plans.models import PlanReading
from ditan.domains.plans.services.reading import read_source
from ditan.domains.plans.services.uploading import JOB_KIND


@handler(JOB_KIND)
def read_plan(job: Job, report: Report) -> dict[str, Any]:
    """Read an uploaded file; the result names the plan."""
    reading = PlanReading.objects.select_related("source", "plan").filter(pk=job.payload["reading"]).first()
    if reading is None:
        raise JobRefused(_("待读取的文件已被删除。"))
    try:
        plan = read_source(
            reading=reading,
            user=job.created_by,
            example=bool(job.payload.get("example")),
            progress=lambda stage, share: report(share * 0.9, stage),
        )
    except ReadingError as error:
        raise JobRefused(error.message) from error
    except FileNotFoundError as error:
        raise JobRefused(_("上传的文件已不在服务器上，请重新上传。")) from error
    return {"plan": plan.pk, "reading": reading.pk}
