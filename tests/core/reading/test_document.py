"""What a document says of itself."""

from pathlib import Path

import pytest

from ditan.core.lexicon import load_lexicon
from ditan.core.reading.clean import clean
from ditan.core.reading.document import read_document_facts
from ditan.core.reading.draft import DocumentFacts
from ditan.core.reading.lexicon import Lexicon, RegionName
from ditan.core.reading.outline import read_outline

LEXICON = load_lexicon()
BODY = "\n为深入贯彻党中央、国务院关于碳达峰、碳中和的重大战略决策，全面落实上级部署，结合实际，制定本方案。\n一、总体要求\n（一）思想。\n二、任务\n"
LETTER = (
    "重庆市渝北区人民政府\n关于印发重庆市渝北区碳达峰实施方案的通知\n渝北府发〔2023〕12号\n各镇人民政府，有关单位：\n"
    "现将《重庆市渝北区碳达峰实施方案》印发给你们，请认真贯彻执行。\n重庆市渝北区人民政府\n2023年5月6日\n（此件公开发布）\n"
    "重庆市渝北区碳达峰实施方案"
)


def facts_of(text: str, lexicon: Lexicon = LEXICON) -> DocumentFacts:
    page = clean(text)
    return read_document_facts(page, read_outline(page), lexicon)


def plan(number: str) -> DocumentFacts:
    return facts_of(next(Path("examples/plans").glob(f"{number}-*.txt")).read_text("utf-8"))


def test_a_forwarded_plan_tells_all_of_itself() -> None:
    facts = facts_of(LETTER + BODY)
    assert facts.title == "重庆市渝北区碳达峰实施方案"
    assert facts.issuer == "重庆市渝北区人民政府"
    assert facts.document_number == "渝北府发〔2023〕12号"
    assert facts.issued_on == "2023-05-06"
    assert facts.status == "issued"
    assert (facts.region, facts.region_code) == ("渝北区", "500112")
    assert facts.damaged == ()


def test_every_fact_keeps_its_place_in_the_original() -> None:
    text = LETTER + BODY
    facts = facts_of(text)
    quotes = {name: text[start:end] for name, (start, end) in facts.quotes.items()}
    assert quotes == {
        "title": "重庆市渝北区碳达峰实施方案",
        "document_number": "渝北府发〔2023〕12号",
        "issuer": "重庆市渝北区人民政府",
        "issued_on": "2023年5月6日",
        "status": "印发重庆市渝北区碳达峰实施方案的通知",
    }


def test_unknown_facts_stay_empty() -> None:
    facts = facts_of("推进节能降碳工作。")
    assert (facts.title, facts.issuer, facts.document_number, facts.issued_on) == ("", "", "", None)
    assert (facts.status, facts.region, facts.period_start, facts.period_end) == ("unknown", "", None, None)
    assert facts.quotes == {}


def test_a_region_that_the_lexicon_does_not_know_is_given_as_printed() -> None:
    facts = facts_of("某某县碳达峰实施方案" + BODY, Lexicon())
    assert (facts.region, facts.region_code) == ("某某县", "")


def test_the_innermost_region_of_the_title_counts() -> None:
    lexicon = Lexicon(regions=(RegionName("500000", "重庆市"), RegionName("500103", "渝中区", parent_code="500000")))
    assert facts_of("重庆市渝中区碳达峰实施方案" + BODY, lexicon).region_code == "500103"


def test_a_meta_table_gives_number_issuer_and_date() -> None:
    text = (
        "发文字号：某府发〔2022〕3号\n发布机构：某县人民政府\n成文日期：2022-04-01\n发布日期：2022-04-09\n某县碳达峰实施方案"
        + BODY
    )
    facts = facts_of(text, Lexicon())
    assert facts.document_number == "某府发〔2022〕3号"
    assert facts.issuer == "某县人民政府"
    assert facts.issued_on == "2022-04-01"


def test_a_cover_gives_issuer_and_month() -> None:
    facts = facts_of("某县“十四五”节能规划\n某县人民政府\n二〇二二年三月\n" + BODY, Lexicon())
    assert (facts.issuer, facts.issued_on) == ("某县人民政府", "2022-03")


def test_a_damaged_signature_is_marked() -> None:
    facts = facts_of("某区生态环境局\n20231020\n（此件公开发布）\n某区减污降碳方案" + BODY, Lexicon())
    assert (facts.issued_on, facts.damaged) == ("2023-10-20", ("issued_on",))


def test_a_damaged_number_of_its_own_is_given_as_printed_and_marked() -> None:
    facts = facts_of("某区碳达峰实施方案\n某府发〔20225号\n" + BODY, Lexicon())
    assert (facts.document_number, facts.damaged) == ("某府发〔20225号", ("document_number",))


def test_the_building_plan() -> None:
    facts = plan("000")
    assert facts.title == "重庆高新区城市建设绿色低碳发展规划(2023-2030年)(征求意见稿)"
    assert (facts.status, facts.issued_on) == ("draft", "2023-08-02")
    assert (facts.region, facts.region_code) == ("重庆高新区", "L500001")
    assert (facts.period_start, facts.period_end) == (2023, 2030)


def test_the_industry_plan() -> None:
    facts = plan("001")
    assert facts.title == "渝中区加快推动绿色产业高质量发展三年行动计划(2025—2027年)"
    assert (facts.issuer, facts.issued_on, facts.status) == ("重庆市渝中区人民政府办公室", "2025-07-01", "issued")
    assert (facts.region_code, facts.period_start, facts.period_end) == ("500103", 2025, 2027)


def test_the_damaged_plan() -> None:
    facts = plan("002")
    assert facts.title == "重庆市人民政府关于高质量创建广阳湾智创生态城的意见"
    assert (facts.issuer, facts.document_number, facts.issued_on) == ("重庆市人民政府", "渝府〔2022〕5号", "2022-01-25")
    assert (facts.status, facts.region) == ("issued", "广阳湾智创生态城")


def test_the_plan_of_five_bureaus() -> None:
    facts = plan("003")
    assert facts.issuer.split("、") == [
        "重庆高新区生态环境局",
        "重庆高新区改革发展局",
        "重庆高新区建设局",
        "重庆高新区规划和自然资源局",
        "重庆高新区城市建设事务中心",
    ]
    assert (facts.issued_on, facts.damaged, facts.document_number) == ("2023-10-20", ("issued_on",), "")


def test_the_climate_plan() -> None:
    facts = plan("004")
    assert facts.title == "铜梁区应对气候变化“十四五”规划(征求意见稿)"
    assert (facts.issuer, facts.issued_on, facts.status) == ("铜梁区人民政府", "2021-11-25", "draft")
    assert (facts.region_code, facts.period_start, facts.period_end) == ("500151", 2021, 2025)


def test_a_traditional_page_keeps_its_title_in_print() -> None:
    text = Path("tests/data/more/12_chongqing_energy_saving_trad.txt").read_text("utf-8")
    facts = facts_of(text)
    assert facts.title == "重慶市“十四五”節能減排綜合工作實施方案"
    assert facts.region_code == "500000"


@pytest.mark.parametrize(
    "path",
    sorted([*Path("examples/plans").glob("0*.txt"), *Path("tests/data/more").glob("*.txt")]),
    ids=lambda path: path.stem,
)
def test_quotes_of_facts_dates_and_numbers_stand_where_they_say(path: Path) -> None:
    text = path.read_text("utf-8")
    facts = facts_of(text)
    assert all(text[slice(*item.span)] == item.quote for item in (*facts.dates, *facts.numbers))
    assert all(0 <= start < end <= len(text) for start, end in facts.quotes.values())


def test_an_index_table_with_bars_gives_number_issuer_and_date() -> None:
    text = (
        "索 引 号: | AB-2024-002 | 发布机构: | 某区人民政府办公室 | 发文日期: | 2024-10-10 |\n文 号: | 某府办发〔2024〕23号 | 公开类型: | 主动公开 |\n某区海绵城市建设实施方案"
        + BODY
    )
    facts = facts_of(text, Lexicon())
    assert (facts.document_number, facts.issuer, facts.issued_on) == (
        "某府办发〔2024〕23号",
        "某区人民政府办公室",
        "2024-10-10",
    )


def test_the_head_of_a_letter_over_two_lines_gives_the_issuer() -> None:
    text = (
        "某市人民政府\n关于印发某市节能方案的通知\n各单位:\n现将《某市节能方案》印发给你们,请认真贯彻执行。\n2024年8月13日\n某市节能方案"
        + BODY
    )
    assert facts_of(text, Lexicon()).issuer == "某市人民政府"


def test_who_is_only_quoted_in_a_letter_is_no_issuer() -> None:
    text = (
        "关于公开征求《某区节能方案(征求意见稿)》意见的公告\n为贯彻落实国务院、省政府关于节能工作的部署,现向社会公开征求意见。\n某区节能方案(征求意见稿)"
        + BODY
    )
    assert facts_of(text, Lexicon()).issuer == ""
