"""Background work of records."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from ditan.base.records.services.computing import compute
from ditan.base.workflow.jobs import Report, handler
from ditan.base.workflow.models import Job
from ditan.base.workflow.regular import regularly

COMPUTE = "compute_metrics"

regularly(COMPUTE, every=timedelta(days=1))


@handler(COMPUTE)
def compute_metrics(job: Job, report: Report) -> dict[str, Any]:
    """Compute all formula metrics: after a change of the catalogue, and once a day for whatever was missed."""
    report(0.05, _("计算公式指标"))
    return {"written": compute()}
