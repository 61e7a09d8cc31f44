"""Which stored item a new reading speaks of."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ditan.domains.plans.likeness import likeness, pair_alike, pairs_of
from ditan.domains.plans.matching import Place, match


def at(start: int, label: str, *, end: int | None = None, key: str = "", quote: str = "", number: str = "") -> Place:
    """A place of ten characters."""
    return Place(key, start, start + 10 if end is None else end, quote or f"{start}-{label}", label, number)


places = st.builds(
    at,
    st.integers(0, 30),
    st.sampled_from(["森林覆盖率", "用水总量", "单位能耗下降", "绿地率", ""]),
    key=st.sampled_from(["", "a", "b"]),
)


def test_equal_keys_match_wherever_they_stand() -> None:
    assert match([at(0, "甲", key="k")], [at(90, "乙", key="k")]) == {0: 0}


def test_one_span_and_one_label_match_without_a_key() -> None:
    assert match([at(0, "森林覆盖率")], [at(0, "森林 覆盖率")]) == {0: 0}


def test_a_text_that_moved_matches_by_its_quote() -> None:
    assert match([at(0, "森林覆盖率", quote="同一句")], [at(50, "森林覆盖率", quote="同一句")]) == {0: 0}


def test_a_longer_span_matches_when_the_labels_are_alike() -> None:
    assert match([at(10, "推进节能降碳")], [at(5, "推进节能降碳改造", end=40)]) == {0: 0}


def test_an_unlike_label_at_another_place_is_another_item() -> None:
    assert match([at(0, "森林覆盖率")], [at(40, "用水总量")]) == {}


def test_a_lone_item_of_a_span_matches_under_any_label() -> None:
    assert match([at(0, "森林覆盖率")], [at(0, "绿地")]) == {0: 0}


def test_two_items_of_a_span_under_new_labels_are_not_guessed() -> None:
    old = [at(0, "甲甲甲", quote="q"), at(0, "乙乙乙", quote="q")]
    new = [at(0, "丙丙丙", quote="q"), at(0, "丁丁丁", quote="q")]
    assert match(old, new) == {}


def test_two_items_of_a_sentence_keep_apart_in_any_order() -> None:
    old = [at(0, "单位能耗下降"), at(0, "森林覆盖率")]
    assert match(old, [at(0, "森林覆盖率"), at(0, "单位能耗下降")]) == {0: 1, 1: 0}


@given(st.lists(places, max_size=8), st.lists(places, max_size=8))
def test_each_item_is_matched_once_at_most(old: list[Place], new: list[Place]) -> None:
    pairs = match(old, new)
    assert len(set(pairs.values())) == len(pairs)
    assert all(0 <= index < len(new) and 0 <= pairs[index] < len(old) for index in pairs)


@given(st.lists(places, max_size=8))
def test_a_list_matches_itself_whole(items: list[Place]) -> None:
    assert len(match(items, items)) == len(items)


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_the_same_both_ways_and_a_share(one: str, other: str) -> None:
    forth, back = likeness(pairs_of(one), pairs_of(other)), likeness(pairs_of(other), pairs_of(one))
    assert forth == back
    assert 0 <= forth <= 1


def test_the_best_pair_goes_first_and_equal_scores_keep_the_order() -> None:
    scores = {("a", "x"): 0.9, ("a", "y"): 1.0, ("b", "x"): 0.9, ("b", "y"): 0.9}
    pairs = pair_alike("ab", "xy", lambda one, other: scores[one, other], at_least=0.5)
    assert pairs == [("a", "y"), ("b", "x")]


def test_a_pair_below_the_bound_is_no_pair() -> None:
    assert pair_alike("a", "x", lambda one, other: 0.4, at_least=0.5) == []
