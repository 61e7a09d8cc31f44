"""Background work of the plan library."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from ditan.base.workflow.jobs import JobRefused, Report, handler
from ditan.base.workflow.models import Job
from ditan.base.workflow.regular import regularly
from ditan.core.reading import ReadingError
from ditan.domains.plans.models import PlanReading
from ditan.domains.plans.services.reading import read_source
from ditan.domains.plans.services.serving import current_plans, keep_serving
from ditan.domains.plans.services.standings import refresh_all
from ditan.domains.plans.services.uploading import JOB_KIND

JUDGE_KIND = "judge_targets"
SERVE_KIND = "serve_plans"


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


@handler(JUDGE_KIND)
def judge_targets(job: Job, report: Report) -> dict[str, Any]:
    """Judge every target anew: years pass, values grow old, assignments open and close."""
    return {"targets": refresh_all()}


@handler(SERVE_KIND)
def keep_plans_serving(job: Job, report: Report) -> dict[str, Any]:
    """Look through the books again for what serves what: metrics are named anew, targets come and go."""
    plans = current_plans()
    for place, plan in enumerate(plans):
        report(place / len(plans), _("查找支撑关系"))
        keep_serving([plan])
    return {"plans": len(plans)}


regularly(JUDGE_KIND, every=timedelta(days=1))
regularly(SERVE_KIND, every=timedelta(days=1))
