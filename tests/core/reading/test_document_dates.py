"""Dates, whole and damaged."""

import pytest

from ditan.core.reading.clean import clean
from ditan.core.reading.document.dates import find_dates
from ditan.core.reading.document.issuers import is_date_line


def dates(text: str) -> list[tuple[str, str, str, bool]]:
    return [(one.quote, one.date, one.role, one.damaged) for one in find_dates(clean(text))]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("会议于2021年11月25日召开", "2021-11-25"),
        ("会议于2021 年 11 月 25 日召开", "2021-11-25"),
        ("自2021年9月起", "2021-09"),
        ("记录2021-11-25。", "2021-11-25"),
        ("记录2021/3/5。", "2021-03-05"),
        ("二〇二一年十一月二十五日", "2021-11-25"),
        ("二零二一年十一月", "2021-11"),
        ("二○二二年十月三十一日", "2022-10-31"),
    ],
)
def test_a_whole_date_is_read(text: str, date: str) -> None:
    assert [(one[1], one[3]) for one in dates(text)] == [(date, False)]


@pytest.mark.parametrize(
    ("text", "quote", "date"),
    [
        ("截止于20211225日前", "20211225日", "2021-12-25"),
        ("贡献。2020922日,国家", "2020922日", "2020-09-22"),
        ("建成。20219月,市委", "20219月", "2021-09"),
        ("202012月,国家", "202012月", "2020-12"),
        ("于2021年1225日", "2021年1225日", "2021-12-25"),
        ("生态环境局\n20231020\n(公开)", "20231020", "2023-10-20"),
    ],
)
def test_a_damaged_date_is_read_and_marked(text: str, quote: str, date: str) -> None:
    assert [(one[0], one[1], one[3]) for one in dates(text)] == [(quote, date, True)]


def test_a_damaged_date_with_two_readings_gives_only_its_year() -> None:
    assert [one[1] for one in dates("于2020112日")] == ["2020"]


@pytest.mark.parametrize(
    "text",
    ["2021年13月5日", "2021-02-31至", "20211399日", "编号20211399\n", "1234567890", "2021-2025年", "投资20231020元"],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("发布时间: 2023-08-02", "issued"),
        ("2022年1月25日\n", "issued"),
        ("某某局办公室2023年5月6日印发", "issued"),
        ("请于2024年3月5日前反馈", "deadline"),
        ("意见反馈截止时间为2021年12月25日,", "deadline"),
        ("2020年9月22日第七十五届联合国大会", "mentioned"),
    ],
)
def test_a_date_has_its_role(text: str, role: str) -> None:
    assert [one[2] for one in dates(text)] == [role]


@pytest.mark.parametrize(
    "line", ["2022年1月25日", "20231020", "2021-11-25", "二零二一年十一月", "2022年1月25日?", "20211225日"]
)
def test_a_line_that_is_a_date(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize("line", ["2025年", "2025", "2021-2025", "到2022年1月25日", ""])
def test_a_line_that_is_none(line: str) -> None:
    assert not is_date_line(line)
