"""Notation keys beside numbers, never both."""

import pytest

from ditan.core.inventory.notation import LABELS, PRECEDENCE, CellRefused, Key, combine_keys, parse_cell


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("12.5", 12.5),
        ("1,200", 1200.0),
        ("1，200", 1200.0),
        ("-3", -3.0),
        ("0", 0.0),
        ("ne", Key.NE),
        (" IE ", Key.IE),
        ("", None),
    ],
)
def test_a_cell_holds_a_number_or_a_key_or_nothing(typed: str, held: float | Key | None) -> None:
    assert parse_cell(typed) == held


def test_a_key_with_a_number_is_refused() -> None:
    with pytest.raises(CellRefused, match="“NE 12”同时含标识符 NE 和其他内容；一格只能填数字或一个标识符"):
        parse_cell("NE 12")


@pytest.mark.parametrize("typed", ["nan", "inf", "-inf", "twelve", "12 13", "NO NE", "NX"])
def test_what_is_neither_a_number_nor_a_key_is_refused(typed: str) -> None:
    with pytest.raises(CellRefused, match="请"):
        parse_cell(typed)


def test_the_key_that_hides_most_stands_in_the_total() -> None:
    assert combine_keys([Key.NA, Key.NO]) == Key.NO
    assert combine_keys([Key.NO, Key.IE]) == Key.IE
    assert combine_keys([Key.IE, Key.NE]) == Key.NE
    assert combine_keys([Key.NE, Key.C]) == Key.C
    assert combine_keys([]) is None


def test_every_key_has_a_name_and_a_rank() -> None:
    assert set(LABELS) == set(PRECEDENCE) == set(Key)
