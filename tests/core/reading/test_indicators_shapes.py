"""Shapes of indicator tables that plans of all levels print."""

import pytest

from tests.core.reading.table_pages import Reading, read_ruled, wrong_quotes


def test_a_national_plan_with_numbers_before_names_and_merged_categories() -> None:
    reading = Reading(
        "专栏1 “十四五”生态环境保护主要指标 |\n"
        "类别 | 指标 | 2020年 | 2025年 | 指标属性 |\n"
        "环境治理 | (1)地级及以上城市细颗粒物(PM2.5)浓度下降(%) | - | 〔10〕 | 约束性 |\n"
        "(2)地级及以上城市空气质量优良天数比率(%) | 87 | 87.5 | 约束性 |\n"
        "应对气候变化 | (3)单位国内生产总值二氧化碳排放降低(%) | - | 〔18〕 | 约束性 |\n"
        "(4)非化石能源占一次能源消费比例(%) | 15.9 | 20左右 | 预期性 |\n"
        "注:〔〕内为五年累计数。\n"
    )

    assert reading.values == {
        "地级及以上城市细颗粒物(PM2.5)浓度下降": {"2020": None, "2025": "〔10〕"},
        "地级及以上城市空气质量优良天数比率": {"2020": "87", "2025": "87.5"},
        "单位国内生产总值二氧化碳排放降低": {"2020": None, "2025": "〔18〕"},
        "非化石能源占一次能源消费比例": {"2020": "15.9", "2025": "20左右"},
    }
    assert [indicator.category for indicator in reading.indicators] == ["环境治理"] * 2 + ["应对气候变化"] * 2
    assert [indicator.number for indicator in reading.indicators] == ["(1)", "(2)", "(3)", "(4)"]
    assert [indicator.basis for indicator in reading.indicators] == ["cumulative", "level", "cumulative", "level"]


def test_a_provincial_table_with_a_column_of_units_and_one_of_departments() -> None:
    reading = Reading(
        "表1 节能减排主要目标\n"
        "| 序号 | 指标名称 | 单位 | 2020年现状 | 2025年目标 | 属性 | 牵头部门 |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n"
        "| 1 | 单位GDP能耗下降 | % | — | 14 | 约束性 | 省发展改革委 |\n"
        "| 2 | 新能源汽车保有量 | 万辆 | 2.1 | ≥6 | 预期性 | 省交通运输厅、省工业和信息化厅 |\n"
    )

    first, second = reading.indicators
    assert (first.name, first.unit, first.number, first.department) == ("单位GDP能耗下降", "%", "1", "省发展改革委")
    assert (second.unit, second.department) == ("万辆", "省交通运输厅、省工业和信息化厅")
    assert second.values["2025"] is not None
    assert second.values["2025"].comparator == ">="


def test_a_word_file_with_a_header_of_two_rows_and_merged_cells() -> None:
    reading = read_ruled(
        [
            ["指标类别", "序号", "指标名称", "单位", "2020年现状值", "目标值", "<", "指标属性", "责任单位"],
            [None, None, None, None, None, "2025年", "2030年", None, None],
            ["减缓", "1", "单位GDP二氧化碳排放下降", "%", "—", "18.5", "完成国家下达目标", "约束性", "市生态环境局"],
            [None, "2", "非化石能源消费占比", "%", "14.2", "18", "25", "约束性", "市发展改革委"],
            ["适应", "3", "海绵城市面积占建成区比例", "%", "", "≥50", "≥80", "预期性", "市住房城乡建设局"],
            ["注:以上级下达为准", "<", "<", "<", "<", "<", "<", "<", "<"],
        ],
        "附件1 应对气候变化主要指标",
    )

    assert reading.values == {
        "单位GDP二氧化碳排放下降": {"2020": None, "2025": "18.5", "2030": "完成国家下达目标"},
        "非化石能源消费占比": {"2020": "14.2", "2025": "18", "2030": "25"},
        "海绵城市面积占建成区比例": {"2020": None, "2025": "≥50", "2030": "≥80"},
    }
    assert [indicator.category for indicator in reading.indicators] == ["减缓", "减缓", "适应"]
    assert all(indicator.confidence == 0.98 for indicator in reading.indicators)
    assert reading.indicators[1].quote.startswith("2\t非化石能源")
    assert wrong_quotes(reading) == []


def test_a_workbook_with_two_columns_of_categories_and_natures_under_the_head_of_types() -> None:
    reading = read_ruled(
        [
            ["类型", "", "指标", "单位", "2020年", "2025年", "指标类型"],
            ["环境质量", "空气", "PM2.5平均浓度", "μg/m3", "35", "32", "约束性"],
            ["", "", "优良天数比例", "%", "85.2", "87", "约束性"],
            ["", "水", "国控断面优良比例", "%", "90", "≥93.3", "预期性"],
            ["总量减排", "", "氮氧化物重点工程减排量", "吨", "-", "[1800]", "约束性"],
        ]
    )

    assert [(i.category, i.nature) for i in reading.indicators] == [
        ("空气", "约束性"),
        ("空气", "约束性"),
        ("水", "预期性"),
        ("总量减排", "约束性"),
    ]
    assert reading.indicators[3].basis == "cumulative"


def test_a_table_of_yearly_targets() -> None:
    reading = read_ruled(
        [
            ["序号", "指标", "单位", "2021年", "2022年", "2023年", "2024年", "2025年"],
            ["1", "单位GDP能耗降低率", "%", "3", "3", "3", "3", "2.5"],
        ],
        "表2 年度分解目标",
    )

    assert reading.values["单位GDP能耗降低率"] == {"2021": "3", "2022": "3", "2023": "3", "2024": "3", "2025": "2.5"}


def test_columns_named_by_the_end_of_a_five_year_plan() -> None:
    reading = read_ruled(
        [["指标名称", "“十三五”末", "“十四五”末", "属性"], ["城镇污水处理率(%)", "95.6", "98", "约束性"]]
    )

    assert reading.values == {"城镇污水处理率": {"2020": "95.6", "2025": "98"}}


def test_columns_named_base_and_target_take_the_years_of_the_title() -> None:
    reading = read_ruled(
        [
            ["指标", "基期值", "目标值", "责任部门"],
            ["规模以上工业单位增加值能耗下降", "-", "15%左右", "市工业和信息化局"],
        ],
        "“十四五”节能减排主要指标",
    )

    (indicator,) = reading.indicators
    assert reading.values == {"规模以上工业单位增加值能耗下降": {"2020": None, "2025": "15%左右"}}
    assert (indicator.unit, indicator.department, indicator.nature) == ("%", "市工业和信息化局", None)


def test_the_target_year_may_stand_before_the_base_year() -> None:
    reading = read_ruled([["指标", "2025年目标", "2020年基数", "属性"], ["森林覆盖率(%)", "46", "45", "约束性"]])

    assert reading.values == {"森林覆盖率": {"2025": "46", "2020": "45"}}


def test_yearly_growth_and_sums_have_columns_of_their_own() -> None:
    reading = read_ruled(
        [
            ["指标", "2015年", "2020年", "年均增速(%)", "〔累计〕", "属性"],
            ["全员劳动生产率(万元/人)", "8.7", ">12", ">6.6", "-", "预期性"],
            ["非化石能源占一次能源消费比重(%)", "12", "15", "-", "〔3〕", "约束性"],
            ["单位GDP能源消耗降低(%)", "-", "-", "-", "〔15〕", "约束性"],
        ]
    )

    first, second, third = reading.indicators
    assert reading.values[first.name] == {"2015": "8.7", "2020": ">12", "年均增速(%)": ">6.6", "2016-2020": None}
    assert (second.basis, third.basis) == ("level", "cumulative")


def test_a_glued_table_with_numbers_units_and_departments() -> None:
    reading = Reading(
        "专栏2 应对气候变化主要指标\n"
        "序号指标名称单位2020年2025年属性责任单位\n"
        "1单位地区生产总值能源消耗降低%-14约束性市发展改革委\n"
        "2森林蓄积量万立方米95.7160约束性市林业局\n"
        "3PM2.5年均浓度微克/立方米3835约束性市生态环境局\n"
        "4500米公交站点覆盖率%90100预期性市交通局、市公交集团\n"
    )

    assert reading.values == {
        "单位地区生产总值能源消耗降低": {"2020": None, "2025": "14"},
        "森林蓄积量": {"2020": "95.7", "2025": "160"},
        "PM2.5年均浓度": {"2020": "38", "2025": "35"},
        "500米公交站点覆盖率": {"2020": "90", "2025": "100"},
    }
    assert [indicator.unit for indicator in reading.indicators] == ["%", "万立方米", "微克/立方米", "%"]
    assert [indicator.number for indicator in reading.indicators] == ["1", "2", "3", "4"]
    assert reading.indicators[3].department == "市交通局、市公交集团"


def test_a_glued_table_with_the_category_before_the_number() -> None:
    reading = Reading(
        "表4-1 规划指标表\n"
        "类别序号指标名称单位2020年现状值2025年目标值指标属性\n"
        "环境质量1空气质量优良天数比率%87.787约束性\n"
        "2PM2.5年均浓度μg/m³3331约束性\n"
        "绿色发展3单位地区生产总值能耗降低%-[13.5]约束性\n"
        "4一般工业固废综合利用率%85≥90预期性\n"
    )

    assert [(i.number, i.category) for i in reading.indicators] == [
        ("1", "环境质量"),
        ("2", "环境质量"),
        ("3", "绿色发展"),
        ("4", "绿色发展"),
    ]
    assert reading.values["PM2.5年均浓度"] == {"2020": "33", "2025": "31"}
    assert reading.indicators[1].unit == "μg/m³"


def test_a_glued_table_with_the_nature_before_the_values() -> None:
    reading = Reading(
        "主要指标属性2020年2025年\n单位GDP能耗(吨标准煤/万元)约束性0.520.45\n城市污水处理率(%)预期性9598\n"
    )

    assert reading.values == {
        "单位GDP能耗": {"2020": "0.52", "2025": "0.45"},
        "城市污水处理率": {"2020": "95", "2025": "98"},
    }
    assert [indicator.nature for indicator in reading.indicators] == ["约束性", "预期性"]


def test_a_table_of_blanks_from_a_page_of_print() -> None:
    reading = Reading(
        "表2 主要指标\n"
        "序号 指标 单位 2020年 2025年 属性\n"
        "1 森林覆盖率 % 43.1 45 约束性\n"
        "2 细颗粒物(PM2.5)年均浓度 微克/立方米 33 30 约束性\n"
        "3 单位地区生产总值二氧化碳排放降低 % - 〔18〕 约束性\n"
    )

    assert reading.values == {
        "森林覆盖率": {"2020": "43.1", "2025": "45"},
        "细颗粒物(PM2.5)年均浓度": {"2020": "33", "2025": "30"},
        "单位地区生产总值二氧化碳排放降低": {"2020": None, "2025": "〔18〕"},
    }


def test_a_table_that_lost_even_its_line_ends() -> None:
    reading = Reading("专栏1 主要指标 指标2020年2025年属性森林覆盖率(%)43.145约束性新增造林面积(万亩)-12预期性")

    assert reading.values == {
        "森林覆盖率": {"2020": "43.1", "2025": "45"},
        "新增造林面积": {"2020": None, "2025": "12"},
    }


def test_glued_text_values_of_several_kinds() -> None:
    reading = Reading(
        "指标2020年2025年性质\n"
        "碳排放强度下降率(%)-完成上级下达目标约束性\n"
        "湿地保护率(%)50完成市级下达任务约束性\n"
        "自然岸线保有率-不降低预期性\n"
    )

    assert reading.values == {
        "碳排放强度下降率": {"2020": None, "2025": "完成上级下达目标"},
        "湿地保护率": {"2020": "50", "2025": "完成市级下达任务"},
        "自然岸线保有率": {"2020": None, "2025": "不降低"},
    }


def test_natures_announced_on_lines_of_their_own() -> None:
    reading = read_ruled(
        [
            ["指标", "2020年", "2025年"],
            ["约束性指标", "<", "<"],
            ["单位GDP能耗降低(%)", "-", "14"],
            ["预期性指标", "<", "<"],
            ["绿色出行比例(%)", "60", "70"],
        ]
    )

    assert [(i.name, i.nature) for i in reading.indicators] == [
        ("单位GDP能耗降低", "约束性"),
        ("绿色出行比例", "预期性"),
    ]


def test_a_unit_for_the_whole_table() -> None:
    reading = read_ruled([["指标", "2020年", "2025年"], ["绿色建筑占比", "60", "100"]], "表1 绿色建筑指标\n单位:%")

    assert reading.indicators[0].unit == "%"


def test_a_unit_in_the_heads_of_the_years() -> None:
    reading = read_ruled([["指标", "2020年(%)", "2025年(%)"], ["绿色建筑占比", "60", "100"]])

    assert reading.indicators[0].unit == "%"


def test_a_header_that_a_page_break_repeats_is_no_row() -> None:
    reading = read_ruled(
        [
            ["指标", "2020年", "2025年"],
            ["森林覆盖率(%)", "45", "46"],
            ["指标", "2020年", "2025年"],
            ["湿地保护率(%)", "50", "55"],
        ]
    )

    assert list(reading.values) == ["森林覆盖率", "湿地保护率"]


def test_a_lost_value_is_ambiguous_and_names_the_other_year() -> None:
    reading = Reading(
        "指标名称 | 2015年 | 2020年 | 责任部门 |\n森林覆盖率 | 43 | 45 | 市林业局 |\n淘汰黄标车 | 完成 | 市公安局 |\n"
    )

    lost = reading.indicators[1]
    assert lost.ambiguous
    assert lost.confidence < 0.7
    assert [{year: value and value.text for year, value in option.items()} for option in lost.alternatives] == [
        {"2015": "完成", "2020": None}
    ]


def test_a_number_in_the_text_decides_what_the_digits_leave_open() -> None:
    table = "指标2020年2025年性质\n智慧停车泊位(处)1101预期性\n"

    alone = Reading(table)
    told = Reading(table + "到2025年,智慧停车泊位达到101处。\n")

    assert alone.indicators[0].ambiguous
    assert not told.indicators[0].ambiguous
    assert told.values == {"智慧停车泊位": {"2020": "1", "2025": "101"}}


@pytest.mark.parametrize(
    "grid",
    [
        [["指标", "2020年目标", "2020年完成", "完成情况"], ["森林覆盖率", "45", "46", "已完成"]],
        [["序号", "重点任务", "责任单位"], ["1", "推进节能改造", "市发展改革委"]],
        [["序号", "项目名称", "2023年", "2024年", "总投资"], ["1", "河道治理", "600", "600", "1200"]],
        [["地区", "2020年", "2025年"], ["东区", "45", "46"]],
    ],
)
def test_tables_of_another_kind_hold_no_indicators(grid: list[list[str]]) -> None:
    assert read_ruled(grid).indicators == ()


def test_a_table_of_what_the_last_plan_achieved_holds_no_indicators() -> None:
    reading = read_ruled([["指标", "2015年", "2020年"], ["森林覆盖率(%)", "43", "45"]], "表1 “十三五”主要指标完成情况")

    assert reading.indicators == ()


def test_a_page_set_in_traditional_characters_keeps_them() -> None:
    reading = Reading(
        "表1 節能減排主要指標\n指標 | 2015年 | 2020年 | 屬性 |\n能源消費總量(萬噸標準煤) | 6700 | 7800 | 預期性 |\n單位產值能耗下降(%) | - | 16 | 約束性 |\n"
    )

    first = reading.indicators[0]
    assert (first.name, first.unit, first.nature) == ("能源消費總量", "萬噸標準煤", "预期性")
    assert first.quote.startswith("能源消費總量")


def test_cells_parted_by_tabs_keep_their_empty_places() -> None:
    reading = Reading(
        "表1 主要指标\n序号\t指标\t单位\t2020年\t2025年\t属性\n1\t森林覆盖率\t%\t45\t46\t约束性\n2\t绿色建筑占比\t%\t\t100\t预期性\n"
    )

    assert reading.values == {
        "森林覆盖率": {"2020": "45", "2025": "46"},
        "绿色建筑占比": {"2020": None, "2025": "100"},
    }
    assert [indicator.ambiguous for indicator in reading.indicators] == [False, False]


def test_a_category_glued_to_the_name_makes_the_row_unsure() -> None:
    reading = Reading(
        "类别指标2020年2025年累计属性\n绿色发展单位GDP能耗降低(%)--[14]约束性\n单位GDP二氧化碳排放降低(%)--[18]约束性\n"
    )

    assert [indicator.confidence for indicator in reading.indicators] == [0.6, 0.6]
    assert reading.values["单位GDP二氧化碳排放降低"] == {"2020": None, "2025": None, "2021-2025": "[18]"}


def test_base_and_target_take_the_years_of_the_plan_where_the_table_has_no_title() -> None:
    reading = read_ruled(
        [["指标", "现状值", "目标值", "属性"], ["森林覆盖率(%)", "45", "46", "约束性"]],
        "某市“十四五”林业发展规划\n一、主要目标",
    )

    assert reading.values == {"森林覆盖率": {"2020": "45", "2025": "46"}}
