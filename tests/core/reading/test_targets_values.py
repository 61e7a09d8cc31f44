"""Targets of one sentence: their forms, values, units and comparators."""

import pytest

from tests.core.reading.target_pages import found, only, read


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        ("到2025年，森林覆盖率达到50%。", ("森林覆盖率", 50.0, "%")),
        ("到2025年，用水总量控制在18.5亿立方米以内。", ("用水总量", 18.5, "亿立方米")),
        ("到2025年，PM2.5年均浓度不超过34微克/立方米。", ("PM2.5年均浓度", 34.0, "微克/立方米")),
        ("到2025年，农田灌溉水有效利用系数提高到0.58。", ("农田灌溉水有效利用系数", 0.58, None)),
        ("到2025年，危险废物安全转移处置率100%。", ("危险废物安全转移处置率", 100.0, "%")),
        ("到2025年，优良天数稳定在322天左右。", ("优良天数", 322.0, "天")),
        ("到2025年，园区投资强度达到300万元/亩。", ("园区投资强度", 300.0, "万元/亩")),
        ("到2025年，森林覆盖率：50%。", ("森林覆盖率", 50.0, "%")),
        ("到2025年，绿色工厂产值占规上工业的50%以上。", ("绿色工厂产值占规上工业", 50.0, "%")),
        ("到2025年，森林覆盖率≥40%。", ("森林覆盖率", 40.0, "%")),
        ("到2025年，PM10≤70微克/立方米。", ("PM10", 70.0, "微克/立方米")),
        ("到 2025 年，非化石能源消费比重达到 20% 左右。", ("非化石能源消费比重", 20.0, "%")),
        ("到2025年，生产总值达到12万亿元。", ("生产总值", 12.0, "万亿元")),
        ("到2025年，全员劳动生产率达到28万元／人。", ("全员劳动生产率", 28.0, "万元/人")),
    ],
)
def test_a_level_to_be_attained(sentence: str, target: tuple[str, float, str | None]) -> None:
    assert found(sentence) == [target]


@pytest.mark.parametrize(
    ("sentence", "target", "base_year"),
    [
        ("到2025年，单位GDP能耗比2020年下降14%。", ("单位GDP能耗下降", 14.0, "%"), 2020),
        ("到2025年，单位GDP能耗下降15%。", ("单位GDP能耗下降", 15.0, "%"), None),
        ("到2025年，煤炭消费量较“十三五”末减少80万吨。", ("煤炭消费量减少", 80.0, "万吨"), 2020),
        ("到2025年，工业用水重复利用率提高3个百分点。", ("工业用水重复利用率提高", 3.0, "个百分点"), None),
        ("到2025年，以2020年为基数，人均水耗下降6%。", ("人均水耗下降", 6.0, "%"), 2020),
        ("到2030年，公共建筑机电系统能效在现有水平上提升10%。", ("公共建筑机电系统能效提升", 10.0, "%"), None),
        ("到2025年，年节能10万吨标准煤。", ("年节能", 10.0, "万吨标准煤"), None),
    ],
)
def test_an_amount_of_change(sentence: str, target: tuple[str, float, str], base_year: int | None) -> None:
    assert found(sentence) == [target]
    assert only(sentence).base_year == base_year


@pytest.mark.parametrize(
    ("sentence", "targets"),
    [
        ("到2025年，培育绿色商场1家、绿色饭店2家。", [("绿色商场", 1.0, "家"), ("绿色饭店", 2.0, "家")]),
        ("到2025年，建成分散充电桩50个，专属充电桩100个。", [("分散充电桩", 50.0, "个"), ("专属充电桩", 100.0, "个")]),
        ("到2025年，完成营造林15万亩，其中人工造林5万亩。", [("营造林", 15.0, "万亩"), ("人工造林", 5.0, "万亩")]),
        ("到2025年，绿色工厂不少于9家，其中，国家级2家。", [("绿色工厂", 9.0, "家"), ("国家级", 2.0, "家")]),
        ("到2025年，治理退化耕地10万亩。", [("治理退化耕地", 10.0, "万亩")]),
        ("到2025年，新建110千伏变电站2座。", [("新建110千伏变电站", 2.0, "座")]),
    ],
)
def test_a_count_behind_its_noun(sentence: str, targets: list[tuple[str, float, str]]) -> None:
    assert found(sentence) == targets


@pytest.mark.parametrize(
    ("sentence", "targets"),
    [
        ("到2025年，建设25座充电站、5座换电站。", [("充电站", 25.0, "座"), ("换电站", 5.0, "座")]),
        ("年内淘汰50家企业落后产能。", [("淘汰企业落后产能", 50.0, "家")]),
        ("整治300家“低散乱”企业。", [("整治“低散乱”企业", 300.0, "家")]),
        ("完成5万亩农田宜机化改造任务。", [("农田宜机化改造", 5.0, "万亩")]),
        ("年均打造3栋以上绿色楼宇。", [("年均打造绿色楼宇", 3.0, "栋")]),
        ("到2025年，建成至少1个国家绿色数据中心。", [("国家绿色数据中心", 1.0, "个")]),
    ],
)
def test_a_count_before_its_noun(sentence: str, targets: list[tuple[str, float, str]]) -> None:
    assert found(sentence) == targets


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        (
            "到2025年，80%左右的县级及以上党政机关达到创建要求。",
            ("达到创建要求的县级及以上党政机关占比", 80.0, "%"),
        ),
        ("100%的县级以上城市建成清新空气示范区。", ("建成清新空气示范区的县级以上城市占比", 100.0, "%")),
        ("到2025年，城市建成区50%以上的面积达到海绵城市要求。", ("达到海绵城市要求的城市建成区面积占比", 50.0, "%")),
        ("新建建筑100%执行绿色建筑标准。", ("新建建筑执行绿色建筑标准", 100.0, "%")),
        ("到2025年，餐厨垃圾实现100%资源化利用。", ("餐厨垃圾资源化利用", 100.0, "%")),
        ("2030年前，新建居住建筑本体达到83%节能要求。", ("新建居住建筑本体节能要求", 83.0, "%")),
        ("到2025年，省级电网基本具备5%以上的尖峰负荷响应能力。", ("省级电网具备尖峰负荷响应能力", 5.0, "%")),
        ("到2025年底，50平方公里以上建设用地达到海绵城市要求。", ("达到海绵城市要求的建设用地", 50.0, "平方公里")),
        ("2024年底前，12家水泥企业完成超低排放改造。", ("完成超低排放改造的水泥企业", 12.0, "家")),
    ],
)
def test_a_share_before_those_whom_it_speaks_of(sentence: str, target: tuple[str, float, str]) -> None:
    assert found(sentence) == [target]


@pytest.mark.parametrize(
    ("wording", "comparator"),
    [
        ("达到30%", "="),
        ("力争达到30%", "="),
        ("不低于30%", ">="),
        ("不少于30%", ">="),
        ("达到30%以上", ">="),
        ("达到30%及以上", ">="),
        ("超过30%", ">="),
        ("突破30%", ">="),
        ("大于30%", ">="),
        ("至少达到30%", ">="),
        ("达到30%左右", "approx"),
        ("约30%", "approx"),
        ("不超过30%", "<="),
        ("不高于30%", "<="),
        ("控制在30%以内", "<="),
        ("控制在30%", "<="),
        ("降至30%以下", "<="),
        ("降至30%", "="),
    ],
)
def test_the_comparator_follows_the_wording(wording: str, comparator: str) -> None:
    target = only(f"到2025年，公共供水管网漏损率{wording}。")

    assert (target.value, target.comparator) == (30.0, comparator)


def test_a_comparator_before_a_list_holds_for_all_of_it() -> None:
    targets = read("到2025年，绿地率、绿化覆盖率分别不低于39%、43%。")

    assert [target.comparator for target in targets] == [">=", ">="]


def test_a_comparator_behind_one_value_holds_for_it_alone() -> None:
    targets = read("到2025年，绿地率、绿化覆盖率分别达到39%、43%以上。")

    assert [target.comparator for target in targets] == ["=", ">="]


def test_at_least_before_the_verb_counts_too() -> None:
    assert only("2021年底前，每个镇街至少创建1个绿色社区。").comparator == ">="


def test_a_range_stays_as_it_is_printed() -> None:
    target = only("到2025年，反刍动物甲烷排放强度较2020年降低5%—8%。")

    assert (target.value, target.unit, target.base_year) == ("5%—8", "%", 2020)


def test_a_base_value_is_read_with_its_year() -> None:
    target = only("到2025年，绿色建筑占比由2020年的60%提高到100%。")

    assert (target.value, target.base_year, target.base_value) == (100.0, 2020, 60.0)
    assert target.name == "绿色建筑占比"


def test_a_second_value_to_strive_for_is_a_stretch_target() -> None:
    firm, stretch = read("2025年，PM2.5年均浓度保持在30微克/立方米以下，力争保持在25微克/立方米以下。")

    assert (firm.value, firm.stretch) == (30.0, False)
    assert (stretch.value, stretch.stretch, stretch.name) == (25.0, True, firm.name)


def test_the_basis_tells_yearly_and_cumulative_values() -> None:
    assert only("每年新增绿色贷款120亿元以上。").basis == "annual"
    assert only("到2025年，累计推广新能源汽车3万辆。").basis == "cumulative"
    assert only("到2025年，新能源汽车保有量达到3万辆。").basis == "level"


def test_the_subject_is_the_region_or_place_that_the_text_names() -> None:
    assert only("到2025年，全省非化石能源消费比重达到20%。").subject == "全省"
    assert only("2025年，银川市新能源公交车比例不低于80%。").subject == "银川市"
    assert only("2025年，新能源公交车比例不低于80%。").subject == ""


def test_a_unit_printed_with_the_last_value_serves_all() -> None:
    assert found("到2025年，绿色工厂、绿色园区分别达到25、30家。") == [
        ("绿色工厂", 25.0, "家"),
        ("绿色园区", 30.0, "家"),
    ]


def test_quote_and_span_point_into_the_original() -> None:
    text = "为此，到2025年，單位GDP能耗比2020年下降14%。"
    target = only(text)

    assert text[slice(*target.span)] == target.quote == "單位GDP能耗比2020年下降14%"


def test_values_of_one_list_have_spans_of_their_own() -> None:
    targets = read("到2025年，生活垃圾、建筑垃圾回收利用率分别达到45%、75%，农膜、秸秆回收率均达到85%。")

    assert len({target.span for target in targets}) == 4
