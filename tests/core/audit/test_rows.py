"""A row's bytes: equal for equal rows, different for different ones, whatever the order of keys."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.audit import canonical, digest

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(plain, max_size=5))
def test_equal_rows_have_equal_bytes(fields: list[object]) -> None:
    assert canonical(fields) == canonical(list(fields))


@given(st.dictionaries(st.text(), plain, min_size=2, max_size=4))
def test_the_order_of_keys_says_nothing(mapping: dict[str, object]) -> None:
    assert canonical([mapping]) == canonical([dict(reversed(mapping.items()))])


@given(st.text(), st.text())
def test_text_does_not_flow_from_one_field_into_the_next(one: str, other: str) -> None:
    assert (canonical([one, other]) == canonical([one + other, ""])) == (other == "")


def test_the_bytes_of_a_row_are_these_for_ever() -> None:
    row = ["2026-01-02T03:04:05+00:00", "plans.item_confirmed", None, {"b": [1, 2.5], "a": "碳"}]
    expected = '["ditan-row-1","2026-01-02T03:04:05+00:00","plans.item_confirmed",null,{"a":"碳","b":[1,2.5]}]'
    assert canonical(row).decode() == expected
    assert digest(row).hex() == "fae758c96a0b1439101f97440b2a7bd4fb9b8046b842b06645f419f786e9a36c"


def test_a_number_and_its_text_are_different() -> None:
    assert digest([1]) != digest(["1"])
    assert digest([None]) != digest([""])


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="Out of range"):
        canonical([number])
