"""Values out of the house: the list as it was searched, a series as workbook or as text for other programs."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.audit.services import record
from ditan.base.records.models import Standing
from ditan.base.records.permissions import EXPORT, require
from ditan.base.records.selectors import ObservationFilters, Series, observations
from ditan.base.records.shown import qualifier_of, source_of
from ditan.base.reporting.models import Download
from ditan.base.reporting.services import request_download
from ditan.base.reporting.sheet import Cell, Sheet
from ditan.base.workflow.jobs import Report

MOST_AT_ONCE = 5_000
"""Rows up to which somebody waits for the file."""
DOWNLOAD_KIND = "records.values"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so is a formula to a spreadsheet that opens a csv."""


def ask_for_long(user: User, filters: ObservationFilters) -> Download | None:
    """Ask the download centre for the list where it is long; None where it is short enough to be waited for."""
    require(user, EXPORT)
    if observations(user, filters, EXPORT).order_by()[: MOST_AT_ONCE + 1].count() <= MOST_AT_ONCE:
        return None
    return request_download(
        user=user, kind=DOWNLOAD_KIND, title=f"{_('数据')}-{stamp()}", payload={"filters": asdict(filters)}
    )


def produce(user: User, payload: dict[str, Any], path: Path, report: Report) -> int:
    """Write the list as this user sees it now; gives its rows."""
    rows = observations(user, ObservationFilters(**payload["filters"]), EXPORT)
    report(0.02, _("读取数据"))
    total = rows.order_by().count()

    def told(number: int) -> None:
        report(0.02 + 0.96 * number / max(total, 1), _("写入第 %(row)d 行") % {"row": number})

    return _write(path, rows.iterator(chunk_size=2000), told)


@transaction.atomic
def values_workbook(user: User, filters: ObservationFilters) -> bytes:
    """The list as a workbook; that it left the house is on record."""
    require(user, EXPORT)
    rows = observations(user, filters, EXPORT)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "values.xlsx"
        written = _write(path, rows.iterator(chunk_size=2000))
        record(
            act="records.values_exported",
            user=user,
            target_kind="observation",
            target_name=_("数据"),
            after={"rows": written, "filters": {name: each for name, each in asdict(filters).items() if each}},
        )
        return path.read_bytes()


@transaction.atomic
def series_file(user: User, series: Series, form: str) -> bytes:
    """The values of a series and their earlier versions, as `xlsx` or `csv`."""
    require(user, EXPORT)
    rows = list(_series_rows(series))
    record(
        act="records.values_exported",
        user=user,
        target_kind="series",
        target_name=f"{series.subject.name} {series.metric.name}",
        after={"rows": len(rows), "form": form},
    )
    if form == "csv":
        return csv_of(_series_titles(), rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "series.xlsx"
        with Sheet(path, series.metric.name) as sheet:
            sheet.head(_series_titles(), (16, 14, 12, 12, 12, 10, 8, 10, 10, 40, 40, 30))
            for row in rows:
                sheet.row(row)
        return path.read_bytes()


def csv_of(titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Lines for other programs, with the mark by which Excel knows UTF-8; no text is taken for a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(titles)
    writer.writerows([escaped(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def escaped(cell: Cell) -> Any:
    """A cell of a csv: a text that a spreadsheet would compute gets an apostrophe before it; a number stays one.

    >>> escaped("=1+1"), escaped(-2.5), escaped(None)
    ("'=1+1", -2.5, '')
    """
    if cell is None:
        return ""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(DANGEROUS) else cell


def stamp() -> str:
    """Day and minute, for the names of files."""
    return timezone.localtime().strftime("%Y%m%d-%H%M")


def _write(path: Path, rows: Iterable[Standing], told: Any = None) -> int:
    titles = [
        _("统计对象"), _("对象类别"), _("统计指标"), _("指标代码"), _("报告期"), _("报告期代码"), _("数值类型"), _("限定"),
        _("数值"), _("单位"), _("原报值"), _("原报单位"), _("数据状态"), _("来源"), _("用途"), _("出处"), _("出处地址"), _("原文"),
        _("说明"), _("有冲突"), _("版本数"), _("演示"), _("录入人"), _("录入时间"),
    ]  # fmt: skip
    widths = (16, 12, 32, 20, 16, 14, 10, 6, 14, 10, 14, 10, 8, 10, 10, 40, 40, 40, 40, 8, 8, 8, 10, 20)
    with Sheet(path, _("数据")) as sheet:
        sheet.head(titles, widths)
        for number, row in enumerate(rows, start=1):
            sheet.row(_cells(row))
            if told is not None and number % 2000 == 0:
                told(number)
        return sheet.rows


def _cells(row: Standing) -> list[Cell]:
    value = row.observation
    publication = value.publication
    return [
        row.subject.name,
        str(row.subject.get_kind_display()),
        row.metric.name,
        row.metric.code,
        value.period_name,
        row.period,
        str(row.get_basis_display()),
        qualifier_of(value),
        value.number if value.number is not None else (value.reported or str(value.get_state_display())),
        row.metric.unit,
        value.reported,
        value.unit,
        str(row.get_status_display()),
        str(row.get_origin_display()),
        str(row.get_role_display()),
        source_of(value),
        publication.address if publication else "",
        value.quote,
        value.note,
        row.contested,
        row.versions,
        row.demo,
        value.recorded_by_name,
        value.recorded_at,
    ]


def _series_titles() -> list[str]:
    return [
        _("报告期"), _("报告期代码"), _("数值"), _("单位"), _("原报值"), _("原报单位"), _("版本"), _("现行"), _("数据状态"),
        _("出处"), _("理由"), _("录入时间"),
    ]  # fmt: skip


def _series_rows(series: Series) -> Iterator[list[Cell]]:
    for point in series.points:
        for row in point.versions:
            yield [
                row.period_name,
                row.period,
                row.number if row.number is not None else (row.reported or str(row.get_state_display())),
                series.metric.unit,
                row.reported,
                row.unit,
                row.version,
                row.pk == point.standing.observation_id,
                str(row.get_status_display()),
                source_of(row),
                row.reason,
                row.recorded_at,
            ]
