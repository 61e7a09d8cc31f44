"""Cutting stretches out."""

from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.clean.splice import cut, merge
from ditan.core.reading.cleantext import CleanText

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=12)


def test_stretches_that_touch_or_overlap_become_one() -> None:
    assert merge([(5, 7), (0, 2), (1, 3), (3, 4)]) == [(0, 4), (5, 7)]


def test_empty_and_backward_stretches_are_none() -> None:
    assert merge([(3, 3), (5, 2)]) == []


def test_what_is_cut_leaves_its_neighbours_in_place() -> None:
    page = cut(CleanText.unchanged("甲乙丙丁"), [(1, 3)])
    assert page.text == "甲丁"
    assert page.span(0, 2) == (0, 4)
    assert page.quote(1, 2) == "丁"


def test_a_second_cut_carries_the_map_on() -> None:
    once = cut(CleanText.unchanged("甲乙丙丁戊"), [(1, 2)])
    twice = cut(once, [(1, 3)])
    assert twice.text == "甲戊"
    assert twice.span(1, 2) == (4, 5)


@given(SPANS)
def test_the_rest_is_what_no_stretch_covers(spans: list[tuple[int, int]]) -> None:
    text = "".join(chr(0x4E00 + index) for index in range(25))
    page = cut(CleanText.unchanged(text), [(start, min(end, 25)) for start, end in spans])
    kept = [index for index in range(25) if not any(start <= index < end for start, end in spans)]
    assert page.text == "".join(text[index] for index in kept)
    assert list(page.starts) == kept
