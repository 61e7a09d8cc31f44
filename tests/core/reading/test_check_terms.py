"""One thing under two spellings."""

from __future__ import annotations

import pytest

from ditan.core.lexicon.sounds import sound_alike
from ditan.core.reading.check.terms import doubled_words, shuffled_categories, shuffled_titles, spelling_variants
from tests.core.reading.made_plans import Maker, made_draft, made_plan, quotes, text_plan


def variants(text: str) -> list[list[str]]:
    return [quotes(one) for one in spelling_variants(text_plan(text))]


def test_plan_004_writes_tanhuitong_with_two_characters() -> None:
    text = "落实“碳汇通”生态产品价值实现机制。配合落实“碳惠通”机制建设,申请“碳惠通”项目。"
    assert variants(text) == [["碳汇通", "碳惠通"]]


def test_plan_000_writes_a_lake_with_two_characters() -> None:
    text = "金凤城市中心加快打造,金凤镇、金凤污水处理厂提速。在金风湖周边布局步道。以金凤湖、玉龙湖工程为载体。"
    assert variants(text) == [["金风湖", "金凤湖"]]


def test_the_rarer_spelling_counts_as_the_error() -> None:
    text = "建设“数字孪生城”,完善“数字孪生城”。打造“数字孪声城”。"
    found = list(spelling_variants(text_plan(text)))
    assert [one.message for one in found] == ["“数字孪声城”(1处)疑为“数字孪生城”(2处)之误。"]


@pytest.mark.parametrize(
    "text",
    [
        "推行“一单制”“一箱制”,落实“三线一单”。",
        "构建“一脊两带”,深化“五水共治”和“九治”。",
        "“双控”与“双碳”并重。",
        "治理龙溪河、虎溪河、璧南河。建设长江、涪江堤防。",
        "落实“碳惠通”机制,申请“碳惠通”项目。",
        "在金凤湖、金凤镇,沿金丰河布局;金丰河、金丰镇、金丰村提升。",
    ],
)
def test_different_words_are_no_variants(text: str) -> None:
    assert variants(text) == []


@pytest.mark.parametrize(("a", "b"), [("汇", "惠"), ("风", "凤"), ("生", "声"), ("的", "地")])
def test_characters_of_one_sound(a: str, b: str) -> None:
    assert sound_alike(a, b)
    assert sound_alike(b, a)


@pytest.mark.parametrize(("a", "b"), [("汇", "汇"), ("一", "六"), ("控", "碳"), ("A", "B"), ("〇", "零")])
def test_characters_of_different_sounds(a: str, b: str) -> None:
    assert not sound_alike(a, b)


def categories(*names: str) -> list[str]:
    text = "\n".join(f"建设第{number}个项目" for number in range(len(names)))
    make = Maker(text)
    projects = [make.project(f"建设第{number}个项目", str(number), category=name) for number, name in enumerate(names)]
    return [one.message for one in shuffled_categories(made_plan(made_draft(text, projects=projects)))]


def test_plan_004_writes_one_category_in_two_orders() -> None:
    assert categories("温室气体排放控制", "控制温室气体排放", "控制温室气体排放") == [
        "同一类别有2种写法:“温室气体排放控制”(1项)、“控制温室气体排放”(2项)。"
    ]


def test_categories_of_different_words_are_different() -> None:
    assert categories("控制温室气体排放", "适应气候变化行动", "试点示范建设") == []
    assert categories("节水", "水节", "") == []


def titles(text: str, title: str) -> list[list[str]]:
    return [quotes(one) for one in shuffled_titles(made_plan(made_draft(text, title=title)))]


def test_plan_004_prints_its_title_in_two_orders() -> None:
    text = "关于《铜梁区“十四五”应对气候变化规划》公开征求意见的通知"
    found = titles(text, "铜梁区应对气候变化“十四五”规划(征求意见稿)")
    assert found == [["《铜梁区“十四五”应对气候变化规划》"]]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("编制了《铜梁区应对气候变化“十四五”规划》。", "铜梁区应对气候变化“十四五”规划(征求意见稿)"),
        ("落实《重庆市应对气候变化“十四五”规划》。", "铜梁区应对气候变化“十四五”规划"),
        ("落实《应对规划》。", "规划"),
        ("没有书名。", ""),
    ],
)
def test_the_same_title_and_other_documents(text: str, title: str) -> None:
    assert titles(text, title) == []


def doubled(text: str) -> list[list[str]]:
    return [quotes(one) for one in doubled_words(text_plan(text))]


PEAK = "加快实施碳排放达峰行动,制定碳排放达峰方案,落实碳排放达峰目标,推动碳排放达峰。"


def test_plan_004_prints_a_character_twice_in_a_heading() -> None:
    assert doubled(f"以碳排排放达峰引领经济高质量发展。{PEAK}") == [["碳排排放"]]


@pytest.mark.parametrize(
    "text",
    [
        PEAK,
        "治理中小河流流域。" + "保护河流域内生态。" * 3 + "河流治理,流域保护。",
        "渐渐形成人人参与的格局。" + "天天向上。" * 3,
        "一字:以碳排排放达峰引领。",
    ],
)
def test_words_that_may_stand_twice(text: str) -> None:
    assert doubled(text) == []
