"""Background work of supervision: claims of completion are held against the indicators each day anew; ledgers are read and
taken in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from ditan.base.refusal import Refusal
from ditan.base.workflow.jobs import JobRefused, Report, handler
from ditan.base.workflow.models import Job
from ditan.base.workflow.regular import regularly
from ditan.domains.supervision.exchange.importing import READ, SAVE, give_back, read_ledger, save_ledger
from ditan.domains.supervision.models import Matter
from ditan.domains.supervision.services.findings import look_at
from ditan.domains.supervision.services.owing import remind_owing

LOOK, REMIND = "look_at_claims", "remind_progress"
CHUNK = 300


@handler(LOOK)
def look_at_claims(job: Job, report: Report) -> dict[str, Any]:
    """Whether what departments claim agrees with what the indicators say now."""
    keys = list(Matter.objects.filter(claims_completion=True).exclude(state="cancelled").values_list("pk", flat=True))
    found = 0
    for start in range(0, len(keys), CHUNK):
        report(start / len(keys), _("核对自报完成与指标"))
        rows = Matter.objects.filter(pk__in=keys[start : start + CHUNK])
        found += look_at(rows.select_related("organisation"))
    return {"looked_at": len(keys), "found": found}


@handler(REMIND)
def remind_progress(job: Job, report: Report) -> dict[str, Any]:
    """Remind of reports of progress that are owed."""
    report(0.1, _("提醒报送进展"))
    return {"told": remind_owing()}


regularly(REMIND, every=timedelta(days=1))
regularly(LOOK, every=timedelta(days=1))


@handler(READ)
def read_handed_in(job: Job, report: Report) -> dict[str, Any]:
    """Read a ledger into the report of its lines."""
    made = read_ledger(int(job.payload["import"]), int(job.payload["read"]), report)
    if made.problem:
        raise JobRefused(made.problem)
    return {"rows": made.rows, "counts": made.counts}


@handler(SAVE)
def save_handed_in(job: Job, report: Report) -> dict[str, Any]:
    """Draw up what a person chose of it, all or none."""
    try:
        return {"recorded": save_ledger(int(job.payload["import"]), report).recorded}
    except Refusal as refused:
        give_back(int(job.payload["import"]), refused.message)
        raise JobRefused(refused.message) from refused
