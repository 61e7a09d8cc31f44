"""Lists as workbooks: what is exported imports back without change; what is wrong is named by row and column."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import User
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ditan.core.reading import draft as d
from ditan.domains.plans import services
from ditan.domains.plans.errors import ImportRefused, NotAllowed, NotAvailable
from ditan.domains.plans.exchange import export_items, import_items, template
from ditan.domains.plans.exchange.columns import escaped, unescaped
from ditan.domains.plans.exchange.export import workbook_of
from ditan.domains.plans.kinds import KINDS, content_of
from ditan.domains.plans.models import Decision, Indicator, Measure, PlanDocument, Project, Target
from ditan.domains.plans.selectors import ItemFilters
from tests.domains.plans.conftest import MakePlan
from tests.domains.plans.drafts import minimal_draft, place

pytestmark = pytest.mark.django_db

ALL = ItemFilters(state="all")


class Book:
    """An exported list as a person opens it: cells by column title and row."""

    def __init__(self, data: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(data))
        self.sheet: Any = self.book.active
        self.places = {cell.value: cell.column for cell in self.sheet[1]}

    def __getitem__(self, at: tuple[int, str]) -> Any:
        return self.sheet.cell(at[0], self.places[at[1]]).value

    def __setitem__(self, at: tuple[int, str], value: Any) -> None:
        self.sheet.cell(at[0], self.places[at[1]]).value = value

    def row_of(self, title: str, value: str) -> int:
        """The row in which that value stands under that title."""
        return next(row for row in range(2, self.sheet.max_row + 1) if self[row, title] == value)

    @property
    def data(self) -> bytes:
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()


@pytest.fixture
def targets(coordinator: User, plan: PlanDocument) -> Book:
    return Book(export_items(coordinator, "target", ALL))


def take(user: User, kind: str, book: Book) -> Any:
    return import_items(user=user, kind=kind, data=book.data)


@pytest.mark.parametrize("kind", KINDS)
def test_an_exported_list_imports_back_without_change(coordinator: User, plan: PlanDocument, kind: str) -> None:
    before = [(item.version, content_of(item)) for item in KINDS[kind].rows().order_by("pk")]
    report = import_items(user=coordinator, kind=kind, data=export_items(coordinator, kind, ALL))
    assert (report.changed, report.added, report.unchanged) == (0, 0, len(before))
    assert [(item.version, content_of(item)) for item in KINDS[kind].rows().order_by("pk")] == before
    assert Decision.objects.count() == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_that_another_program_saved_imports_back_without_change(
    coordinator: User, plan: PlanDocument, kind: str
) -> None:
    report = take(coordinator, kind, Book(export_items(coordinator, kind, ALL)))
    assert (report.changed, report.added) == (0, 0)


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.text(max_size=40).map(lambda text: f"目标{text}"),
    value=st.one_of(st.floats(-1e12, 1e12), st.none(), st.sampled_from(["不减少", "=1+1", "+5%", "-", "'="])),
    unit=st.text(max_size=10),
)
def test_whatever_a_target_says_comes_back(
    coordinator: User, plan: PlanDocument, name: str, value: float | str | None, unit: str
) -> None:
    base = minimal_draft()
    odd = replace(base.targets[0], name=name, value=value, unit=unit)
    Target.objects.all().delete()
    services.apply_draft(plan=plan, draft=replace(base, targets=(odd,)))
    report = take(coordinator, "target", Book(export_items(coordinator, "target", ALL)))
    assert (report.changed, report.unchanged) == (0, 1)


@pytest.mark.parametrize(
    "text", ["=HYPERLINK(1)", "+1", "-2", "@SUM(A1)", "\t=1", "|cmd", "'=1", "''+", "'普通", "普通"]
)
def test_a_text_that_looks_like_a_formula_is_marked_and_comes_back(text: str) -> None:
    marked = escaped(text)
    assert marked[0] not in "=+-@\t|"
    assert unescaped(marked) == text


@given(st.text())
def test_marking_loses_no_text(text: str) -> None:
    assert unescaped(escaped(text)) == text


def test_a_formula_in_a_name_is_no_formula_in_the_workbook(coordinator: User, make_plan: MakePlan) -> None:
    base = minimal_draft()
    make_plan(replace(base, targets=(replace(base.targets[0], name='=cmd|"/c calc"!A1'),)))
    sheet = openpyxl.load_workbook(io.BytesIO(export_items(coordinator, "target", ALL))).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert '\'=cmd|"/c calc"!A1' in [cell.value for cell in cells]


def test_an_export_says_state_person_and_quote(coordinator: User, plan: PlanDocument) -> None:
    target = Target.objects.get(name="森林覆盖率")
    services.confirm_item(user=coordinator, kind="target", pk=target.pk, version=1)
    book = Book(export_items(coordinator, "target"))
    assert (book[2, "审核状态"], book[2, "审核人"], book[2, "审核方式"]) == ("已确认", "统筹敏", "逐条")
    assert book[2, "原文"] == target.quote
    assert (book[2, "原文起"], book[2, "原文止"]) == (target.start, target.end)


def test_an_export_holds_what_the_search_found(coordinator: User, plan: PlanDocument) -> None:
    book = Book(export_items(coordinator, "indicator", ItemFilters(state="all", q="森林")))
    assert book.sheet.max_row == 2
    assert book[2, "指标名称"] == "森林覆盖率"


def test_numbers_are_numbers_and_years_are_columns(coordinator: User, plan: PlanDocument) -> None:
    book = Book(export_items(coordinator, "indicator", ALL))
    water = book.row_of("指标名称", "用水总量")
    assert (book[water, "数值 2020"], book[water, "数值 2025"]) == (2.1, "市级下达")


def test_a_changed_cell_is_an_edit_that_says_it_was_imported(coordinator: User, targets: Book) -> None:
    row = targets.row_of("目标名称", "森林覆盖率")
    targets[row, "目标值"] = 52.5
    report = take(coordinator, "target", targets)
    assert (report.changed, report.unchanged) == (1, 1)
    target = Target.objects.get(name="森林覆盖率")
    assert (target.value, target.state, target.decided_how) == (52.5, "edited", "import")
    assert Decision.objects.get().how == "import"


def test_a_changed_year_leaves_the_other_years_and_their_comparators(coordinator: User, make_plan: MakePlan) -> None:
    base = minimal_draft()
    firm = replace(base.indicators[0], values={"2020": d.Value(49.5, "49.5", ">="), "2025": d.Value(51.0, "51")})
    make_plan(replace(base, indicators=(firm,)))
    book = Book(export_items(coordinator, "indicator", ALL))
    book[2, "数值 2025"] = "≥52"
    take(coordinator, "indicator", book)
    assert content_of(Indicator.objects.get())["values"] == {
        "2020": {"value": 49.5, "text": "49.5", "comparator": ">="},
        "2025": {"value": 52.0, "text": "≥52", "comparator": ">="},
    }


def test_departments_and_money_change_by_their_cells(coordinator: User, plan: PlanDocument) -> None:
    measures = Book(export_items(coordinator, "measure", ALL))
    measures[2, "配合单位"] = "区财政局、区商务委"
    take(coordinator, "measure", measures)
    projects = Book(export_items(coordinator, "project", ALL))
    projects[2, "总投资"] = 1300
    take(coordinator, "project", projects)
    assert content_of(Measure.objects.get(form="measure"))["cooperating"] == ["区财政局", "区商务委"]
    assert str(Project.objects.get().investment_total) == "1300.000000"


def test_checking_first_stores_nothing(coordinator: User, targets: Book) -> None:
    targets[2, "目标名称"] = "改名"
    report = import_items(user=coordinator, kind="target", data=targets.data, check_only=True)
    assert (report.changed, report.checked_only) == (1, True)
    assert not Target.objects.filter(name="改名").exists()


def test_one_bad_row_and_nothing_is_stored(coordinator: User, targets: Book) -> None:
    targets[2, "目标名称"] = "改名"
    targets[3, "目标年"] = "去年"
    with pytest.raises(ImportRefused) as refusal:
        take(coordinator, "target", targets)
    assert [str(row) for row in refusal.value.rows] == ["第 3 行“目标年”：“去年”不是年份；请填四位数字，如 2025。"]
    assert not Target.objects.filter(name="改名").exists()


def test_every_wrong_cell_is_named(coordinator: User, targets: Book) -> None:
    targets[2, "基年值"] = "若干"
    targets[3, "比较"] = "大概"
    targets[3, "口径"] = "时点"
    with pytest.raises(ImportRefused) as refusal:
        take(coordinator, "target", targets)
    assert [(row.row, row.column) for row in refusal.value.rows] == [(2, "基年值"), (3, "比较"), (3, "口径")]


def test_an_emptied_required_cell_is_named(coordinator: User, targets: Book) -> None:
    targets[2, "目标名称"] = None
    with pytest.raises(ImportRefused, match="第 2 行“目标名称”：目标名称 不能为空"):
        take(coordinator, "target", targets)


def test_a_row_that_somebody_changed_since_the_export_is_refused(coordinator: User, targets: Book) -> None:
    row = targets.row_of("目标名称", "森林覆盖率")
    target = Target.objects.get(name="森林覆盖率")
    services.confirm_item(user=coordinator, kind="target", pk=target.pk, version=1)
    targets[row, "目标值"] = 60
    with pytest.raises(ImportRefused, match="表中为 1，现为 2：条目在导出后已由统筹敏修改"):
        take(coordinator, "target", targets)


def test_a_row_that_is_still_the_same_may_be_older(coordinator: User, targets: Book) -> None:
    target = Target.objects.get(name="森林覆盖率")
    services.confirm_item(user=coordinator, kind="target", pk=target.pk, version=1)
    assert take(coordinator, "target", targets).unchanged == 2


def test_the_state_is_no_matter_of_the_workbook(coordinator: User, targets: Book) -> None:
    targets[2, "审核状态"] = "已确认"
    with pytest.raises(ImportRefused, match="“审核状态”：表中为“已确认”，现为“待审核”"):
        take(coordinator, "target", targets)


def test_a_row_without_a_number_becomes_a_new_item(coordinator: User, plan: PlanDocument, targets: Book) -> None:
    new = targets.sheet.max_row + 1
    for title, value in {
        "规划编号": plan.pk, "目标名称": "用水总量", "目标值": 2.1, "比较": "不高于", "目标年": 2025,
        "口径": "期末值", "原文": "用水总量 亿立方米 2.1",
    }.items():  # fmt: skip
        targets[new, title] = value
    report = take(coordinator, "target", targets)
    added = Target.objects.get(name="用水总量")
    assert (report.added, report.unchanged) == (1, 2)
    assert (added.state, added.origin, added.quote, added.comparator) == (
        "confirmed", "person", "用水总量 亿立方米 2.1", "<=",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"目标名称": "甲"}, "须填规划编号或规划名称"),
        ({"目标名称": "甲", "规划名称": "没有这份"}, "规划库中没有“没有这份”"),
        ({"目标名称": "甲", "规划名称": "铜山区应对气候变化规划"}, "须填原文"),
        ({"目标名称": "甲", "规划名称": "铜山区应对气候变化规划", "原文": "并无此文"}, "找不到这段文字"),
        ({"目标名称": "甲", "规划名称": "铜山区应对气候变化规划", "原文": "森林覆盖率"}, "出现了 2 次"),
        ({"规划名称": "铜山区应对气候变化规划", "原文": "用水总量"}, "目标名称 不能为空"),
        ({"目标名称": "甲", "规划名称": "铜山区应对气候变化规划", "原文": "用水总量", "目标年": "x"}, "不是年份"),
    ],
)
def test_a_new_row_says_what_it_lacks(coordinator: User, targets: Book, cells: dict[str, str], said: str) -> None:
    new = targets.sheet.max_row + 1
    for title, value in cells.items():
        targets[new, title] = value
    with pytest.raises(ImportRefused, match=said) as refusal:
        take(coordinator, "target", targets)
    assert {row.row for row in refusal.value.rows} == {new}
    assert Target.objects.count() == 2


def test_an_unknown_and_a_doubled_item_are_named(coordinator: User, targets: Book) -> None:
    targets[2, "条目编号"] = 999_999
    with pytest.raises(ImportRefused, match="第 2 行“条目编号”：没有编号为“999999”的条目"):
        take(coordinator, "target", targets)
    targets[2, "条目编号"] = targets[3, "条目编号"]
    with pytest.raises(ImportRefused, match="与第 2 行是同一条目"):
        take(coordinator, "target", targets)


def test_an_item_of_another_kind_is_unknown_here(coordinator: User, plan: PlanDocument) -> None:
    tasks = Book(export_items(coordinator, "task", ALL))
    with pytest.raises(ImportRefused, match="没有编号为"):
        take(coordinator, "measure", tasks)


def test_foreign_missing_and_doubled_columns_are_named(coordinator: User, targets: Book) -> None:
    targets.sheet.cell(1, 1).value = "编码"
    targets.sheet.cell(1, 8).value = targets.sheet.cell(1, 7).value
    with pytest.raises(ImportRefused) as refusal:
        take(coordinator, "target", targets)
    said = [str(row) for row in refusal.value.rows]
    assert "第 1 行“编码”：“目标”列表没有这一列；请使用导出的表头。" in said
    assert any("出现了两次" in line for line in said)
    assert any("缺少这一列" in line for line in said)


def test_columns_may_be_moved_or_left_out(coordinator: User, targets: Book) -> None:
    targets.sheet.delete_cols(targets.places["单位"])
    assert take(coordinator, "target", targets).unchanged == 2


def broken_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("xl/workbook.xml", "<broken")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "文件是空的"),
        (b"a,b\n1,2\n", "不是 .xlsx 工作簿"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "加密的工作簿或旧版"),
        (broken_zip(), "无法打开工作簿"),
        (bytes(31_000_000), "最多 30 MB"),
    ],
)
def test_a_file_that_is_no_workbook_says_what_it_is(coordinator: User, db: None, data: bytes, said: str) -> None:
    with pytest.raises(ImportRefused, match=said):
        import_items(user=coordinator, kind="target", data=data)


def test_a_workbook_that_unpacks_beyond_measure_is_not_opened(coordinator: User, db: None) -> None:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed,
        packed.open("xl/worksheets/sheet1.xml", "w") as entry,
    ):
        for _megabyte in range(310):
            entry.write(b" " * 1_000_000)
    with pytest.raises(ImportRefused, match="解压后超过 300 MB"):
        import_items(user=coordinator, kind="target", data=stream.getvalue())


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_template_imports_as_nothing(coordinator: User, kind: str) -> None:
    report = import_items(user=coordinator, kind=kind, data=template(coordinator, kind))
    assert (report.rows, report.changed, report.added) == (0, 0, 0)


def test_a_template_offers_the_words_of_a_choice(coordinator: User) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(template(coordinator, "indicator"))).active
    assert sheet is not None
    offered = [rule.formula1 for rule in sheet.data_validations.dataValidation]
    assert '"约束性,预期性,引导性"' in offered


def test_an_unknown_kind_is_refused(coordinator: User) -> None:
    with pytest.raises(NotAvailable, match="没有“chapter”这类条目"):
        import_items(user=coordinator, kind="chapter", data=b"")
    with pytest.raises(NotAvailable, match="没有“chapter”这类条目"):
        template(coordinator, "chapter")
    with pytest.raises(NotAvailable, match="没有“chapter”这类条目"):
        export_items(coordinator, "chapter")


def test_who_may_not_exchange_gets_and_changes_nothing(reviewer: User, reader: User, plan: PlanDocument) -> None:
    book = workbook_of(KINDS["target"], list(Target.objects.select_related("plan__region")))
    for user in (reviewer, reader):
        with pytest.raises(NotAllowed, match="导出条目"):
            export_items(user, "target")
        with pytest.raises(NotAllowed, match="导入条目"):
            import_items(user=user, kind="target", data=book)
        with pytest.raises(NotAllowed):
            template(user, "target")
    assert Decision.objects.count() == 0


def test_an_export_takes_no_more_queries_for_many_items_than_for_few(
    coordinator: User, make_plan: MakePlan, django_assert_max_num_queries: Any
) -> None:
    base = minimal_draft()
    many = tuple(
        replace(base.projects[0], name=f"项目{number}", **place(base.text, "储能电站项目")) for number in range(120)
    )
    make_plan(replace(base, projects=many))
    with django_assert_max_num_queries(10):
        book = Book(export_items(coordinator, "project", ALL))
    assert book.sheet.max_row == 121
