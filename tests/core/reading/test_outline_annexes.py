"""Annexes that the text names but the file does not hold."""

from pathlib import Path

import pytest

from tests.core.reading.outlines import outline_of


def absent(text: str) -> list[str]:
    cleaned, outline = outline_of(text)
    return [cleaned[start:end] for start, end in outline.absent_annexes]


def test_listed_annexes_without_a_part_of_their_own_are_absent() -> None:
    assert absent("一、任务\n内容。\n附件:1.任务分工表\n2.主要指标分解表") == ["任务分工表", "主要指标分解表"]


def test_a_listed_annex_that_follows_is_present() -> None:
    text = "一、任务\n内容。\n附件:创建生态城任务分工\n某市人民政府\n2022年1月25日\n附件\n创建生态城任务分工\n序号 | 任务 |\n"
    assert absent(text) == []


def test_one_of_two_listed_annexes_may_be_absent() -> None:
    text = "内容。\n附件:1.任务分工表\n2.项目清单\n附件1\n任务分工表\n序号\t任务\n"
    assert absent(text) == ["项目清单"]


@pytest.mark.parametrize("mention", ["详见附件2", "(附表3)", "见附表1", "(附件)"])
def test_a_mentioned_annex_that_is_nowhere_is_absent(mention: str) -> None:
    assert absent(f"一、任务\n具体项目{mention}。\n")[0] in mention


def test_a_mentioned_annex_that_follows_is_present() -> None:
    assert absent("一、任务\n具体项目见附表1。\n附表1 重点项目库\n序号\n") == []


def test_an_annex_of_another_document_is_not_looked_for() -> None:
    assert absent("根据《某意见》附件的要求推进。\n") == []


def test_the_industry_plan_names_two_annexes_and_holds_none() -> None:
    assert absent(Path("examples/plans/001-yuzhong-green-industry.txt").read_text("utf-8")) == [
        "任务分工表",
        "主要指标目标任务分解表",
    ]


@pytest.mark.parametrize(
    "name", ["000-gaoxin-urban-construction", "002-guangyangwan-eco-city", "004-tongliang-climate"]
)
def test_no_annex_of_the_other_plans_is_absent(name: str) -> None:
    assert absent(Path(f"examples/plans/{name}.txt").read_text("utf-8")) == []
