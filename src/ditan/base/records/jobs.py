"""Background work of records."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from ditan.base.records.models import ValueImport
from ditan.base.records.services.computing import compute
from ditan.base.records.services.importing import READ, SAVE, give_back, read_values, save_values
from ditan.base.refusal import Refusal
from ditan.base.workflow.jobs import JobRefused, Report, handler
from ditan.base.workflow.models import Job
from ditan.base.workflow.regular import regularly

COMPUTE = "compute_metrics"

regularly(COMPUTE, every=timedelta(days=1))


@handler(COMPUTE)
def compute_metrics(job: Job, report: Report) -> dict[str, Any]:
    """Compute all formula metrics: after a change of the catalogue, and once a day for whatever was missed."""
    report(0.05, _("计算公式指标"))
    return {"written": compute()}


@handler(READ)
def read_handed_in(job: Job, report: Report) -> dict[str, Any]:
    """Read a workbook of values into its report."""
    made = read_values(int(job.payload["import"]), report)
    if made.state == ValueImport.State.REFUSED:
        raise JobRefused(made.problem)
    return {"rows": made.rows, "counts": made.counts}


@handler(SAVE)
def save_handed_in(job: Job, report: Report) -> dict[str, Any]:
    """Record what a person chose of it, all or none."""
    try:
        return {"recorded": save_values(int(job.payload["import"]), report).recorded}
    except Refusal as refused:
        give_back(int(job.payload["import"]), refused.message)
        raise JobRefused(refused.message) from refused
