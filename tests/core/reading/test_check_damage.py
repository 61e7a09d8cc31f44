"""Numbers that cannot be what the plan meant."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ditan.core.reading.check.damage import damaged_numbers
from tests.core.reading.made_plans import quotes, text_plan

OF_PLAN_004 = (
    ("淘汰燃煤锅炉20160蒸吨,完成燃气锅炉低氮燃烧改造9台。", "锅炉20160蒸吨"),
    ("新建铜梁区同心桥水库工程1126m3中型水库一座。", "1126m3中型水库"),
    ("实施3000km2以上中小流域治理,新建防洪护岸2.2km。", "3000km2以上中小流域"),
    ("实施2003000km2中小河流治理工程。", "2003000km2"),
    ("实施非常规水利用工程,建成中水回用能力4m3/天,到2025年利用率达到25%。", "中水回用能力4m3/天"),
    ("包括建设41兆瓦级燃气发电机组,分2期建设,每期2台。", "41兆瓦级燃气发电机组,分2期建设,每期2台"),
)


def damage(text: str, region: str = "500151") -> list[list[str]]:
    return [quotes(one) for one in damaged_numbers(text_plan(text, region))]


@pytest.mark.parametrize(("text", "quote"), OF_PLAN_004)
def test_the_damaged_numbers_of_plan_004(text: str, quote: str) -> None:
    assert damage(text) == [[quote]]


def test_the_emission_standard_that_plan_003_lost() -> None:
    assert damage("全面淘汰国及以下柴油和燃气货车,鼓励引导国Ⅳ柴油货车提前淘汰更新。") == [["国及以下柴油和燃气"]]


@pytest.mark.parametrize(
    "text",
    [
        "新建800立方米大型水库。",
        "改造小(2)型水库3座,其中库容50m3小型水库1座。",
        "城区污水处理厂规模2吨/日。",
        "扩建供水能力1.5立方米/天的水厂。",
        "治理面积123456平方公里。",
        "拆除燃煤锅炉15010蒸吨。",
        "新建251兆瓦风电机组,分5期建设,每期5台。",
        "淘汰国及以下排放标准的汽车。",
    ],
)
def test_other_numbers_that_cannot_be(text: str) -> None:
    assert len(damage(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "新建同心桥水库工程1126万m3中型水库一座。",
        "新建库容2.1亿立方米大型水库。",
        "新建85万m3小(2)型水库。",
        "治理水库11座,总库容1126m3。",
        "建成中水回用能力4万m3/天。",
        "污水处理规模1200吨/天。",
        "再生水处理能力12m3/天。",
        "建设农村一体化污水处理设施,污水处理能力5m3/天。",
        "医疗废物处置规模5吨/日。",
        "餐厨垃圾处理能力8吨/日。",
        "供水人口4万人,水质监测1次/天。",
        "实施200-3000km2中小河流治理。",
        "治理流域面积3000km2以上的河流。",
        "全市国土面积8.24万平方公里。",
        "规划范围168平方公里,流域面积1341平方公里。",
        "淘汰燃煤锅炉20台160蒸吨。",
        "每小时35蒸吨以下燃煤锅炉。",
        "建设4×1兆瓦级燃气发电机组,分2期建设,每期2台。",
        "建设40兆瓦级燃气发电机组,分2期建设,每期2台。",
        "建设350兆瓦燃气发电机组,分2期建设。",
        "淘汰国三及以下排放标准柴油货车。",
        "全国及以下各级机关公务用车。",
        "我国及以下简称的汽车协会。",
    ],
)
def test_numbers_that_can_be(text: str) -> None:
    assert damage(text) == []


def test_what_is_too_much_for_a_district_may_fit_a_province() -> None:
    text = "淘汰燃煤锅炉20160蒸吨。治理面积50000平方公里。"
    assert len(damage(text)) == 2
    assert damage(text, "220000") == []


def test_one_damage_printed_twice_is_one_finding_with_two_sides() -> None:
    text = "建成中水回用能力4m3/天。\n附表\n建成中水回用能力4m3/天。"
    assert damage(text) == [["中水回用能力4m3/天", "中水回用能力4m3/天"]]


@settings(deadline=None, max_examples=60)  # the outline of each text is made too
@given(st.text(alphabet="锅炉蒸吨国及以下柴油水库型中小0123456789m3/天kmM.兆瓦级机组分期每台两", max_size=40))
def test_any_text_can_be_looked_at(text: str) -> None:
    for quote in (side for found in damage(text) for side in found):
        assert quote in text


TRADITIONAL = "為加快推進全市經濟社會發展全面綠色轉型,結合我市實際,制定本方案。"


def test_a_page_in_traditional_characters_is_quoted_as_it_is_set() -> None:
    assert damage(f"{TRADITIONAL}淘汰燃煤鍋爐20160蒸噸。") == [["鍋爐20160蒸噸"]]
    assert damage(f"{TRADITIONAL}新建水庫工程1126m3中型水庫一座。") == [["1126m3中型水庫"]]


def test_full_width_digits_are_read_as_digits_and_quoted_as_printed() -> None:
    assert damage("淘汰燃煤锅炉２０１６０蒸吨。") == [["锅炉２０１６０蒸吨"]]


@pytest.mark.parametrize(
    ("region", "limit"),
    [("500151", 10_000), ("430100", 60_000), ("500000", 100_000), ("220000", 200_000)],
)
def test_how_much_steam_a_level_may_retire(region: str, limit: int) -> None:
    assert damage(f"淘汰燃煤锅炉{limit}蒸吨。", region) == []
    assert len(damage(f"淘汰燃煤锅炉{limit + 1}蒸吨。", region)) == 1


@pytest.mark.parametrize(
    ("size", "low", "high"),
    [("大", "1亿m3", "393亿m3"), ("中", "1000万m3", "9999万m3"), ("小", "10万m3", "999万m3")],
)
def test_reservoirs_of_each_size_have_their_storage(size: str, low: str, high: str) -> None:
    assert damage(f"新建{low}{size}型水库。") == []
    assert damage(f"新建{high}{size}型水库。") == []
    assert len(damage(f"新建8m3{size}型水库。")) == 1


def test_the_message_says_what_is_probably_lost() -> None:
    messages = [one.message for one in damaged_numbers(text_plan("新建1126m3中型水库。建成中水回用能力4m3/天。"))]
    assert all("疑缺“万”字" in message for message in messages)
    assert len(messages) == 2
