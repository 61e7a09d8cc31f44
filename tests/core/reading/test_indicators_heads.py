"""Headers of several lines, marks, and heads that say little."""

from tests.core.reading.table_pages import Reading, heads, read_ruled


def test_a_year_over_its_target_and_its_change() -> None:
    reading = read_ruled(
        [
            ["指标", "单位", "2015年实际值", "2020年", "<"],
            [None, None, None, "目标值", "变化幅度/变化率"],
            ["工业:", "", "", "", ""],
            ["单位工业增加值能耗", "", "", "", "[-18%]"],
            ["火电供电煤耗", "克标准煤/千瓦时", "315", "306", "-9"],
            ["建筑:", "", "", "", ""],
            ["既有居住建筑节能改造面积", "亿平方米", "12.5", "17.5", "+5"],
        ],
        "附件 “十三五”主要行业和部门节能指标",
    )

    assert heads(reading.tables[0]) == ["指标", "单位", "2015年实际值", "2020年 目标值", "变化幅度/变化率"]
    assert reading.values == {
        "单位工业增加值能耗": {"2015": None, "2020": None, "变化幅度/变化率": "[-18%]"},
        "火电供电煤耗": {"2015": "315", "2020": "306", "变化幅度/变化率": "-9"},
        "既有居住建筑节能改造面积": {"2015": "12.5", "2020": "17.5", "变化幅度/变化率": "+5"},
    }
    assert [indicator.category for indicator in reading.indicators] == ["工业", "工业", "建筑"]


def test_the_same_header_between_bars() -> None:
    reading = Reading(
        "“十三五”主要行业和部门节能指标 |\n指标 | 单位 | 2015年实际值 | 2020年 |\n目标值 | 变化幅度/变化率 |\n"
        "工业: |\n火电供电煤耗 | 克标准煤/千瓦时 | 315 | 306 | -9 |\n吨钢综合能耗 | 千克标准煤 | 572 | 560 | -12 |\n"
    )

    assert reading.values == {
        "火电供电煤耗": {"2015": "315", "2020": "306", "变化幅度/变化率": "-9"},
        "吨钢综合能耗": {"2015": "572", "2020": "560", "变化幅度/变化率": "-12"},
    }


def test_a_header_of_three_rows() -> None:
    reading = read_ruled(
        [
            ["领域", "指标", "单位", "现状", "规划目标", "<", "<", "属性"],
            [None, None, None, "2020年", "近期", "<", "远期", None],
            [None, None, None, None, "2023年", "2025年", "2030年", None],
            ["能源", "非化石能源占比", "%", "15", "17", "20", "26", "约束性"],
            [None, "煤炭消费占比", "%", "50", "48", "45", "40", "预期性"],
        ]
    )

    assert reading.values == {
        "非化石能源占比": {"2020": "15", "2023": "17", "2025": "20", "2030": "26"},
        "煤炭消费占比": {"2020": "50", "2023": "48", "2025": "45", "2030": "40"},
    }
    assert [indicator.category for indicator in reading.indicators] == ["能源", "能源"]


def test_three_levels_of_indicators_name_the_innermost() -> None:
    reading = read_ruled(
        [
            ["一级指标", "二级指标", "三级指标", "单位", "2025年目标", "权重", "责任部门"],
            ["绿色发展", "能源", "非化石能源占比", "%", "20", "5", "市发展改革委"],
            ["", "", "煤炭消费占比", "%", "45", "5", "市发展改革委"],
            ["", "环境", "优良天数比率", "%", "88", "10", "市生态环境局"],
        ]
    )

    assert [(one.name, one.category, one.department) for one in reading.indicators] == [
        ("非化石能源占比", "能源", "市发展改革委"),
        ("煤炭消费占比", "能源", "市发展改革委"),
        ("优良天数比率", "环境", "市生态环境局"),
    ]


def test_footnote_marks_on_names_and_natures() -> None:
    reading = read_ruled(
        [
            ["指标", "2020年", "2025年", "属性"],
            ["森林覆盖率(%)[1]", "45", "46", "约束性①"],
            ["湿地保护率(%)*", "50", "55", "预期性 "],
            ["单位GDP能耗降低(%)", "—", "〔14.5〕", "约束\n性"],
        ]
    )

    assert [(one.name, one.unit, one.nature) for one in reading.indicators] == [
        ("森林覆盖率", "%", "约束性"),
        ("湿地保护率", "%", "预期性"),
        ("单位GDP能耗降低", "%", "约束性"),
    ]


def test_one_column_of_targets_and_units_inside_the_cells() -> None:
    reading = read_ruled(
        [
            ["序号", "指标", "目标值", "责任单位"],
            ["1", "PM2.5年均浓度", "≤35微克/立方米", "区生态环境局"],
            ["2", "绿色出行比例", "70%以上", "区交通局"],
        ],
        "表1 2025年主要目标",
    )

    assert reading.values == {"PM2.5年均浓度": {"2025": "≤35微克/立方米"}, "绿色出行比例": {"2025": "70%以上"}}
    assert [(one.unit, one.department) for one in reading.indicators] == [
        ("微克/立方米", "区生态环境局"),
        ("%", "区交通局"),
    ]


def test_a_head_that_names_both_natures() -> None:
    reading = read_ruled(
        [["序号", "指标", "单位", "2020年", "2025年", "约束性/预期性"], ["1", "森林覆盖率", "%", "45", "46", "约束性"]]
    )

    assert reading.indicators[0].nature == "约束性"


def test_a_nature_that_the_format_does_not_know_is_left_open() -> None:
    reading = read_ruled([["指标", "2020年", "2025年", "属性"], ["森林覆盖率(%)", "45", "46", "监测性"]])

    assert reading.indicators[0].nature is None
    assert reading.values == {"森林覆盖率": {"2020": "45", "2025": "46"}}


def test_a_head_over_two_columns_groups_and_names() -> None:
    reading = read_ruled(
        [
            ["指标", "", "2020年", "2025年", "属性"],
            ["空气质量", "优良天数比率(%)", "87", "88", "约束性"],
            ["", "PM2.5年均浓度(微克/立方米)", "33", "30", "约束性"],
        ]
    )

    assert [(one.category, one.name) for one in reading.indicators] == [
        ("空气质量", "优良天数比率"),
        ("空气质量", "PM2.5年均浓度"),
    ]


def test_a_name_broken_over_lines_is_one_line() -> None:
    reading = read_ruled(
        [["指标", "2020年", "2025年", "属性"], ["城镇新建建筑中\n绿色建筑面积占比\n(%)", "60", "100", "预期性"]]
    )

    assert reading.indicators[0].name == "城镇新建建筑中绿色建筑面积占比"
    assert reading.indicators[0].unit == "%"


def test_a_table_by_regions_holds_no_indicators() -> None:
    reading = read_ruled(
        [["镇街", "2023年造林面积(亩)", "2024年造林面积(亩)", "合计"], ["东城街道", "100", "200", "300"]]
    )

    assert reading.indicators == ()
    assert reading.projects == ()


def test_a_row_without_any_value_is_kept_where_it_says_its_nature() -> None:
    reading = read_ruled([["指标", "2020年", "2025年", "属性"], ["碳排放强度下降(%)", "-", "-", "约束性"]])

    assert reading.values == {"碳排放强度下降": {"2020": None, "2025": None}}


def test_a_row_of_words_alone_heads_the_rows_below() -> None:
    reading = read_ruled(
        [["指标", "2020年", "2025年"], ["三、水环境", "", ""], ["优良水体比例(%)", "85", "90"]],
    )

    assert [(one.name, one.category) for one in reading.indicators] == [("优良水体比例", "水环境")]
