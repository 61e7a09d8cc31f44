"""Background work of supervision: claims of completion are held against the indicators each day anew."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from ditan.base.workflow.jobs import Report, handler
from ditan.base.workflow.models import Job
from ditan.base.workflow.regular import regularly
from ditan.domains.supervision.models import Matter
from ditan.domains.supervision.services.findings import look_at

LOOK = "look_at_claims"
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


regularly(LOOK, every=timedelta(days=1))
