"""Dates, document numbers and brackets that the page lost parts of."""

from __future__ import annotations

import pytest

from ditan.core.reading.check.page_damage import (
    MANY,
    damaged_dates,
    damaged_document_numbers,
    unpaired_marks,
)
from tests.core.reading.made_plans import Maker, made_draft, made_plan, quotes, text_plan


def test_the_damaged_dates_of_plan_004_are_one_finding() -> None:
    text = "意见反馈截止时间为20211225日。\n2020922日,国家主席郑重承诺。\n2021年11月25日"
    make = Maker(text)
    dates = (
        make.date("20211225日", "2021-12-25", damaged=True),
        make.date("2020922日", "2020-09-22", damaged=True),
        make.date("2021年11月25日", "2021-11-25"),
    )
    found = list(damaged_dates(made_plan(made_draft(text, dates=dates))))
    assert [(one.code, one.level, quotes(one)) for one in found] == [
        ("date-damaged", "notice", ["20211225日", "2020922日"])
    ]


def test_whole_dates_give_nothing() -> None:
    make = Maker("2021年11月25日")
    draft = made_draft(make.text, dates=(make.date("2021年11月25日", "2021-11-25"),))
    assert list(damaged_dates(made_plan(draft))) == []
    assert list(damaged_dates(text_plan("没有日期。"))) == []


def test_document_numbers_without_half_of_their_brackets() -> None:
    text = "根据(渝环〔202371号)和(渝委发〔2022〕8号)。"
    make = Maker(text)
    numbers = (
        make.document_number("渝环〔202371号", damaged=True),
        make.document_number("渝委发〔2022〕8号"),
    )
    found = list(damaged_document_numbers(made_plan(made_draft(text, numbers=numbers))))
    assert [quotes(one) for one in found] == [["渝环〔202371号"]]


def test_whole_document_numbers_give_nothing() -> None:
    make = Maker("(渝委发〔2022〕8号)")
    draft = made_draft(make.text, numbers=(make.document_number("渝委发〔2022〕8号"),))
    assert list(damaged_document_numbers(made_plan(draft))) == []


def stray(text: str) -> list[list[str]]:
    return [quotes(one) for one in unpaired_marks(text_plan(text))]


SENTENCE = "依法加快城市建成区重污染企业搬迁改造或关闭退出,推动能耗双控向碳排放双控转变。"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (f"{SENTENCE}(改革发展局、生态环境局按职责分工负责\n{SENTENCE}", "(改革发展局、生态环"),
        (f"《关于印发减污降碳协同增效实施方案〉的通知》{SENTENCE}", "碳协同增效实施方案〉"),
        (f"即“30.60双碳目标。{SENTENCE}", "“30.60双碳目标"),
        (f"十四五”期间共设置指标。{SENTENCE}", "十四五”"),
    ],
)
def test_halves_of_brackets_and_quotation_marks(text: str, quote: str) -> None:
    assert stray(text) == [[quote]]


@pytest.mark.parametrize(
    "text",
    [
        f"{SENTENCE}(改革发展局、生态环境局(牵头)按职责分工负责)",
        f"1)推进节能。{SENTENCE}2)推进减排。{SENTENCE}",
        f"(一)推进节能。{SENTENCE}",
        "单位地区生产总值二氧化碳排放降低(%",
        f"{SENTENCE}统筹落实《重庆市“十四五”节能减排综合工作实\n施方案》要求,推动绿色发展。{SENTENCE}",
        f"{SENTENCE}(改革发展局、生态环境局、建设局、规划和自\n然资源局按职责分工负责)。{SENTENCE}",
        f"《〈规划〉说明》与“‘一城多园’模式”。{SENTENCE}",
        f"{SENTENCE}\n(市生态环境局、发展和改革局牵头督导,市公安局、自然资源局、住房和城乡建设局、水务局、农业农村局,",
    ],
)
def test_whole_pairs_list_numbers_and_cut_cells_give_nothing(text: str) -> None:
    assert stray(text) == []


def test_a_page_full_of_stray_halves_has_another_fault() -> None:
    assert stray(f"{SENTENCE}“\n" * (MANY + 1) + SENTENCE) == []
