"""Periods as published documents print them."""

from __future__ import annotations

import pytest

from ditan.core.periods import PeriodRefused, Printed, parse_code, parse_printed

PUBLISHED = {
    "2015": "2015",
    "2025": "2025",
    "2016-2020": "2016-2020",
    "2016-2021": "2016-2021",
    "2020-2025": "2020-2025",
    "2021-2024": "2021-2024",
    "2021-2025": "2021-2025",
    "十三五末": "2020E",
    "2018-05": "2018M05",
    "2020-08": "2020M08",
    "2021-07": "2021M07",
    "2022-05": "2022M05",
    "2022-08": "2022M08",
    "2022-11": "2022M11",
    "2023-06": "2023M06",
    "2023-12": "2023M12",
    "2024-01": "2024M01",
    "2024-02": "2024M02",
    "2024-06": "2024M06",
    "2024-07": "2024M07",
    "2024-10": "2024M10",
    "2025-09": "2025M09",
    "2025-11": "2025M11",
    "2026-01": "2026M01",
    "2021-01..07": "2021M01-07",
    "2022-01..06": "2022M01-06",
    "2023-01..06": "2023M01-06",
    "2023-01..09": "2023M01-09",
    "2024-01..11": "2024M01-11",
    "2025-01..06": "2025M01-06",
    "2025-01..09": "2025M01-09",
    "2024-01..06-25": "2024-01-01..2024-06-25",
    "2025 (至12-16)": "2025-01-01..2025-12-16",
    "2024-06-15": "2024-06-15",
    "2024Q1-Q3": "2024M01-09",
    "2021Q1": "2021Q1",
}
"""Every form in which the published values of the five plans' regions name a period, with nothing beside it."""


@pytest.mark.parametrize(("text", "code"), PUBLISHED.items())
def test_published_periods(text: str, code: str) -> None:
    assert parse_printed(text) == Printed(parse_code(code))


@pytest.mark.parametrize(
    ("text", "code", "exact", "remark"),
    [
        ("2022 (发布2023-08)", "2022", True, "发布2023-08"),
        ("2024 (页面未注明)", "2024", False, "页面未注明"),
        ("2024-03 (发布时点)", "2024-03-31", False, "发布时点，日未注明"),
        ("2025-10 (发布时点)", "2025-10-31", False, "发布时点，日未注明"),
        ("2025-10-28（发布时点）", "2025-10-28", True, "发布时点"),
        ("两年(年份未明示,至2025-10)", "2025-10-31", False, "两年(年份未明示,至2025-10)"),
    ],
)
def test_what_a_publication_leaves_open_is_said_and_not_guessed(text: str, code: str, exact: bool, remark: str) -> None:
    assert parse_printed(text) == Printed(parse_code(code), exact, remark)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2026年1—10月", "2026M01-10"),
        ("2026年1-10月累计", "2026M01-10"),
        ("２０２６年１～１０月", "2026M01-10"),
        ("2026年三季度", "2026Q3"),
        ("2026年第3季度", "2026Q3"),
        ("2026年前三季度", "2026M01-09"),
        ("2026年上半年", "2026M01-06"),
        ("2026 年 10 月", "2026M10"),
        ("2026年度", "2026"),
        ("2020年底", "2020E"),
        ("“十四五”时期", "2021-2025"),
        ("“十三五”期末", "2020E"),
        ("2016—2020年", "2016-2020"),
        ("2016年至2020年", "2016-2020"),
        ("截至2024年6月25日", "2024-01-01..2024-06-25"),
        ("2024年6月25日", "2024-06-25"),
        ("2024/6/25", "2024-06-25"),
    ],
)
def test_periods_as_clerks_write_them(text: str, code: str) -> None:
    assert parse_printed(text).period == parse_code(code)


@pytest.mark.parametrize(
    "text", ["", "近年来", "45291", "2026年下半年", "2026年2—10月", "2026-13", "2026年2月30日", "三五末", "十五五五"]
)
def test_what_names_no_period_is_refused_with_the_text_found(text: str) -> None:
    with pytest.raises(PeriodRefused, match="请"):
        parse_printed(text)
