"""What a column holds, by its printed head."""

import pytest

from ditan.core.reading.tables.columns import FIVE_YEARS, plain_label, read_column, read_columns


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("序号", "number"),
        ("序 号", "number"),
        ("类别", "category"),
        ("指标类别", "category"),
        ("一级指标", "category"),
        ("指标", "name"),
        ("具体指标", "name"),
        ("主要指标", "name"),
        ("指标名称", "name"),
        ("指标(单位)", "name"),
        ("单位", "unit"),
        ("计量单位", "unit"),
        ("属性", "nature"),
        ("指标性质", "nature"),
        ("责任部门", "lead"),
        ("牵头单位", "lead"),
        ("责任单位(牵头单位)", "lead"),
        ("配合单位", "cooperating"),
        ("项目名称", "project"),
        ("重点项目", "project"),
        ("工程名称", "project"),
        ("项目业主", "owner"),
        ("建设单位", "owner"),
        ("实施主体", "owner"),
        ("建设内容", "content"),
        ("建设内容及规模", "content"),
        ("主要建设内容和规模", "content"),
        ("项目内容", "content"),
        ("建设性质", "kind"),
        ("建设年限", "period"),
        ("完成时限", "period"),
        ("起止年限", "period"),
        ("建设工期", "period"),
        ("总投资", "investment"),
        ("投资(万元)", "investment"),
        ("估算总投资(亿元)", "investment"),
        ("投资估算", "investment"),
        ("上级资金", "funding"),
        ("区级财政投资", "funding"),
        ("社会投资", "funding"),
        ("中央预算内投资", "funding"),
        ("企业自筹", "funding"),
        ("银行贷款", "funding"),
        ("地方政府专项债券", "funding"),
        ("资金来源", "funding"),
        ("“十四五”投资", "slice"),
        ("2023年计划投资", "slice"),
        ("建设地点", "location"),
        ("重点任务", "task"),
        ("工作措施", "task"),
        ("备注", "note"),
        ("年均增速", "growth"),
        ("年均增长(%)", "growth"),
        ("2025年比2020年下降", "growth"),
        ("累计", "cumulative"),
        ("〔累计〕1", "cumulative"),
        ("五年累计", "cumulative"),
        ("“十四五”累计", "cumulative"),
        ("面积", "other"),
        ("", "other"),
    ],
)
def test_a_head_gives_its_role(head: str, role: str) -> None:
    assert read_column(head).role == role


@pytest.mark.parametrize(
    ("head", "year"),
    [
        ("2020", "2020"),
        ("2020年", "2020"),
        ("2025年末", "2025"),
        ("2025年底", "2025"),
        ("2025年目标值", "2025"),
        ("2025年目标", "2025"),
        ("2020年现状值", "2020"),
        ("2020年(基期)", "2020"),
        ("2020年基数", "2020"),
        ("现状值(2020年)", "2020"),
        ("目标值(2025年)", "2025"),
        ("2020年实际", "2020"),
        ("2030年规划目标", "2030"),
        ("到2025年", "2025"),
        ("“十三五”末", "2020"),
        ("十四五末", "2025"),
        ("“十四五”目标", "2025"),
        ("近期(2025年)", "2025"),
    ],
)
def test_a_head_with_a_year_holds_its_values(head: str, year: str) -> None:
    column = read_column(head)

    assert column.role == "value"
    assert column.key == year


@pytest.mark.parametrize(
    ("head", "unit"),
    [("投资(万元)", "万元"), ("总投资(单位:亿元)", "亿元"), ("2025年目标(%)", "%"), ("建设年限(年)", "")],
)
def test_a_unit_in_the_head_is_kept(head: str, unit: str) -> None:
    assert read_column(head).unit == unit


def test_a_source_is_the_key_of_its_column() -> None:
    assert read_column("区级财政投资").key == "区级财政投资"
    assert read_column("资金来源:中央预算内").key == "中央预算内"
    assert read_column("其中:财政资金(万元)").key == "财政资金"


def test_years_of_sums_come_from_the_value_columns() -> None:
    columns = read_columns(["指标", "2015年", "2020年", "〔累计〕1", "属性"])

    assert [column.key for column in columns] == ["", "2015", "2020", "2016-2020", ""]


def test_base_and_target_take_their_years_from_the_title() -> None:
    assert [c.key for c in read_columns(["指标", "基期值", "目标值"], "“十四五”主要指标")] == ["", "2020", "2025"]
    assert [c.key for c in read_columns(["指标", "现状值", "规划值"], "“十三五”环境保护指标")] == ["", "2015", "2020"]


def test_a_base_beside_a_dated_target_is_not_given_the_targets_year() -> None:
    assert [c.key for c in read_columns(["指标", "现状值", "2025年"], "“十四五”主要指标")] == ["", "2020", "2025"]


def test_without_any_year_the_words_stay_the_keys() -> None:
    assert [column.key for column in read_columns(["指标", "现状值", "目标值"])] == ["", "基期", "目标"]


def test_five_year_plans_end_where_they_end() -> None:
    assert FIVE_YEARS["十三五"] == 2020
    assert FIVE_YEARS["十五五"] == 2030


def test_marks_and_blanks_go_from_a_head() -> None:
    assert plain_label("指 标①") == "指标"
    assert plain_label("投资（万元）") == "投资(万元)"
