"""Codes of regions and organisations, tried with what people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from ditan.core.directory import (
    CodeRefused,
    CreditCodeRefused,
    credit_code,
    is_local_code,
    level_of_code,
    parent_of_code,
    region_code,
)
from ditan.core.directory.credit import ALPHABET

CODES = st.builds(
    lambda head, place, tail: head + place + tail,
    st.sampled_from(["91", "12", "N2", "11"]),
    st.integers(110000, 659999).map(str),
    st.text(sorted(ALPHABET), min_size=9, max_size=9),
).map(lambda body: body + uscc.calc_check_digit(body))


def test_a_region_code_loses_the_zeros_of_levels_that_it_does_not_reach() -> None:
    assert region_code("500151000000") == "500151"
    assert region_code(" 500151100000 ") == "500151100"
    assert region_code("l500001") == "L500001"
    assert is_local_code("L500001")


@pytest.mark.parametrize(
    "text", ["", "50015", "铜梁区", "050151", "5001511", "L50000", "500051", "５００１５１", "500100100"]
)
def test_what_is_no_region_code_is_refused_in_words(text: str) -> None:
    with pytest.raises(CodeRefused, match="区划代码"):
        region_code(text)


def test_levels_and_parents_follow_from_the_digits() -> None:
    assert [level_of_code(code) for code in ("500000", "430100", "500151", "500151100", "500151100001", "L500001")] == [
        "province",
        "prefecture",
        "district",
        "town",
        "village",
        "zone",
    ]
    assert parent_of_code("500151100001") == "500151100"
    assert parent_of_code("500241") == "500000"
    assert parent_of_code("430104") == "430100"
    assert parent_of_code("430100") == "430000"
    assert parent_of_code("500000") == ""
    assert parent_of_code("L500001") == ""


@given(st.integers(110101, 659999).map(str))
def test_the_way_up_from_any_code_ends_at_a_province(text: str) -> None:
    try:
        code = region_code(text)
    except CodeRefused:
        return
    way = [code]
    while parent := parent_of_code(way[-1]):
        way.append(parent)
    assert len(way) <= 3
    assert level_of_code(way[-1]) == "province"


@given(CODES)
def test_a_right_credit_code_is_kept_however_it_is_typed(code: str) -> None:
    assert credit_code(f" {code[:8]}-{code[8:].lower()} ") == code


@given(CODES, st.integers(8, 17), st.data())
def test_one_wrong_character_never_passes(code: str, place: int, data: st.DataObject) -> None:
    other = data.draw(st.sampled_from(sorted(ALPHABET - {code[place]})))
    with pytest.raises(CreditCodeRefused, match="校验位"):
        credit_code(code[:place] + other + code[place + 1 :])


@given(CODES, st.integers(8, 15))
def test_two_characters_that_changed_places_never_pass(code: str, place: int) -> None:
    if code[place] == code[place + 1]:
        return
    with pytest.raises(CreditCodeRefused, match="校验位"):
        credit_code(code[:place] + code[place + 1] + code[place] + code[place + 2 :])


def test_a_wrong_check_digit_names_the_right_one() -> None:
    with pytest.raises(CreditCodeRefused, match="校验位是“1”，按前 17 位计算应为“L”"):
        credit_code("911100006000373411")


def test_length_letters_and_place_of_registration_are_said_apart() -> None:
    with pytest.raises(CreditCodeRefused, match="有 5 位，应为 18 位"):
        credit_code("12345")
    with pytest.raises(CreditCodeRefused, match="含有“O”"):
        credit_code("9111000060003734OL")
    with pytest.raises(CreditCodeRefused, match="第 3—8 位是“A11000”"):
        credit_code("91A11000600037341L")


def test_full_width_characters_are_read_as_what_they_mean() -> None:
    assert credit_code("９１１１００００６０００３７３４１Ｌ") == "91110000600037341L"
