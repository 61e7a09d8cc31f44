"""Targets whose value is a wording."""

import pytest

from tests.core.reading.target_pages import found, only, read


@pytest.mark.parametrize(
    ("sentence", "name", "value"),
    [
        ("到2027年，单位GDP能耗降低达到市级要求。", "单位GDP能耗降低", "达到市级要求"),
        ("到2027年，单位GDP能耗降低完成全市计划。", "单位GDP能耗降低", "完成全市计划"),
        ("到2025年，小流域综合治理率完成市级下达目标。", "小流域综合治理率", "完成市级下达目标"),
        ("到2025年，城市空气质量优良天数比例完成省下达任务。", "城市空气质量优良天数比例", "完成省下达任务"),
        ("到2025年，用水总量确保完成国家下达的目标任务。", "用水总量", "完成国家下达的目标任务"),
        ("到2025年，氨氮排放完成省定目标。", "氨氮排放", "完成省定目标"),
        ("到2025年，黄河干流断面水质保持Ⅱ类进Ⅱ类出。", "黄河干流断面水质", "Ⅱ类进Ⅱ类出"),
        ("到2027年，“两江”渝中段水质总体达Ⅱ类标准。", "“两江”渝中段水质", "Ⅱ类标准"),
        ("到2025年，化肥使用量实现零增长。", "化肥使用量", "零增长"),
        ("到2025年，生态保护红线面积不减少。", "生态保护红线面积", "不减少"),
    ],
)
def test_a_wording_is_kept_as_it_is_printed(sentence: str, name: str, value: str) -> None:
    assert found(sentence) == [(name, value, None)]


def test_two_names_share_a_wording() -> None:
    assert [target.name for target in read("到2027年，单位GDP能耗降低、单位GDP二氧化碳排放降低达到市级要求。")] == [
        "单位GDP能耗降低",
        "单位GDP二氧化碳排放降低",
    ]


def test_the_last_name_lends_its_change_and_the_first_its_denominator() -> None:
    sentence = "到2025年，单位地区生产总值能源消耗和二氧化碳排放下降完成国家下达目标。"

    assert [target.name for target in read(sentence)] == [
        "单位地区生产总值能源消耗下降",
        "单位地区生产总值二氧化碳排放下降",
    ]


def test_a_ceiling_that_is_handed_down_compares_as_one() -> None:
    target = only("到2025年，煤炭消费总量控制在省下达指标以内。")

    assert (target.value, target.comparator) == ("控制在省下达指标以内", "<=")


def test_water_that_shall_be_better_compares_as_at_least() -> None:
    assert only("到2025年，出境断面水质优于Ⅲ类标准。").comparator == ">="


@pytest.mark.parametrize(
    "sentence",
    [
        "地表水达到或优于Ⅲ类水体比例逐年提高。",
        "能源利用效率达到国际先进水平。",
        "主要污染物排放强度达到全国平均水平。",
        "持续实施化肥零增长行动。",
        "完成省下达的年度任务。",
        "湿地面积不减少。",
        "污水处理厂达到Ⅳ类标准。",
    ],
)
def test_what_only_sounds_like_a_wording_is_none(sentence: str) -> None:
    assert found(sentence) == []


def test_a_wording_of_the_past_is_none() -> None:
    assert found("目前，单位GDP能耗降低完成市级下达目标。") == []
