"""Background work of inventories."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ditan.base.refusal import Refusal
from ditan.base.workflow.jobs import JobRefused, Report, handler
from ditan.base.workflow.models import Job
from ditan.domains.inventory.models import Inventory
from ditan.domains.inventory.services.assessing import JOB_KIND, keep_uncertainty


@handler(JOB_KIND)
def compute_uncertainty(job: Job, report: Report) -> dict[str, Any]:
    """Both approaches over an inventory; the result names the run that was kept."""
    inventory = Inventory.objects.select_related("region").filter(pk=job.payload["inventory"]).first()
    if inventory is None:
        raise JobRefused(_("清单已被删除，不再计算。"))
    try:
        made = keep_uncertainty(
            user=job.created_by,
            inventory=inventory,
            asked=job.payload,
            progress=lambda share: report(share, _("抽样计算")),
        )
    except Refusal as refused:
        raise JobRefused(refused.message) from refused
    return {"run": made.pk}
