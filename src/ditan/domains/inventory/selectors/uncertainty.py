"""Results of uncertainty, and the job that makes the next one."""

from __future__ import annotations

from ditan.base.workflow.models import Job
from ditan.domains.inventory.models import Inventory, UncertaintyRun

JOB_KIND = "inventory_uncertainty"


def runs_of(inventory: Inventory) -> list[UncertaintyRun]:
    """The newest first. One query."""
    return list(UncertaintyRun.objects.filter(inventory=inventory).order_by("-pk"))


def get_run(inventory: Inventory, pk: int) -> UncertaintyRun:
    """One of them; `DoesNotExist` where the inventory has none of that key."""
    return UncertaintyRun.objects.get(inventory=inventory, pk=pk)


def last_job(inventory: Inventory) -> Job | None:
    """The last background job that was asked to compute it."""
    return Job.objects.filter(kind=JOB_KIND, payload__inventory=inventory.pk).order_by("-pk").first()
