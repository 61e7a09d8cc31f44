"""A ledger as an office keeps it, with titles, two lines of head and merged cells, becomes matters once, and all or none."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import Any

import pytest
import xlsxwriter

from ditan.base.refusal import ImportRefused, InvalidFields
from ditan.domains.supervision.exchange import importing, mapping
from ditan.domains.supervision.exchange.importing import (
    choose_organisations,
    hand_in_ledger,
    leave_out,
    map_ledger,
    read_ledger,
    save_ledger,
    take_ledger,
)
from ditan.domains.supervision.models import LedgerImport, LedgerState, Matter, MatterStep, PartRole, Progress
from tests.domains.supervision.conftest import District, told

pytestmark = pytest.mark.django_db
Day = datetime.date

HEAD = ("序号", "工作任务", "责任单位", "", "完成时限", "进展情况", "完成状态", "办结时间", "备注")
LINES: tuple[tuple[Any, ...], ...] = (
    ("一、工业领域",),
    (
        1,
        "开展重点用能单位节能诊断",
        "区住房城乡建委、区财政局",
        "区林业局",
        "2026年11月底",
        "已完成摸底",
        "进行中",
        "",
        "请加快",
    ),
    (2, "完成 2 个绿色工厂申报", "区财政局", "", "１１月底前", "", "", "", ""),
    (3, "印发碳达峰方案", "区林业局", "", Day(2026, 6, 30), "已印发", "已完成", Day(2026, 7, 3), ""),
    (4, "推广绿色低碳生活", "区能源局", "", "长期坚持", "", "推进中", "", ""),
    (5, "核算能耗", "区财政局", "", "2026年13月", "", "", "", ""),
    (6, "=cmd|' /C calc'!A0", "区财政局", "", "2026年12月", "", "", "", ""),
    (7, "完成 2 个绿色工厂申报", "区财政局", "", "12月底前", "", "", "", ""),
    ("合计", "", "", "", "", "", "", "", ""),
)


def quiet(_share: float, _stage: str) -> None:
    """Nobody watches."""


def ledger(lines: Sequence[Sequence[Any]] = LINES) -> bytes:
    """The workbook: a merged title, who filled it in, two lines of head, sections, a sum."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    book.add_worksheet("填表说明")
    page, day = book.add_worksheet("台账"), book.add_format({"num_format": "yyyy/m/d"})
    page.merge_range(0, 0, 0, 8, "铜山区2026年双碳重点工作督办台账")
    page.write(1, 0, "填报单位：区双碳办")
    for column, title in enumerate(HEAD):
        if column in (2, 3):
            continue
        page.merge_range(2, column, 3, column, title)
    page.merge_range(2, 2, 2, 3, "责任单位")
    page.write_row(3, 2, ("牵头", "配合"))
    for number, line in enumerate(lines, start=4):
        for column, value in enumerate(line):
            if isinstance(value, Day):
                page.write_datetime(number, column, datetime.datetime(value.year, value.month, value.day), day)
            else:
                page.write(number, column, value)
    book.close()
    return stream.getvalue()


def mapped(district: District, data: bytes | None = None, **more: Any) -> LedgerImport:
    """Handed in, with its columns as guessed, and read."""
    made = hand_in_ledger(user=district.office, name="台账.xlsx", data=data or ledger())
    found = mapping.guess(made)
    made = map_ledger(
        user=district.office,
        pk=made.pk,
        sheet=found.sheet,
        first=found.head.first,
        last=found.head.last,
        fields=mapping.guess(made).known.fields if found.known else _fields(found),
        year=found.year,
        **more,
    )
    return read_ledger(made.pk, made.read, quiet)


def _fields(found: mapping.Guess) -> list[str]:
    by_place = {column.place: column.field for column in found.columns}
    return [by_place.get(place, "") for place in range(len(found.titles))]


def rows_of(made: LedgerImport) -> dict[int, dict[str, Any]]:
    return {row["row"]: row for chunk in made.chunks.all() for row in chunk.rows}


def taken(district: District, made: LedgerImport) -> LedgerImport:
    take_ledger(user=district.office, pk=made.pk)
    return save_ledger(made.pk, quiet)


@pytest.fixture(autouse=True)
def upload_folder(settings: Any, tmp_path: Any) -> None:
    settings.UPLOAD_DIR = tmp_path
    settings.DISTRICT_NAME = "铜山区"


def test_the_sheet_its_head_and_its_columns_are_found_and_each_line_says_what_becomes_of_it(district: District) -> None:
    made = mapped(district, hand_out=True)
    assert (made.sheet, made.first, made.last, made.year) == (1, 2, 3, 2026)
    assert made.fields == ["", "title", "lead", "cooperating", "due", "progress", "state", "done_on", "more"]
    rows = rows_of(made)
    assert {number: row["outcome"] for number, row in rows.items()} == {
        5: "passed",
        6: "new",
        7: "new",
        8: "new",
        9: "draft",
        10: "refused",
        11: "refused",
        12: "refused",
        13: "passed",
    }
    assert (rows[6]["due_on"], rows[7]["due_on"]) == ("2026-11-30", "2026-11-30")
    assert "没有写年份" in rows[7]["cautions"][0]
    assert (rows[10]["column"], "2026年13月" in rows[10]["message"]) == ("完成时限", True)
    assert (rows[11]["column"], "公式" in rows[11]["message"]) == ("工作任务", True)
    assert "与第 7 行" in rows[12]["message"]
    assert [each["name"] for each in made.names] == ["区能源局"]
    assert not Matter.objects.exists()


def test_taking_it_in_draws_up_hands_out_and_takes_over_what_was_done(district: District) -> None:
    made = taken(district, mapped(district, hand_out=True))
    assert (made.state, made.recorded) == (LedgerState.TAKEN, 4)
    first, second, done, standing = Matter.objects.order_by("serial")
    assert (first.state, first.organisation, first.due_text) == ("handed_out", district.housing, "2026年11月底")
    helpers = first.parts.filter(role=PartRole.COOPERATING).values_list("organisation__name", flat=True)
    assert sorted(helpers) == ["区林业局", "区财政局"]
    assert "备注：请加快" in first.text
    assert Progress.objects.get(matter=first).text == "已完成摸底"
    assert second.due_on == Day(2026, 11, 30)
    assert (done.state, done.reported_on, done.late_days) == ("done", Day(2026, 7, 3), 3)
    assert MatterStep.objects.get(matter=done, step="taken_over").text == "台账.xlsx"
    assert (standing.state, standing.organisation) == ("draft", None)
    assert "区能源局" in standing.text
    assert told(district.clerk)
    assert told(district.forester) == told(district.clerk)


def test_the_same_ledger_again_makes_nothing(district: District) -> None:
    taken(district, mapped(district))
    number = Matter.objects.count()
    again = mapped(district)
    assert again.counts == {"passed": 2, "same": 5, "refused": 2}
    assert Matter.objects.count() == number == 4


def test_a_line_left_out_stays_out_and_a_job_that_runs_twice_takes_in_once(district: District) -> None:
    made = mapped(district)
    leave_out(user=district.office, pk=made.pk, rows=[6, 7])
    taken(district, made)
    save_ledger(made.pk, quiet)
    assert Matter.objects.count() == 2


def test_an_unknown_name_is_chosen_once_and_remembered_for_the_same_head(district: District) -> None:
    made = mapped(district)
    with pytest.raises(InvalidFields, match="没有叫“发改委”的单位"):
        choose_organisations(user=district.office, pk=made.pk, chosen={"区能源局": "发改委"})
    chosen = choose_organisations(user=district.office, pk=made.pk, chosen={"区能源局": "区财政局"})
    read_ledger(made.pk, chosen.read, quiet)
    assert rows_of(made)[9]["lead"] == district.finance.pk
    later = mapped(district)
    assert rows_of(later)[9]["lead"] == district.finance.pk
    assert [each["chosen"] for each in later.names] == ["区财政局"]


def test_where_one_line_cannot_be_drawn_up_any_more_none_is_and_the_report_waits(district: District) -> None:
    made = mapped(district, hand_out=True)
    take_ledger(user=district.office, pk=made.pk)
    district.forestry.valid_to = Day(2026, 8, 1)
    district.forestry.save()
    with pytest.raises(Exception, match="撤销"):
        save_ledger(made.pk, quiet)
    importing.give_back(made.pk, "单位已撤销")
    made.refresh_from_db()
    assert (made.state, made.problem) == (LedgerState.WAITING, "单位已撤销")
    assert not Matter.objects.exists()


def test_merged_cells_speak_for_all_their_rows_and_a_merged_title_is_one_matter(district: District) -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet()
    page.write_row(0, 0, ("事项", "责任单位", "时限", "措施"))
    page.merge_range(1, 1, 3, 1, "区财政局")
    page.write(1, 0, "甲")
    page.merge_range(2, 0, 3, 0, "乙")
    for row, text in enumerate(("子一", "子二", "子三"), start=1):
        page.write(row, 2, "2026-12-01")
        page.write(row, 3, text)
    book.close()
    made = mapped(district, stream.getvalue())
    first, second = rows_of(made).values()
    assert (first["title"], first["lead"]) == ("甲", district.finance.pk)
    assert (second["title"], second["lead"], second["due_on"]) == ("乙", district.finance.pk, "2026-12-01")


def test_what_is_no_workbook_or_has_no_column_for_the_matter_is_refused_and_nothing_is_kept(district: District) -> None:
    with pytest.raises(ImportRefused, match=r"不是 \.xlsx"):
        hand_in_ledger(user=district.office, name="台账.xls", data=b"\xd0\xcf\x11\xe0")
    assert not LedgerImport.objects.exists()
    made = hand_in_ledger(user=district.office, name="台账.xlsx", data=ledger())
    with pytest.raises(InvalidFields, match="没有一列对应“事项”"):
        map_ledger(user=district.office, pk=made.pk, sheet=1, first=2, last=3, fields=["", "", "lead"], year=2026)
    with pytest.raises(InvalidFields, match="有 2 列都对应“主办单位”"):
        map_ledger(
            user=district.office, pk=made.pk, sheet=1, first=2, last=3, fields=["", "title", "lead", "lead"], year=2026
        )
    made.refresh_from_db()
    assert made.state == LedgerState.MAPPING
