"""Years and periods in running text."""

import pytest

from ditan.core.reading.years import find_years


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
