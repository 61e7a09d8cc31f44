"""Trees: no ring is ever closed, and a path's range holds its branch and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.directory import below, cycle_through, path_of, range_of, replanted

TREES = st.lists(st.integers(0, 40), min_size=1, max_size=40).map(
    lambda picks: {at + 1: None if at == 0 or pick == 0 else pick % at + 1 for at, pick in enumerate(picks)}
)


def _path(parents: dict[int, int | None], node: int) -> str:
    parent = parents[node]
    return path_of("" if parent is None else _path(parents, parent), node)


@given(TREES, st.data())
def test_a_ring_would_close_exactly_where_the_parent_is_below_the_node(
    parents: dict[int, int | None], data: st.DataObject
) -> None:
    node = data.draw(st.sampled_from(sorted(parents)))
    parent = data.draw(st.sampled_from(sorted(parents)))
    assert bool(cycle_through(parents, node, parent)) == (parent in below(parents, [node]))


@given(TREES, st.data())
def test_the_range_of_a_path_is_the_branch(parents: dict[int, int | None], data: st.DataObject) -> None:
    node = data.draw(st.sampled_from(sorted(parents)))
    first, end = range_of(_path(parents, node))
    found = {other for other in parents if first <= _path(parents, other) < end}
    assert found == below(parents, [node])


@given(TREES, st.data())
def test_a_branch_that_moves_keeps_its_shape(parents: dict[int, int | None], data: st.DataObject) -> None:
    node = data.draw(st.sampled_from(sorted(parents)))
    other = data.draw(st.sampled_from(sorted(parents)))
    if cycle_through(parents, node, other):
        return
    moved = {**parents, node: other}
    old, new = _path(parents, node), _path(moved, node)
    for each in below(parents, [node]):
        assert replanted(_path(parents, each), old, new) == _path(moved, each)


def test_a_root_has_no_ring() -> None:
    assert cycle_through({1: None}, 1, None) == ()
    assert cycle_through({1: None}, 1, 1) == (1,)


def test_a_ring_that_is_there_already_does_not_hang() -> None:
    assert cycle_through({1: 2, 2: 1, 3: None}, 3, 1) == ()
    assert below({1: 2, 2: 1}, [1]) == {1, 2}


def test_keys_that_do_not_fit_a_path_are_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        path_of("", 10**8)
    with pytest.raises(ValueError, match="not in the branch"):
        replanted("00000001", "00000002", "00000003")
