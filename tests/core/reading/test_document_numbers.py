"""Document numbers."""

import pytest

from ditan.core.reading.clean import clean
from ditan.core.reading.document.numbers import find_numbers
from ditan.core.reading.outline import read_outline


def numbers(text: str) -> list[tuple[str, bool, bool]]:
    page = clean(text)
    return [(one.number, one.own, one.damaged) for one in find_numbers(page, read_outline(page))]


@pytest.mark.parametrize(
    "number",
    [
        "渝府〔2022〕5号",
        "国发〔2021〕33号",
        "渝府办发〔2023〕112号",
        "粤府[2018]128号",
        "京政发(2022)31号",
        "渝环〔2023〕71号",
    ],
)
def test_a_number_on_its_own_line_is_the_documents_own(number: str) -> None:
    assert numbers(f"某市人民政府关于推进节能的意见\n{number}\n各单位:\n一、总体要求\n") == [
        (clean(number).text, True, False)
    ]


def test_a_cited_number_is_not_the_documents_own() -> None:
    assert numbers("某市节能方案\n根据《意见》(国发〔2021〕33号)精神,制定本方案。\n一、总体要求\n") == [
        ("国发〔2021〕33号", False, False)
    ]


@pytest.mark.parametrize("number", ["渝环〔202371号", "渝委发〔20228号", "铜府办发〔202130号", "渝府2022〕5号"])
def test_a_damaged_number_is_given_as_printed(number: str) -> None:
    assert numbers(f"根据《函》({number})制定。") == [(number, False, True)]


def test_the_words_before_a_number_are_no_part_of_it() -> None:
    assert numbers("根据国发〔2021〕33号和渝府〔2022〕5号文件")[0][0] == "国发〔2021〕33号"
    assert numbers("根据国发〔2021〕33号和渝府〔2022〕5号文件")[1][0] == "渝府〔2022〕5号"


def test_a_labelled_number_is_the_documents_own() -> None:
    assert numbers("发文字号:某府发〔2022〕3号\n某县节能方案\n一、总体要求\n") == [("某府发〔2022〕3号", True, False)]


@pytest.mark.parametrize("text", ["京沪高速(2022)3号桥", "2022年5号楼", "第5号公告", "1号线"])
def test_other_numbers_are_none(text: str) -> None:
    assert [one for one in numbers(text) if one[1]] == []
