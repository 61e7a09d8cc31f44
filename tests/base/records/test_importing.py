"""Values from a workbook: told row by row before anything is recorded, then all chosen rows or none."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from django.contrib.auth.models import User

from ditan.base.audit.models import Entry
from ditan.base.records.errors import NotAllowed, NotAvailable
from ditan.base.records.exporting import values_workbook
from ditan.base.records.importing import workbook as w
from ditan.base.records.models import Metric, Observation, Standing, Subject, ValueImport
from ditan.base.records.selectors import ObservationFilters
from ditan.base.records.selectors.importing import get_value_import, import_chunks
from ditan.base.records.services import (
    compute,
    drop_values,
    hand_in_values,
    import_template,
    leave_out,
    read_values,
    save_values,
    take_values,
)
from ditan.base.refusal import ImportRefused
from ditan.base.workflow.worker import run_pending
from tests.base.records.conftest import with_permissions

pytestmark = pytest.mark.django_db
HEAD = ("统计对象", "统计指标", "报告期", "数值", "单位", "数据状态", "说明", "理由")
Row = Sequence[Any]
Made = Callable[..., ValueImport]


def workbook(*rows: Row, head: Row = HEAD, sheets: Sequence[tuple[str, str]] = (), merged: str = "") -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"strings_to_formulas": False, "nan_inf_to_errors": True})
    page = book.add_worksheet("数据")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for number, row in enumerate([head, *rows]):
        for column, cell in enumerate(row):
            if isinstance(cell, datetime.date):
                page.write_datetime(number, column, cell, day)
            elif cell is not None:
                page.write(number, column, cell)
    if merged:
        page.merge_range(merged, "合并")
    for name, text in sheets:
        book.add_worksheet(name).write_string(0, 0, text)
    book.close()
    return stream.getvalue()


@pytest.fixture
def handed_in(clerk: User, district: Subject, gdp: Metric, forest: Metric, settings: Any, tmp_path: Any) -> Made:
    """Hand a workbook in and have it read."""
    settings.UPLOAD_DIR = tmp_path

    def make(*rows: Row, **how: Any) -> ValueImport:
        made = hand_in_values(user=clerk, name="数据.xlsx", data=workbook(*rows, **how))
        return read_values(made.pk, lambda share, stage: None)

    return make


def rows_of(made: ValueImport) -> list[dict[str, Any]]:
    return [row for chunk in made.chunks.all() for row in chunk.rows]


def message(made: ValueImport) -> str:
    (row,) = rows_of(made)
    assert row["outcome"] == "refused"
    return f"{row['column']}：{row['message']}"


GDP = ("渝中区", "地区生产总值", "2024年", 1700.5, "亿元", "公布", "", "")


def test_a_workbook_is_told_row_by_row_and_nothing_is_recorded(handed_in: Made) -> None:
    made = handed_in(GDP, ("渝中区", "森林覆盖率", "2024", "约 30", "%", "快报", "估计", ""))
    assert (made.state, made.rows, made.counts) == ("waiting", 2, {"new": 2})
    assert [(row["row"], row["outcome"]) for row in rows_of(made)] == [(2, "new"), (3, "new")]
    assert not Observation.objects.exists()


def test_what_is_taken_in_is_recorded_as_it_was_written(handed_in: Made, clerk: User) -> None:
    made = handed_in(GDP, ("渝中区", "gdp", "2023", "１，６３１.３０", "亿元", "定稿", "核定", ""))
    take_values(user=clerk, pk=made.pk)
    assert run_pending() >= 1
    made.refresh_from_db()
    assert (made.state, made.recorded) == ("taken", 2)
    row = Observation.objects.get(period="2023")
    assert (row.number, row.reported, row.unit, row.origin) == (1631.3, "１，６３１.３０", "亿元", "import")
    assert (row.note, row.reference, row.recorded_by_name) == ("核定", f"import:{made.pk}", "clerk")
    assert Entry.objects.filter(act="records.values_imported").count() == 1


def test_a_job_that_runs_twice_records_once(handed_in: Made, clerk: User) -> None:
    made = handed_in(GDP)
    take_values(user=clerk, pk=made.pk)
    save_values(made.pk, lambda share, stage: None)
    save_values(made.pk, lambda share, stage: None)
    assert Observation.objects.count() == 1


def test_rows_that_say_what_stands_change_nothing(handed_in: Made, clerk: User) -> None:
    take_values(user=clerk, pk=handed_in(GDP).pk)
    run_pending()
    again = handed_in(GDP)
    assert again.counts == {"same": 1}
    with pytest.raises(NotAvailable, match="没有可导入的行"):
        take_values(user=clerk, pk=again.pk)
    assert Observation.objects.count() == 1


def test_rows_may_be_left_out(handed_in: Made, clerk: User) -> None:
    made = handed_in(GDP, (*GDP[:2], "2023", *GDP[3:]))
    leave_out(user=clerk, pk=made.pk, rows=[2, 3])
    leave_out(user=clerk, pk=made.pk, rows=[], keep=[3])
    take_values(user=clerk, pk=made.pk)
    run_pending()
    assert list(Observation.objects.values_list("period", flat=True)) == ["2023"]


def test_refused_rows_stay_out_and_good_ones_may_go_in(handed_in: Made, clerk: User) -> None:
    made = handed_in(GDP, (*GDP[:2], "2023", "很多", *GDP[4:]))
    assert made.counts == {"new": 1, "refused": 1}
    assert [chunk.refused for chunk in import_chunks(clerk, made, refused_only=True)] == [1]
    take_values(user=clerk, pk=made.pk)
    run_pending()
    assert Observation.objects.count() == 1


@pytest.mark.parametrize(
    "row, told",
    [
        (("渝中区", "地区生产总值", "2024", "=1+1", "亿元", "公布"), "数值：“=1+1”以公式符号开头"),
        (("渝中区", "地区生产总值", "2024", "@SUM(A1)", "亿元", "公布"), "数值：“@SUM(A1)”以公式符号开头"),
        (("渝中区", "地区生产总值", "2024", "1", "亿元", "公布", "+cmd|' /C calc'!A0"), "说明：“+cmd"),
        (("渝中区", "地区生产总值", "2024", "1", "亿元", "公布", "-2+3"), "说明：“-2+3”以公式符号开头"),
        (
            ("渝中区", "地区生产总值", "2024", datetime.date(2024, 6, 1), "亿元", "公布"),
            "数值：“2024-06-01”是日期，不是数值",
        ),
        (("渝中区", "地区生产总值", "2024", "2024年6月1日", "亿元", "公布"), "数值：“2024年6月1日”是日期"),
        (
            ("渝中区", "地区生产总值", datetime.date(2024, 6, 1), 1, "亿元", "公布"),
            "报告期：单元格是日期 2024-06-01，看不出是月份还是时点",
        ),
        (("渝中区", "地区生产总值", "去年", 1, "亿元", "公布"), "报告期：读不出报告期“去年”"),
        (
            ("渝中区", "地区生产总值", "2024", 1, "万吨", "公布"),
            "单位：“地区生产总值”的单位是“亿元”，收到“万吨”，两者不能换算",
        ),
        (("渝中区", "地区生产总值", "2024", "1e400", "亿元", "公布"), "数值：“地区生产总值”的值“1e400”过大"),
        (("渝中区", "森林覆盖率", "2024", 130, "%", "公布"), "数值：“森林覆盖率”为 130%，超过上限 100"),
        (("渝中区", "地区生产总值", "2024", None, "亿元", "公布"), "数值：“地区生产总值”没有填数值"),
        (("渝北区", "地区生产总值", "2024", 1, "亿元", "公布"), "统计对象：没有叫“渝北区”的统计对象"),
        (("渝中区", "地区总值", "2024", 1, "亿元", "公布"), "统计指标：没有叫“地区总值”的统计指标"),
        (
            ("渝中区", "地区生产总值", "2024", 1, "亿元", "终稿"),
            "数据状态：“终稿”不是可选的数据状态；应为 快报、初核、定稿、公布 之一",
        ),
        (("渝中区", "地区生产总值", "2024", 1, "亿元", None), "数据状态：没有选数据状态"),
        (("渝中区", "地区生产总值", "2024", 1, "亿元", "公布", "长" * 2001), "说明：有 2001 个字"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named_with_what_to_do(handed_in: Made, row: Row, told: str) -> None:
    assert told in message(handed_in(row))
    assert not Observation.objects.exists()


def test_two_values_for_one_key_are_both_refused(handed_in: Made) -> None:
    made = handed_in(GDP, (*GDP[:3], 1800, *GDP[4:]))
    assert made.counts == {"refused": 2}
    assert "第 2、3 行是同一对象、指标、报告期（2024年）" in rows_of(made)[1]["message"]


def test_units_of_one_kind_are_converted(handed_in: Made, clerk: User) -> None:
    take_values(user=clerk, pk=handed_in((*GDP[:3], "17005000", "万元", *GDP[5:])).pk)
    run_pending()
    row = Observation.objects.get()
    assert (row.number, row.reported, row.unit) == (1700.5, "17005000", "万元")


def test_a_published_value_changes_only_with_a_reason(handed_in: Made, clerk: User) -> None:
    take_values(user=clerk, pk=handed_in(GDP).pk)
    run_pending()
    silent = handed_in((*GDP[:3], 1701, *GDP[4:]))
    assert message(silent) == "理由：已有公布值 1700.5亿元，要改为 1701亿元 须在“理由”列说明。"
    told = handed_in((*GDP[:3], 1701, *GDP[4:7], "统计局核定"))
    assert told.counts == {"change": 1}
    take_values(user=clerk, pk=told.pk)
    run_pending()
    assert Standing.objects.get().number == 1701


def test_an_earlier_status_is_kept_as_a_version_and_says_so(handed_in: Made, clerk: User) -> None:
    take_values(user=clerk, pk=handed_in(GDP).pk)
    run_pending()
    made = handed_in((*GDP[:3], 1690, "亿元", "快报", "", ""))
    assert made.counts == {"earlier": 1}
    assert "只作为历史版本保存" in rows_of(made)[0]["message"]
    take_values(user=clerk, pk=made.pk)
    run_pending()
    assert Standing.objects.get().number == 1700.5


def test_a_computed_metric_is_not_imported(handed_in: Made) -> None:
    Metric.objects.create(code="twice", name="两倍", unit="亿元", formula="地区生产总值 * 2")
    said = message(handed_in(("渝中区", "两倍", "2024", 1, "亿元", "公布")))
    assert "“两倍”由公式计算，不能导入；请导入公式用到的指标（地区生产总值）" in said


def test_what_changed_meanwhile_is_not_overwritten(handed_in: Made, clerk: User, recorded: Any) -> None:
    made = handed_in(GDP)
    recorded("1699", period="2024", status="final")
    take_values(user=clerk, pk=made.pk)
    run_pending()
    made.refresh_from_db()
    assert made.state == "waiting"
    assert "在核对之后又有变动" in made.problem
    assert Standing.objects.get().number == 1699


@pytest.mark.parametrize(
    "data, told",
    [
        (b"", "文件是空的（0 字节）"),
        (b"PK not a workbook", "这不是 .xlsx 工作簿"),
        (b"\0" * 40_000_001, "文件超过 40 MB"),
    ],
)
def test_what_is_no_workbook_is_refused_at_once(clerk: User, data: bytes, told: str) -> None:
    with pytest.raises(ImportRefused, match=told[:8]):
        hand_in_values(user=clerk, name="x.xlsx", data=data)
    assert not ValueImport.objects.exists()


@pytest.mark.parametrize(
    "how, told",
    [
        ({"merged": "A2:B3"}, "工作表有合并单元格（A2:B3）"),
        ({"head": ("统计对象", "统计指标", "报告期", "单位", "数据状态")}, "首行缺少“数值”或“原报值”列"),
        ({"head": (*HEAD, "数值")}, "首行有两列“数值”"),
        ({"sheets": [("模板信息", '{"kind": "records.values", "version": 1, "year": 2020}')]}, "这是 2020 年的模板"),
        ({"sheets": [("模板信息", '{"round": 3}')]}, "这不是“数据导入”的模板"),
    ],
)
def test_a_workbook_that_cannot_be_read_says_why(handed_in: Made, how: dict[str, Any], told: str) -> None:
    made = handed_in(GDP, **how)
    assert made.state == "refused"
    assert told in made.problem
    assert not rows_of(made)


def test_a_workbook_with_nothing_but_its_head_says_so(handed_in: Made) -> None:
    assert "只有表头" in handed_in().problem


def test_the_template_can_be_filled_in_and_taken_back(handed_in: Made, clerk: User) -> None:
    book = openpyxl.load_workbook(io.BytesIO(import_template(clerk)))
    page = book["数据"]
    assert [cell.value for cell in page[1]] == list(w.TEMPLATE)
    assert len(page.data_validations.dataValidation) == 7
    for column, cell in enumerate(("渝中区", None, "地区生产总值", "gdp", "2024", "1700.5", "亿元", "公布"), start=1):
        page.cell(2, column, cell)
    stream = io.BytesIO()
    book.save(stream)
    made = hand_in_values(user=clerk, name="t.xlsx", data=stream.getvalue())
    assert read_values(made.pk, lambda share, stage: None).counts == {"new": 1}


def test_a_value_that_was_changed_beside_its_reported_form_is_refused(handed_in: Made) -> None:
    head = ("统计对象", "指标代码", "报告期代码", "数值", "单位", "原报值", "原报单位", "数据状态")
    made = handed_in(("渝中区", "gdp", "2024", 1800, "亿元", "17005000", "万元", "公布"), head=head)
    assert "“数值”为 1800，“原报值”为 17005000万元，两者不一致" in message(made)


def test_another_persons_import_is_not_found(handed_in: Made, clerk: User) -> None:
    made = handed_in(GDP)
    other = with_permissions("other", "view_observations", "import_observations")
    with pytest.raises(ValueImport.DoesNotExist):
        get_value_import(other, made.pk)
    with pytest.raises(ValueImport.DoesNotExist):
        take_values(user=other, pk=made.pk)


def test_who_may_not_import_hands_nothing_in(reader: User) -> None:
    with pytest.raises(NotAllowed):
        hand_in_values(user=reader, name="x.xlsx", data=workbook(GDP))
    assert not ValueImport.objects.exists()


def test_an_import_that_is_given_up_leaves_nothing(handed_in: Made, clerk: User) -> None:
    made = drop_values(user=clerk, pk=handed_in(GDP).pk)
    assert (made.state, rows_of(made)) == ("dropped", [])
    assert not Observation.objects.exists()


def test_what_was_exported_comes_back_without_a_change(handed_in: Made, clerk: User, recorded: Any) -> None:
    recorded("17005000", unit="万元", period="2024")
    recorded("约1,400", period="2021", status="published", note="年报", role="context", demo=True)
    recorded("未知", period="2020")
    Metric.objects.create(code="third", name="三分之一", unit="亿元", formula="地区生产总值 / 3")
    compute()
    before = Observation.objects.count()
    made = hand_in_values(user=clerk, name="导出.xlsx", data=values_workbook(clerk, ObservationFilters()))
    made = read_values(made.pk, lambda share, stage: None)
    assert made.counts == {"same": 6}, [row for row in rows_of(made) if row["outcome"] != "same"]
    assert Observation.objects.count() == before
