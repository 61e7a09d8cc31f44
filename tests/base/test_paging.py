"""One page of a long list, whatever the address asks for."""

from __future__ import annotations

import math
from typing import Any

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from ditan.base.paging import SIZES, Paged, paged


def page_of(number: int, **asked: str) -> Paged:
    return paged(RequestFactory().get("/", asked), range(number))


def test_the_first_page_has_twenty_rows() -> None:
    found = page_of(45)
    assert list(found.page) == list(range(20))
    assert (found.size, found.total, found.numbers) == (20, 45, (1, 2, 3))


def test_the_last_page_has_what_is_left() -> None:
    assert list(page_of(45, page="3").page) == [40, 41, 42, 43, 44]


@pytest.mark.parametrize(("asked", "given"), [("0", 3), ("-1", 3), ("99", 3), ("x", 1), ("", 1), ("2.5", 1), ("２", 2)])
def test_a_page_that_is_not_there_gives_one_that_is(asked: str, given: int) -> None:
    assert page_of(45, page=asked).page.number == given


@pytest.mark.parametrize(
    ("asked", "size"), [("50", 50), ("100", 100), ("20", 20), ("1000000", 20), ("-1", 20), ("x", 20)]
)
def test_only_the_sizes_that_are_offered_are_given(asked: str, size: int) -> None:
    found = page_of(500, size=asked)
    assert (found.size, len(list(found.page))) == (size, size)


def test_an_empty_list_is_one_empty_page() -> None:
    found = page_of(0, page="7")
    assert (list(found.page), found.total, found.numbers) == ([], 0, (1,))


def test_of_many_pages_those_at_the_ends_and_around_are_named() -> None:
    assert page_of(2000, page="50").numbers == (1, None, 48, 49, 50, 51, 52, None, 100)


@given(st.integers(0, 3000), st.text(max_size=6), st.sampled_from(["", *map(str, SIZES), "7"]))
def test_whatever_is_asked_a_page_is_given_and_never_more_than_its_size(number: int, page: str, size: str) -> None:
    found = page_of(number, page=page, size=size)
    rows = list(found.page)
    assert len(rows) <= found.size
    assert found.page.number in range(1, max(1, math.ceil(number / found.size)) + 1)
    assert rows == list(range(number))[(found.page.number - 1) * found.size :][: found.size]
    assert found.page.number in found.numbers


def test_a_list_without_end_is_counted_to_its_bound() -> None:
    class Rows(list[int]):
        """Rows that slice and count as those of a table do."""

        def order_by(self) -> Rows:
            return self

        def __getitem__(self, part: Any) -> Any:
            found = super().__getitem__(part)
            return Rows(found) if isinstance(part, slice) else found

        def count(self) -> int:  # type: ignore[override]
            return len(self)

    def bounded(rows: int) -> Paged:
        return paged(RequestFactory().get("/", {"page": "99"}), Rows(range(rows)), most=40)

    assert (bounded(45).total, bounded(45).beyond, list(bounded(45).page)[-1]) == (40, True, 39)
    assert (bounded(40).total, bounded(40).beyond) == (40, False)
