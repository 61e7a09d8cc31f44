"""Sums inside sentences."""

from __future__ import annotations

import pytest

from ditan.core.reading.check.arithmetic import broken_sums
from tests.core.reading.made_plans import quotes, text_plan


def sums(text: str) -> list[tuple[str, list[str]]]:
    return [(one.code, quotes(one)) for one in broken_sums(text_plan(text))]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("三次产业结构由2015年4.3:67.5:28.2调整为8.8:55.4:38.5。", "8.8:55.4:38.5"),
        ("三次产业结构为10:45:40。", "10:45:40"),
        ("运输结构公路、铁路、水路比例为60:20:10。", "60:20:10"),
    ],
)
def test_shares_that_do_not_add_to_one_hundred(text: str, quote: str) -> None:
    assert sums(text) == [("shares-do-not-add", [quote])]


@pytest.mark.parametrize(
    "text",
    [
        "三次产业结构由2015年4.3:67.5:28.2调整为8.8:55.4:35.8。",
        "三次产业结构为8.8:55.4:35.9。",
        "干线与缆线比例约2:8。",
        "会议于14:30:00开始,产业结构持续优化。",
        "产业结构1:2:3。",
    ],
)
def test_shares_that_add_up_or_are_none(text: str) -> None:
    assert sums(text) == []


def test_a_yearly_amount_that_misses_its_total() -> None:
    text = "十四五期间计划每年改造供热管网1000公里,到2025年末,完成供热管网改造6000公里。"
    assert sums(text) == [("annual-total-differs", ["每年改造供热管网1000公里,到2025年末,完成供热管网改造6000公里"])]


@pytest.mark.parametrize(
    "text",
    [
        "十四五期间计划每年改造供热管网1000公里,到2025年末,完成供热管网改造5000公里。",
        "2023—2025年,每年新建充电桩200个以上,累计建成充电桩800个。",
        "十四五期间每年培训200人次,共计举办展会6场。",
        "十四五期间每年改造管网1000公里,每年改造道路300公里。",
        "每年造林3万亩,森林覆盖率达到50%。",
        "十四五期间年均增长15%以上,累计增长20%。",
        "十四五期间每年治理河道100公里,完成投资800亿元。",
    ],
)
def test_yearly_amounts_that_fit_or_speak_of_other_things(text: str) -> None:
    assert sums(text) == []


def test_another_period_gives_another_factor() -> None:
    assert sums("2023—2025年每年新建充电桩200个,三年共建成充电桩1000个。") != []
    assert sums("2023—2025年每年新建充电桩200个,三年共建成充电桩600个。") == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("创建市级绿色工厂14家(含国家级绿色工厂20家)。", "14家(含国家级绿色工厂20家"),
        ("建设桥梁59座,其中大桥90座。", "59座,其中大桥90座"),
    ],
)
def test_a_part_above_its_whole(text: str, quote: str) -> None:
    assert sums(text) == [("part-above-whole", [quote])]


@pytest.mark.parametrize(
    "text",
    [
        "创建市级绿色工厂14家(含国家级绿色工厂2家)。",
        "结构设施91处,其中桥梁59座。",
        "总投资3032万元,其中,中央预算内投资为1819万元。",
        "绿地率40%,其中新区绿地率45%。",
        "完成绿色建筑测评总面积1\n63.90万平方米,其中绿色建筑面积149.54万平方米。",
        "建成面积3平方公里的园区,完善配套,其中道路12平方公里。",
    ],
)
def test_parts_within_their_whole(text: str) -> None:
    assert sums(text) == []
