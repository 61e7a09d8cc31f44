"""Statistics, files and the calendar of supervision, each as far as its reader may see."""

from __future__ import annotations

import datetime
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document as Docx

from ditan.base.declaration import NotAllowed
from ditan.domains.supervision.exchange.circular import circular_document, circular_file, period_words, statistics_table
from ditan.domains.supervision.exchange.export import TITLES, export_ledger, produce
from ditan.domains.supervision.exchange.orders import order_file
from ditan.domains.supervision.models import Matter
from ditan.domains.supervision.selectors.calendar import kind_of, month_of, report_day
from ditan.domains.supervision.selectors.matters import MatterFilters
from ditan.domains.supervision.selectors.statistics import behind, by_organisation, total_of
from ditan.domains.supervision.services import SubTask, report_progress, save_milestone, split
from tests.domains.supervision.conftest import DUE, District, fresh, handed_out, seen, step, under_way

pytestmark = pytest.mark.django_db
Day = datetime.date
AUTUMN = (Day(2026, 9, 1), Day(2026, 9, 30))


def test_a_split_matter_weighs_as_much_as_before_and_its_pieces_are_counted_apart(district: District) -> None:
    matter = under_way(district, weight=Decimal(4))
    pieces = [SubTask(f"第{number}批", district.housing, DUE, Decimal(20)) for number in (1, 2)]
    split(user=fresh(district.clerk), matter=seen(matter), version=seen(matter).version, tasks=pieces)
    (row,) = by_organisation(district.office, *AUTUMN)
    assert (row.organisation_name, row.tally.due.count, row.tally.due.whole) == ("区住房城乡建委", 3, 1)
    assert (row.tally.due.weight, row.tally.split, row.tally.pieces) == (Decimal(4), 1, 2)
    assert (row.rate, row.rate_whole) == (None, None)
    for child in Matter.objects.filter(parent=matter):
        step(district.clerk, child, "accept")
        step(district.clerk, child, "report", "已建成")
    district.today.day = Day(2026, 10, 9)
    (later,) = by_organisation(district.office, *AUTUMN)
    assert (later.rate, later.rate_whole, later.is_flattered) == (Decimal("0.4"), 0, True)
    assert later.tally.late_days == 2
    assert [line.matter for line in behind(district.office, *AUTUMN)] == [matter]


def test_a_department_sees_the_figures_of_its_own_alone_and_drafts_are_nobodys(district: District) -> None:
    handed_out(district)
    handed_out(district, organisation=district.forestry, cooperating=(district.housing,))
    step(district.office, handed_out(district, title="撤回的"), "withdraw", "重复")
    assert [row.organisation_name for row in by_organisation(district.clerk, *AUTUMN)] == ["区住房城乡建委"]
    rows = by_organisation(district.office, *AUTUMN)
    assert (len(rows), total_of(rows).due.count) == (2, 2)
    assert by_organisation(district.office, Day(2025, 1, 1), Day(2025, 12, 31)) == []


def test_the_table_ends_with_the_sum_and_leaves_a_rate_without_a_base_empty(district: District) -> None:
    handed_out(district)
    table = statistics_table(by_organisation(district.office, *AUTUMN), *AUTUMN)
    assert [row[0] for row in table.rows] == ["区住房城乡建委", "合计"]
    assert {len(row) for row in table.rows} == {len(table.head)}
    assert table.rows[0][table.head.index("按期率（权重）")] is None


def test_the_ledger_obeys_the_search_and_holds_no_formula(district: District) -> None:
    matter = under_way(district, title="=cmd|' /C calc'!A0", cooperating=(district.forestry,))
    handed_out(district, title="另一项", organisation=district.finance)
    report_progress(
        user=fresh(district.clerk), matter=seen(matter), version=seen(matter).version, text="已完成选址", percent=30
    )
    data = export_ledger(district.office, MatterFilters(organisation=district.housing.pk))
    head, row = openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
    shown = dict(zip(head, row, strict=True))
    assert head == TITLES
    assert (shown["督办事项"], shown["主办单位"], shown["协办单位"]) == (matter.title, "区住房城乡建委", "区林业局")
    assert (shown["进展情况"], shown["进度（%）"], shown["办理时限"]) == ("已完成选址", 30, "2026-09-30")
    cell = openpyxl.load_workbook(io.BytesIO(data)).active.cell(2, 3)
    assert cell.data_type == "s"
    with pytest.raises(NotAllowed):
        export_ledger(district.clerk, MatterFilters())


def test_a_long_ledger_is_written_by_the_job_under_the_same_search(district: District, tmp_path: Path) -> None:
    handed_out(district)
    given: dict[str, Any] = {"state": "open", "due_from": "2026-09-30", "due_to": "2026-09-30"}
    path = tmp_path / "ledger.xlsx"
    assert produce(district.office, {"filters": given}, path, lambda _share, _stage: None) == 1
    assert produce(district.office, {"filters": given | {"due_to": "2026-09-01"}}, path, lambda _a, _b: None) == 0


def test_the_sheet_of_a_matter_holds_what_is_asked_of_whom_until_when(district: District) -> None:
    matter = handed_out(district, text="城区新建公共充电桩", issued_by="张区长", cooperating=(district.forestry,))
    name, data = order_file(district.office, matter.pk)
    cells = [cell.text for row in Docx(io.BytesIO(data)).tables[0].rows for cell in row.cells]
    assert name == f"督办单-{matter.number}.docx"
    for text in (matter.title, "城区新建公共充电桩", "领导批示，张区长", "区林业局", "2026年9月30日", "审核意见"):
        assert any(text in cell for cell in cells), text
    with pytest.raises(NotAllowed):
        order_file(district.clerk, matter.pk)


def test_the_circular_names_who_is_late_and_says_how_its_figures_are_made(district: District) -> None:
    handed_out(district)
    district.today.day = Day(2026, 10, 9)
    document = circular_document(district.office, *AUTUMN)
    assert document.title == "关于2026年9月督办事项办理情况的通报"
    _name, data = circular_file(district.office, *AUTUMN)
    docx = Docx(io.BytesIO(data))
    text = "\n".join(each.text for each in docx.paragraphs)
    assert "区住房城乡建委对超期未反馈的事项逐项说明原因" in text
    assert "按权重计按期率 0.0%" in text
    late = [cell.text for row in docx.tables[1].rows for cell in row.cells]
    assert "超期 2 个工作日" in late


def test_the_circular_says_of_how_many_it_lists_the_first(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ditan.domains.supervision.selectors.statistics.MOST_LISTED", 2)
    for due in (10, 11, 12):
        handed_out(district, title=f"第{due}日到期", due_on=Day(2026, 9, due))
    handed_out(district, title="林业一项", organisation=district.forestry)
    district.today.day = Day(2026, 10, 9)
    docx = Docx(io.BytesIO(circular_file(district.office, *AUTUMN)[1]))
    text = "\n".join(each.text for each in docx.paragraphs)
    assert "共 4 件，下表只列时限最早的 2 件，其余 2 件未列，见平台督办台账。" in text
    assert [row.cells[1].text for row in docx.tables[1].rows][1:] == ["第10日到期", "第11日到期"]
    assert "区住房城乡建委、区林业局对超期未反馈的事项逐项说明原因" in text
    assert "没有超期反馈的事项。" in text
    monkeypatch.setattr("ditan.domains.supervision.selectors.statistics.MOST_LISTED", 4)
    whole = Docx(io.BytesIO(circular_file(district.office, *AUTUMN)[1]))
    assert "只列时限最早" not in "\n".join(each.text for each in whole.paragraphs)
    assert len(whole.tables[1].rows) == 5


def test_a_period_is_called_by_its_name_where_it_has_one() -> None:
    assert period_words(Day(2026, 1, 1), Day(2026, 12, 31)) == "2026年"
    assert period_words(Day(2026, 7, 1), Day(2026, 9, 30)) == "2026年三季度"
    assert period_words(Day(2026, 1, 1), Day(2026, 10, 31)) == "2026年1—10月"
    assert period_words(Day(2026, 9, 2), Day(2026, 9, 30)) == "2026年9月2日至2026年9月30日"


def test_a_month_shows_deadlines_milestones_and_reports_on_their_days(district: District) -> None:
    matter = under_way(district, reporting="monthly")
    save_milestone(user=fresh(district.clerk), matter=seen(matter), title="完成选址", due_on=Day(2026, 9, 10))
    month = month_of(district.clerk, Day(2026, 9, 5), DUE)
    days = {day.date: day for week in month.weeks for day in week}
    assert (month.due, month.milestones, month.reports) == (1, 1, 1)
    assert (days[DUE].due, days[DUE].titles, days[Day(2026, 9, 10)].milestones) == (1, [matter.title], 1)
    assert days[DUE].reports == 1
    assert [line.matter for line in month.chosen.due] == [line.matter for line in month.chosen.reports] == [matter]
    report_progress(user=fresh(district.clerk), matter=seen(matter), version=seen(matter).version, text="选址完成")
    assert month_of(district.clerk, DUE, DUE).reports == 0
    assert month_of(district.forester, DUE, DUE).due == 0


def test_days_of_rest_and_days_worked_instead_are_told_and_an_unpublished_year_is_not_guessed() -> None:
    kinds = [kind_of(Day(2026, *each)) for each in ((10, 1), (10, 10), (11, 28), (11, 30))]
    assert kinds == ["holiday", "worked", "weekend", ""]
    assert kind_of(Day(2090, 10, 1)) == "unknown"
    assert report_day(Day(2026, 2, 28)) == Day(2026, 2, 28)
    assert report_day(Day(2026, 10, 31)) == Day(2026, 10, 30)
    assert report_day(Day(2090, 10, 31)) == Day(2090, 10, 31)
