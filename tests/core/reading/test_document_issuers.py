"""Who issues a document."""

from __future__ import annotations

import pytest

from ditan.core.reading.clean import clean
from ditan.core.reading.document.issuers import find_issuers
from ditan.core.reading.outline import read_outline
from ditan.core.reading.outline.lines import read_lines

BODY = "\n为深入贯彻党中央、国务院关于碳达峰、碳中和的重大战略决策,全面落实上级部署,结合实际,制定本方案。\n一、总体要求\n(一)思想。\n"


def issuers(text: str) -> list[str]:
    page = clean(text)
    return [page.text[start:end] for start, end in find_issuers(page.text, read_lines(page.text), read_outline(page))]


@pytest.mark.parametrize(
    "name",
    [
        "某市人民政府",
        "某市人民政府办公室",
        "某省人民政府办公厅",
        "中共某区委办公室",
        "某区发展和改革委员会",
        "某县生态环境局",
        "某新区管委会",
        "某高新区管理委员会",
        "某市碳达峰碳中和工作领导小组办公室",
        "国务院",
        "国务院办公厅",
    ],
)
def test_a_signature_above_its_date_is_the_issuer(name: str) -> None:
    assert issuers(f"现印发给你们,请认真贯彻执行。\n{name}\n2023年5月6日\n某区碳达峰实施方案{BODY}") == [name]


def test_several_names_on_one_line_or_on_several() -> None:
    text = (
        f"现印发给你们。\n某市生态环境局 某市发展和改革委员会\n某市财政局\n2022年12月13日\n某市减污降碳实施方案{BODY}"
    )
    assert issuers(text) == ["某市生态环境局", "某市发展和改革委员会", "某市财政局"]


def test_the_head_of_a_title_is_the_issuer() -> None:
    assert issuers(f"某市人民政府关于推进生态城建设的意见{BODY}") == ["某市人民政府"]


def test_a_cover_under_the_title_is_the_issuer() -> None:
    assert issuers(f"某区“十四五”应对气候变化规划\n某区人民政府\n二零二一年十一月{BODY}") == ["某区人民政府"]


@pytest.mark.parametrize(
    "label", ["发布机构:某区人民政府", "发布机构: | 某区人民政府 |", "发文机关:\n某区人民政府", "制发单位:某区人民政府"]
)
def test_a_label_gives_the_issuer(label: str) -> None:
    assert issuers(f"{label}\n某区碳达峰实施方案{BODY}") == ["某区人民政府"]


def test_a_label_without_a_name_gives_none() -> None:
    assert issuers(f"发布机构:\n成文日期\n某区碳达峰实施方案{BODY}") == []


@pytest.mark.parametrize(
    "text",
    [
        f"某区碳达峰实施方案{BODY}",
        "2023年5月6日\n推进节能。",
        "项目于\n2023年5月6日\n开工",
        "",
    ],
)
def test_a_document_without_a_signature_has_no_issuer(text: str) -> None:
    assert issuers(text) == []
