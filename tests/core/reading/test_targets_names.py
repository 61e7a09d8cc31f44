"""Names of targets: cut clean, divided, completed from the clause before."""

import pytest

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.targets.names import Name, split_measured, split_names, trim, without
from tests.core.reading.target_pages import found, read


def names(sentence: str) -> list[str]:
    return [target.name for target in read(sentence)]


def pieces(text: str, count: int, *, shared: bool = False) -> list[str] | None:
    divided = split_names(text, (0, len(text)), count, shared=shared)
    return None if divided is None else [name.plain(text) for name in divided]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("(1)确保全市森林覆盖率", "森林覆盖率"),
        ("其中，力争再生水利用率", "再生水利用率"),
        ("一是推动公交车占比", "公交车占比"),
        ("城市再生水利用率力争", "城市再生水利用率"),
        ("基本农田保有量", "基本农田保有量"),
        ("“两江”渝中段水质总体", "“两江”渝中段水质"),
        ("太阳能装机", "太阳能装机"),
        ("人均公园绿地面积", "人均公园绿地面积"),
        ("全区制造业增加值占比", "制造业增加值占比"),
    ],
)
def test_lead_ins_and_hedges_are_trimmed(printed: str, name: str) -> None:
    start, end = trim(printed, (0, len(printed)))

    assert printed[start:end] == name


def test_verbs_of_making_are_trimmed_from_what_is_made_only() -> None:
    made, measured = "建成绿色园区", "建成区绿地率"

    assert made[slice(*trim(made, (0, len(made)), made=True))] == "绿色园区"
    assert made[slice(*trim(made, (0, len(made))))] == "建成绿色园区"
    assert measured[slice(*trim(measured, (0, len(measured)), made=True))] == "建成区绿地率"


def test_holes_are_cut_out_of_a_span() -> None:
    assert without((0, 10), [(3, 5), (8, 12)]) == ((0, 3), (5, 8))
    assert without((0, 10), [(0, 10)]) == ()


@pytest.mark.parametrize(
    ("printed", "count", "expected"),
    [
        ("高新技术企业和科技型企业", 2, ["高新技术企业", "科技型企业"]),
        ("城市生活垃圾、建筑垃圾回收利用率", 2, ["城市生活垃圾回收利用率", "建筑垃圾回收利用率"]),
        ("光伏发电、风电装机规模", 2, ["光伏发电装机规模", "风电装机规模"]),
        ("铁路、水路货运量", 2, ["铁路货运量", "水路货运量"]),
        ("化学需氧量、氨氮重点工程减排量", 2, ["化学需氧量重点工程减排量", "氨氮重点工程减排量"]),
        ("二氧化硫(SO2)、氮氧化物(NOX)等主要污染物排放总量", 2, ["二氧化硫(SO2)排放总量", "氮氧化物(NOX)排放总量"]),
        ("氨氮、总磷两项主要污染物减排量", 2, ["氨氮减排量", "总磷减排量"]),
        ("森林覆盖率、湿地保护率", 2, ["森林覆盖率", "湿地保护率"]),
        ("森林覆盖率", 2, None),
    ],
)
def test_a_list_of_names_is_divided_and_shares_its_tail(printed: str, count: int, expected: list[str] | None) -> None:
    assert pieces(printed, count) == expected


def test_a_shared_value_divides_into_as_many_names_as_there_are() -> None:
    assert pieces("氨氮、总磷和总氮排放量", 1, shared=True) == ["氨氮排放量", "总磷排放量", "总氮排放量"]


def test_only_names_of_measured_things_are_divided_without_a_sign() -> None:
    rates, places = "秸秆综合利用率、农用残膜回收率", "工业园区、物流园区铁路专用线接入率"

    assert len(split_measured(rates, (0, len(rates))) or ()) == 2
    assert split_measured(places, (0, len(places))) is None


def test_the_first_name_lends_its_subject() -> None:
    assert names("到2025年，生活垃圾分类收集覆盖率和无害化处理率均达到100%。") == [
        "生活垃圾分类收集覆盖率",
        "生活垃圾无害化处理率",
    ]


def test_the_first_name_lends_its_denominator() -> None:
    assert names("到2025年，单位GDP能源消耗、用水量比2020年分别降低14%、16%。") == [
        "单位GDP能源消耗降低",
        "单位GDP用水量降低",
    ]


def test_brackets_and_quotation_marks_divide_nothing() -> None:
    text = "三分之一县(市、区)“绿水、青山”行动覆盖率"

    assert split_names(text, (0, len(text)), 2, shared=False) is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("到2027年，绿色产业营业收入达到500亿元以上，年均增长15%以上。", "绿色产业营业收入年均增长"),
        ("到2027年，绿色债券余额达150亿元，全市占比稳定在30%以上。", "绿色债券余额全市占比"),
        ("到2027年，海绵城市达标区域超39平方公里，占建成区面积比例超45%。", "海绵城市达标区域占建成区面积比例"),
        ("到2027年，轨道换乘100米覆盖率达到90%以上，50米覆盖率达到80%以上。", "轨道换乘50米覆盖率"),
        ("到2025年，绿色建材应用比例不低于70%，到2030年提高到80%。", "绿色建材应用比例"),
        ("到2025年，PM2.5浓度比2020年下降15%，达到38微克/立方米以下。", "PM2.5浓度"),
    ],
)
def test_a_clause_that_says_too_little_takes_the_name_before_it(sentence: str, expected: str) -> None:
    assert names(sentence)[-1] == expected


def test_a_clause_of_whom_is_part_of_the_name() -> None:
    sentence = "到2025年，新增公交、出租等车辆中，新能源汽车比例不低于80%。"

    assert names(sentence) == ["新增公交、出租等车辆中新能源汽车比例"]


def test_a_list_in_the_clause_before_names_the_values() -> None:
    sentence = "到2025年，氮氧化物、氨氮两项污染物减排量完成国家下达目标，五年累计减排量分别达到1.8万吨、0.7万吨。"

    assert names(sentence)[-2:] == ["氮氧化物五年累计减排量", "氨氮五年累计减排量"]


def test_a_number_inside_a_name_is_no_value() -> None:
    assert found("到2025年，500米公园绿地服务半径覆盖率大于90%。") == [("500米公园绿地服务半径覆盖率", 90.0, "%")]
    assert found("到2025年，三分之一县PM2.5年均浓度保持在25微克/立方米以下。") == [
        ("三分之一县PM2.5年均浓度", 25.0, "微克/立方米")
    ]
    assert found("到2025年，绿色出行比例达到70%以上的城市不少于5个。") == [("绿色出行比例达到70%以上的城市", 5.0, "个")]


def test_a_name_is_printed_without_the_page_damage() -> None:
    page = CleanText("單 位能耗", "单 位能耗", "單 位能耗", range(5), range(1, 6))

    assert Name(((0, 5),)).printed(page) == "單位能耗"
    assert Name(((0, 5),), own=1).start() is None
    assert Name(((0, 5), "占比")).joined((3, 5)).plain(page.text) == "单 位能耗占比能耗"


def test_values_that_share_an_undivided_name_are_doubtful() -> None:
    first, second = read("到2025年，主要污染物减排量分别达到3万吨、5万吨。")

    assert first.name == second.name
    assert max(first.confidence, second.confidence) < 0.7
