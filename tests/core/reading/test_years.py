"""Years and periods in running text."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.years import FIVE_YEAR_PLANS, find_years, last_year_of_plan


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("到2025年，", ("by", None, 2025)),
        ("力争到2030年，", ("by", None, 2030)),
        ("2025年底前", ("by", None, 2025)),
        ("2025年前", ("by", None, 2025)),
        ("到2025年末", ("by", None, 2025)),
        ("2019年9月底前", ("by", None, 2019)),
        ("2025年，", ("in", None, 2025)),
        ("十四五期间", ("during", 2021, 2025)),
        ("“十四五”时期", ("during", 2021, 2025)),
        ("“十四五”末", ("by", 2021, 2025)),
        ("2020—2025年", ("during", 2020, 2025)),
        ("2030年以后", ("after", None, 2030)),
        ("比2020年下降", ("base", None, 2020)),
        ("在2020年基础上", ("base", None, 2020)),
        ("较“十三五”末下降", ("base", None, 2020)),
        ("截至2020年底", ("past", None, 2020)),
        ("年均", ("annual", None, None)),
        ("三年内", ("span", None, None)),
    ],
)
def test_a_year_is_read_with_its_role(text: str, mention: tuple[str, int | None, int | None]) -> None:
    assert [(year.kind, year.first, year.year) for year in find_years(text)] == [mention]


def test_two_years_side_by_side_are_two_mentions() -> None:
    assert [year.year for year in find_years("到2025年和2030年，占比分别达到25%、30%")] == [2025, 2030]


def test_a_span_of_years_tells_its_length() -> None:
    assert [year.length for year in find_years("用三年时间")] == [3]


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("到 2025 年，", ("by", None, 2025)),
        ("比 2020 年下降", ("base", None, 2020)),
        ("与2020年相比", ("base", None, 2020)),
        ("由2020年的60%提高到80%", ("base", None, 2020)),
        ("2025年12月31日前", ("by", None, 2025)),
        ("2030年后", ("after", None, 2030)),
        ("2018年以来", ("past", None, 2018)),
        ("“十三五”以来", ("past", None, 2020)),
        ("“十五五”时期", ("during", 2026, 2030)),
        ("到“十二五”期末", ("by", 2011, 2015)),
        ("“十四五”规划", ("during", 2021, 2025)),
        ("每年", ("annual", None, None)),
        ("截至目前", ("past", None, None)),
    ],
)
def test_more_roles_of_years(text: str, mention: tuple[str, int | None, int | None]) -> None:
    assert [(year.kind, year.first, year.year) for year in find_years(text)] == [mention]


@pytest.mark.parametrize("text", ["2025", "12025年", "二十年", "2050个", "年度", ""])
def test_what_is_no_year_is_not_read(text: str) -> None:
    assert find_years(text) == ()


def test_a_period_that_runs_backwards_is_none() -> None:
    assert find_years("2025—2020年") == ()


def test_five_year_plans_follow_one_another() -> None:
    starts = sorted(FIVE_YEAR_PLANS.values())

    assert {second - first for first, second in itertools.pairwise(starts)} == {5}
    assert last_year_of_plan("十四") == 2025


@given(st.integers(1990, 2060), st.sampled_from(["到{}年", "{}年底前", "力争到{}年底", "至{}年"]))
def test_a_deadline_is_read_whatever_its_year(year: int, wording: str) -> None:
    assert [(mention.kind, mention.year) for mention in find_years(wording.format(year))] == [("by", year)]


@given(st.text(alphabet="0123456789年月日到至比较“”十四五期间末底前后每三内—、", max_size=30))
def test_mentions_lie_in_order_inside_the_text(text: str) -> None:
    mentions = find_years(text)

    assert all(0 <= mention.start < mention.end <= len(text) for mention in mentions)
    assert all(first.end <= second.start for first, second in itertools.pairwise(mentions))
