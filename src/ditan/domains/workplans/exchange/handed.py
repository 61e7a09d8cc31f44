"""A workbook that was checked is kept for who handed it in, so that it is taken in without being chosen again."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ditan.base.refusal import Changed
from ditan.domains.workplans.exchange.sheets import RowReport, import_rows, rows_of
from ditan.domains.workplans.models import LineImport, WorkPlan
from ditan.domains.workplans.permissions import DRAW_UP
from ditan.domains.workplans.services.deeds import require_all


@transaction.atomic
def keep(*, user: Any, workplan: WorkPlan, name: str, data: bytes) -> LineImport:
    """Keep the workbook in the place of the one that this user handed in before; nothing of the plan changes."""
    require_all(user, DRAW_UP)
    rows = rows_of(data)
    LineImport.objects.filter(workplan=workplan, by_id=user.pk).delete()
    return LineImport.objects.create(workplan=workplan, by_id=user.pk, name=name[:255], rows=rows)


def get_kept(user: Any, workplan: WorkPlan, pk: int) -> LineImport:
    """A workbook of this plan that this user handed in; `Changed` where it is gone, or somebody else's."""
    found = LineImport.objects.filter(pk=pk, workplan=workplan, by_id=user.pk).first()
    if found is None:
        raise Changed(_("这份工作簿已经导入，或已被后来检查的一份代替；请重新选择文件。"))
    return found


@transaction.atomic
def take_in(*, user: Any, workplan: WorkPlan, kept: int, version: int, reason: str = "") -> list[RowReport]:
    """Take the kept workbook in, all or none. It is checked anew: the plan may have changed since."""
    handed = get_kept(user, workplan, kept)
    reports = import_rows(user=user, pk=workplan.pk, version=version, rows=handed.rows, reason=reason)
    handed.delete()
    return reports
