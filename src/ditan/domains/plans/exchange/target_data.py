"""What a target's chart shows, out to a workbook or to text with commas; each is a row of the log."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from ditan.base.audit.services import record_apart
from ditan.base.records.models import Observation
from ditan.base.reporting.sheet import Cell, Sheet
from ditan.domains.plans.models import TrackedTarget
from ditan.domains.plans.selectors.target_page import TargetPage

WIDTHS = (8, 14, 14, 10, 12, 14, 14, 14, 12, 40)


def heads() -> list[str]:
    """The titles of the columns."""
    return [
        _("年份"),
        _("路径要求"),
        _("实际值"),
        _("单位"),
        _("数据状态"),
        _("预测值"),
        _("预测下限"),
        _("预测上限"),
        _("市级参照"),
        _("出处或说明"),
    ]


def rows_of(target: TrackedTarget, page: TargetPage) -> Iterator[list[Cell]]:
    """A row for each year, and one for each earlier version of a value."""
    unit = target.metric.unit
    for line in page.lines:
        standing = line.standing
        yield [
            line.year,
            line.path,
            standing.number if standing is not None else None,
            unit,
            standing.get_status_display() if standing is not None else "",
            line.mean,
            line.low,
            line.high,
            line.benchmark,
            _source(standing) + (_("（演示）") if standing is not None and standing.demo else ""),
        ]
        for old in line.values:
            said = _("第 %(version)d 版，未采用") % {"version": old.version}
            yield [line.year, None, old.number, unit, old.get_status_display(), None, None, None, None, said]


def as_xlsx(user: User, target: TrackedTarget, page: TargetPage) -> bytes:
    """A workbook of one sheet."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.xlsx"
        with Sheet(path, target.name) as sheet:
            sheet.head(heads(), WIDTHS)
            for row in rows_of(target, page):
                sheet.row(row)
        data = path.read_bytes()
    _log(user, target, "xlsx")
    return data


def as_csv(user: User, target: TrackedTarget, page: TargetPage) -> bytes:
    """Text with commas, marked as UTF-8 for Excel. A text is never taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads())
    for row in rows_of(target, page):
        writer.writerow([_harmless(cell) for cell in row])
    _log(user, target, "csv")
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _source(observation: Observation | None) -> str:
    if observation is None:
        return ""
    if observation.publication is not None:
        return str(observation.publication)
    if observation.source is not None:
        return str(observation.source)
    return str(observation.get_origin_display())


def _log(user: User, target: TrackedTarget, form: str) -> None:
    record_apart(
        act="plans.target_exported",
        user=user,
        target_kind="tracked_target",
        target_key=str(target.pk),
        target_name=f"{target.subject.name} {target.name} {target.year or ''}".strip(),
        detail=form,
    )
