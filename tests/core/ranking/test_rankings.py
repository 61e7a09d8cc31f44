"""Ties, what is missing, what is refused, and what holds of every table."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ditan.core.ranking import (
    Criterion,
    Form,
    Normalisation,
    Place,
    RankingRefused,
    Table,
    ahp_weights,
    entropy_weights,
    matrix_of_pairs,
    places,
    topsis,
    weighted_sum,
)

TWO = (Criterion("能耗", 0.6), Criterion("绿化", 0.4))


def test_two_firsts_are_followed_by_a_third() -> None:
    assert places({"甲": 91.5, "乙": 91.5, "丙": 90.0}) == {
        "甲": Place(1, tied=True),
        "乙": Place(1, tied=True),
        "丙": Place(3),
    }


def test_the_last_bit_of_a_float_decides_no_place() -> None:
    assert places({"甲": 0.1 + 0.2, "乙": 0.3}) == {"甲": Place(1, tied=True), "乙": Place(1, tied=True)}


def test_what_lacks_a_number_has_no_sum_and_no_place_and_is_named() -> None:
    found = weighted_sum(Table(("甲", "乙"), TWO, ((90.0, 80.0), (95.0, None))))
    assert found.sums == {"甲": 86.0, "乙": None}
    assert found.places == {"甲": Place(1), "乙": Place(None)}
    assert found.missing == {"乙": ("绿化",)}
    assert found.parts["乙"] == (57.0, None)


def test_less_is_better_counts_with_a_minus() -> None:
    found = weighted_sum(Table(("甲",), (Criterion("能耗", 2.0, more_is_better=False),), ((3.0,),)))
    assert found.sums == {"甲": -6.0}


def test_topsis_leaves_out_and_names_what_lacks_a_number() -> None:
    rows = ((1.0, 2.0), (2.0, 1.0), (3.0, None))
    found = topsis(Table(("甲", "乙", "丙"), TWO, rows))
    assert found.closeness["丙"] is None
    assert found.missing == {"丙": ("绿化",)}
    assert found.closeness == {**topsis(Table(("甲", "乙"), TWO, rows[:2])).closeness, "丙": None}


def test_topsis_shows_each_step_of_its_working() -> None:
    found = topsis(Table(("甲", "乙"), TWO, ((3.0, 4.0), (4.0, 3.0))))
    assert found.normalised["甲"] == (0.6, 0.8)
    assert found.weighted["甲"] == pytest.approx((0.36, 0.32))
    assert (found.ideal, found.anti_ideal) == (pytest.approx((0.48, 0.32)), pytest.approx((0.36, 0.24)))
    assert found.closeness["甲"] == pytest.approx(0.08 / 0.20)


def test_a_criterion_in_which_all_are_equal_is_named() -> None:
    table = Table(("甲", "乙"), TWO, ((3.0, 4.0), (4.0, 4.0)))
    assert topsis(table).same == ("绿化",)
    assert topsis(table, Normalisation.MINMAX).closeness == {"甲": 0.0, "乙": 1.0}
    assert entropy_weights(table).weights == (1.0, 0.0)


@pytest.mark.parametrize("rank", [topsis, entropy_weights])
def test_nothing_to_tell_apart_is_refused(rank: object) -> None:
    with pytest.raises(RankingRefused, match="数值都相同"):
        rank(Table(("甲", "乙"), TWO, ((3.0, 4.0), (3.0, 4.0))))  # type: ignore[operator]


@pytest.mark.parametrize("rank", [topsis, entropy_weights])
def test_one_complete_alternative_is_too_few(rank: object) -> None:
    with pytest.raises(RankingRefused, match="数据齐全的对象有 1 个"):
        rank(Table(("甲", "乙"), TWO, ((3.0, 4.0), (None, 4.0))))  # type: ignore[operator]


def test_raw_entropy_refuses_a_zero_and_names_the_column() -> None:
    with pytest.raises(RankingRefused, match="“绿化”含有不大于 0 的数值"):
        entropy_weights(Table(("甲", "乙"), TWO, ((3.0, 0.0), (4.0, 1.0))), Form.RAW)


@pytest.mark.parametrize(
    "criteria, values, message",
    [
        ((), ((),), "没有评价项目"),
        (TWO, ((1.0,),), "“甲”有 1 个数值，应为 2 个"),
        (TWO, ((1.0, 2.0), (1.0, 2.0)), "1 个对象、2 行数据"),
        (TWO, ((1.0, float("nan")),), "“甲”的数值不是有限数"),
        ((Criterion("a", -1.0), Criterion("b")), ((1.0, 2.0),), "权重为 -1、1"),
        ((Criterion("a", 0.0), Criterion("b", 0.0)), ((1.0, 2.0),), "合计大于 0"),
    ],
)
def test_a_table_that_is_none_is_refused(criteria: object, values: object, message: str) -> None:
    with pytest.raises(RankingRefused, match=message):
        Table(("甲",), criteria, values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "pairs, message",
    [
        ([("a", "b", 3.0)], "还没有比较“a”与“c”"),
        ([("a", "b", 3.0), ("b", "a", 0.3)], "比较了两次"),
        ([("a", "a", 1.0)], "两个不同的评价项目"),
        ([("a", "b", 0.0)], "应大于 0"),
    ],
)
def test_comparisons_that_do_not_cover_every_pair_once_are_refused(pairs: object, message: str) -> None:
    with pytest.raises(RankingRefused, match=message):
        matrix_of_pairs(("a", "b", "c"), pairs)  # type: ignore[arg-type]


def test_a_matrix_whose_pairs_contradict_each_other_is_refused() -> None:
    with pytest.raises(RankingRefused, match="应互为倒数"):
        ahp_weights(("a", "b"), [[1, 3], [3, 1]])


def test_comparisons_in_a_circle_are_found_inconsistent() -> None:
    names = ("a", "b", "c")
    found = ahp_weights(names, matrix_of_pairs(names, [("a", "b", 5), ("b", "c", 5), ("c", "a", 5)]))
    assert found.consistency_ratio > 0.10
    assert not found.consistent


@given(st.lists(st.floats(0.1, 9), min_size=3, max_size=6, unique=True))
@settings(max_examples=25)
def test_comparisons_that_agree_give_back_the_weights_behind_them(true: list[float]) -> None:
    names = tuple(map(str, range(len(true))))
    found = ahp_weights(names, [[a / b for b in true] for a in true])
    assert found.weights == pytest.approx([each / sum(true) for each in true], rel=1e-9)
    assert found.consistency_ratio == pytest.approx(0, abs=1e-9)


NUMBERS = st.lists(st.lists(st.floats(0.5, 100), min_size=3, max_size=3), min_size=2, max_size=6)


@given(NUMBERS, st.floats(0.1, 50))
@settings(max_examples=30)
def test_topsis_does_not_depend_on_the_unit_of_a_column(rows: list[list[float]], factor: float) -> None:
    criteria = (Criterion("a", 0.5), Criterion("b", 0.2, more_is_better=False), Criterion("c", 0.3))
    names = tuple(map(str, range(len(rows))))
    if len({tuple(row) for row in rows}) == 1:
        return
    first = topsis(Table(names, criteria, tuple(map(tuple, rows))))
    other = topsis(Table(names, criteria, tuple((a * factor, b, c) for a, b, c in rows)))
    assert all(0 <= (each or 0) <= 1 for each in first.closeness.values())
    assert list(first.closeness.values()) == pytest.approx(list(other.closeness.values()), abs=1e-7)
