"""Values leave the house with all that makes them trustworthy, and no text of theirs is a formula."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from openpyxl import load_workbook

from ditan.base.audit.models import Entry
from ditan.base.records import exporting
from ditan.base.records.errors import NotAllowed
from ditan.base.records.models import Metric, Publication, Subject
from ditan.base.records.selectors import ObservationFilters, series
from ditan.base.reporting.models import Download
from tests.base.records.conftest import Record
from tests.fresh_code import signed_in

pytestmark = pytest.mark.django_db


def rows_of(data: bytes) -> list[tuple[object, ...]]:
    return list(load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True))


def test_the_workbook_holds_numbers_sources_and_remarks(clerk: User, recorded: Record, report_of: Publication) -> None:
    recorded("1,560.90", status="published", publication=report_of, note="初步核算数")
    head, row = rows_of(exporting.values_workbook(clerk, ObservationFilters()))
    told = dict(zip(head, row, strict=True))
    assert (told["统计指标"], told["报告期"], told["数值"], told["原报值"]) == (
        "地区生产总值",
        "2022年",
        1560.9,
        "1,560.90",
    )
    assert (told["出处"], told["说明"], told["演示"]) == (
        "政府工作报告（2023年）（渝中区人民政府）",
        "初步核算数",
        "否",
    )
    assert Entry.objects.get(act="records.values_exported").after["rows"] == 1


def test_what_is_unknown_is_a_word_and_no_zero(clerk: User, recorded: Record) -> None:
    recorded("未知")
    head, row = rows_of(exporting.values_workbook(clerk, ObservationFilters()))
    assert dict(zip(head, row, strict=True))["数值"] == "未知"


def test_a_text_that_looks_like_a_formula_stays_a_text(
    clerk: User, recorded: Record, water: Metric, district: Subject
) -> None:
    recorded("=HYPERLINK(1)", metric=water, note="@SUM(1)")
    data = exporting.values_workbook(clerk, ObservationFilters())
    cells = [cell for row in load_workbook(io.BytesIO(data)).active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value == "=HYPERLINK(1)"} == {"s"}
    lines = exporting.series_file(clerk, series(clerk, district, water), "csv").decode("utf-8-sig")
    assert next(csv.DictReader(lines.splitlines()))["原报值"] == "'=HYPERLINK(1)"


def test_a_series_leaves_with_every_version(clerk: User, recorded: Record, gdp: Metric, district: Subject) -> None:
    recorded("1500", status="flash")
    recorded("-1560.9", reason="核定")
    head, *rows = rows_of(exporting.series_file(clerk, series(clerk, district, gdp), "xlsx"))
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(row["数值"], row["版本"], row["现行"]) for row in told] == [(1500, 1, "否"), (-1560.9, 2, "是")]


def test_who_may_only_look_takes_nothing_out(reader: User, recorded: Record) -> None:
    recorded("1")
    with pytest.raises(NotAllowed):
        exporting.values_workbook(reader, ObservationFilters())
    assert not Entry.objects.filter(act="records.values_exported").exists()


def test_a_long_list_is_produced_in_the_background(
    clerk: User, recorded: Record, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for year in ("2020", "2021"):
        recorded("1", period=year)
    monkeypatch.setattr(exporting, "MOST_AT_ONCE", 1)
    answer = signed_in(clerk).get(reverse("records:observations_export") + "?year=2021")
    assert answer["Content-Disposition"].startswith("attachment")
    answer = signed_in(clerk).get(reverse("records:observations_export"))
    assert answer["Location"] == reverse("reporting:downloads")
    asked = Download.objects.get()
    file = tmp_path / "values.xlsx"
    assert exporting.produce(clerk, asked.payload, file, lambda share, stage: None) == 2
    assert len(rows_of(file.read_bytes())) == 3


@pytest.mark.parametrize(("form", "begins"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")])
def test_the_chart_hands_out_its_data(
    clerk: User, recorded: Record, gdp: Metric, district: Subject, form: str, begins: bytes
) -> None:
    recorded("1")
    answer = signed_in(clerk).get(reverse("records:series_export", args=[district.pk, gdp.pk]) + f"?form={form}")
    assert answer.content.startswith(begins)
    assert answer["Content-Disposition"].endswith(f".{form}")
