"""Lists that are too long to wait for: taken out in the background, by way of the download centre."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.reporting.models import Download
from ditan.base.reporting.services import request_download
from ditan.base.workflow.jobs import Report
from ditan.domains.plans.exchange.export import exportable, workbook_of
from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.selectors import ItemFilters

MOST_AT_ONCE = 5_000
"""Rows up to which somebody waits for the file."""
DOWNLOAD_KIND = "plans.items"


def ask_for_long(user: User, kind: str, filters: ItemFilters) -> Download | None:
    """Ask the download centre for the list where it is long; None where it is short enough to be waited for."""
    if exportable(user, kind, filters).count() <= MOST_AT_ONCE:
        return None
    day = timezone.localtime().strftime("%Y%m%d-%H%M")
    payload = {"kind": kind, "filters": asdict(filters)}
    return request_download(user=user, kind=DOWNLOAD_KIND, title=f"{KINDS[kind].label}-{day}", payload=payload)


def produce(user: User, payload: dict[str, Any], path: Path, report: Report) -> int:
    """Write the workbook as this user sees the list now; gives its rows."""
    spec = KINDS[payload["kind"]]
    report(0.05, _("读取数据"))
    items = list(exportable(user, spec.name, ItemFilters(**payload["filters"])))
    report(0.5, _("写入表格"))
    path.write_bytes(workbook_of(spec, items))
    report(0.95, _("保存文件"))
    return len(items)
