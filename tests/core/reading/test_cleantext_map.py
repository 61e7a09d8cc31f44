"""The map back from a cleaned text: what holds for every text, however damaged."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ditan.core.reading.clean import clean
from ditan.core.reading.cleantext import CleanText

DAMAGED = st.text(
    alphabet="到2025年,單(dān)位能耗下降14.5%。 \n\t\u3000\xa0\u200b\ufeff\ufffd（）“”０１２ＡｂａoàéＸ①㎡⺠\U0001f33f",
    max_size=120,
)
CHINESE = st.text(alphabet="节能降碳到年下降吨标准煤一二三、，。；", min_size=1, max_size=60)


@given(DAMAGED)
@settings(max_examples=150)
def test_the_map_runs_forward_and_inside_the_original(text: str) -> None:
    page = clean(text)
    assert page.original == text
    assert all(a <= b for a, b in pairwise(page.starts))
    assert all(a <= b for a, b in pairwise(page.ends))
    assert all(0 <= a <= b <= len(text) for a, b in zip(page.starts, page.ends, strict=True))


@given(DAMAGED)
@settings(max_examples=150)
def test_the_printed_text_is_as_long_as_the_cleaned_one(text: str) -> None:
    page = clean(text)
    assert len(page.printed_text) == len(page.text) == len(page.starts) == len(page.ends)


@given(DAMAGED)
@settings(max_examples=100)
def test_cleaning_is_the_same_every_time(text: str) -> None:
    assert clean(text) == clean(text)


@given(CHINESE)
@settings(max_examples=100)
def test_plain_chinese_comes_back_character_by_character(text: str) -> None:
    page = clean(text)
    assert [text[a:b] for a, b in zip(page.starts, page.ends, strict=True)] == [text[start] for start in page.starts]


@given(DAMAGED, st.data())
@settings(max_examples=150)
def test_the_quote_of_an_interval_is_the_original_at_its_span(text: str, data: st.DataObject) -> None:
    page = clean(text)
    start = data.draw(st.integers(0, len(page.text)))
    end = data.draw(st.integers(start, len(page.text)))
    first, last = page.span(start, end)
    assert 0 <= first <= last <= len(text)
    assert page.quote(start, end) == text[first:last]


@given(DAMAGED, st.data())
@settings(max_examples=100)
def test_a_wider_interval_never_has_a_narrower_span(text: str, data: st.DataObject) -> None:
    page = clean(text)
    start = data.draw(st.integers(0, len(page.text)))
    middle = data.draw(st.integers(start, len(page.text)))
    end = data.draw(st.integers(middle, len(page.text)))
    if start < middle:
        assert page.span(start, middle)[0] == page.span(start, end)[0]
        assert page.span(start, middle)[1] <= page.span(start, end)[1]


@given(st.text(max_size=40), st.data())
def test_an_unchanged_text_maps_onto_itself(text: str, data: st.DataObject) -> None:
    page = CleanText.unchanged(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert page.span(start, end) == (start, end)
    assert page.locate(start, end) == (start, end)
    assert page.quote(start, end) == page.printed(start, end) == text[start:end]


@given(DAMAGED, st.data())
@settings(max_examples=100)
def test_an_interval_is_found_again_from_its_own_span(text: str, data: st.DataObject) -> None:
    page = clean(text)
    if not page.text:
        assert page.locate(0, len(text)) == (0, 0)
        return
    at = data.draw(st.integers(0, len(page.text) - 1))
    low, high = page.locate(*page.span(at, at + 1))
    assert low <= at
    assert page.starts[low] == page.starts[at]
    assert high >= low


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("到２０２５年", "到2025年"),
        ("森林覆蓋率", "森林覆盖率"),
        ("創(chuàng)新", "创新"),
        ("", ""),
    ],
)
def test_a_small_text_is_cleaned_as_a_person_would(text: str, cleaned: str) -> None:
    assert clean(text).text == cleaned


def test_the_characters_of_a_page_set_in_traditional_characters_are_printed_as_they_are() -> None:
    page = clean("單位地區生產總值能源消耗下降十四點五,減排二氧化碳三十六萬噸,森林覆蓋率達到百分之五十一。" * 3)
    assert page.text.startswith("单位地区生产总值能源消耗下降")
    assert page.printed(0, 8) == "單位地區生產總值"
