"""The map from cleaned text back to the original."""

import pytest

from ditan.core.reading.clean import clean
from ditan.core.reading.cleantext import CleanText

PAGE = CleanText("創(chuàng)新", "创新", "创新", (0, 9), (1, 10))


def test_a_span_covers_the_original_characters_between_its_ends() -> None:
    assert PAGE.span(0, 2) == (0, 10)
    assert PAGE.span(1, 2) == (9, 10)


def test_an_empty_interval_gives_an_empty_span_where_it_stands() -> None:
    assert PAGE.span(1, 1) == (9, 9)
    assert PAGE.span(2, 2) == (10, 10)


def test_a_quote_holds_the_damage_and_the_printed_form_does_not() -> None:
    assert PAGE.quote(0, 2) == "創(chuàng)新"
    assert PAGE.printed(0, 2) == "创新"


def test_an_original_interval_is_found_again_in_the_cleaned_text() -> None:
    assert PAGE.locate(0, 10) == (0, 2)
    assert PAGE.locate(9, 10) == (1, 2)


def test_what_cleaning_took_out_is_located_as_an_empty_interval() -> None:
    assert PAGE.locate(1, 9) == (1, 1)


def test_an_unchanged_text_is_its_own_map() -> None:
    page = CleanText.unchanged("节能")
    assert page.span(0, 2) == (0, 2)
    assert page.printed(0, 2) == "节能"


def test_a_map_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="映射长度不一致"):
        CleanText("节能", "节能", "节能", (0,), (1,))


def test_a_unit_is_printed_in_the_characters_of_a_page_that_a_machine_converted() -> None:
    page = clean("減排二氧化碳約1.3億噸(dūn),投資(zī)36萬(wàn)元")
    start = page.text.index("亿")
    assert page.printed(start, start + 2) == "亿吨"
    assert page.as_set(start, start + 2) == "億噸"


def test_full_width_letters_and_lost_characters_are_set_as_they_are_printed() -> None:
    page = clean("占比達(dá)到18%以上")
    assert page.as_set(0, len(page.text)) == "占比達到18%以上"
