"""Clauses, and the stretches that numbers must not be read from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.targets.clauses import enclosed, split_clauses, within


def clauses(text: str) -> list[str]:
    closed = enclosed(text, 0, len(text))
    return [text[clause.start : clause.end] for clause in split_clauses(text, 0, len(text), closed)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("绿地率达到39%，绿化率达到45%；水质改善", ["绿地率达到39%", "绿化率达到45%", "水质改善"]),
        ("专栏：绿地率", ["专栏", "绿地率"]),
        ("森林覆盖率：50%，其中，人工林", ["森林覆盖率：50%", "其中，人工林"]),
        ("干支比2:8，管廊", ["干支比2:8", "管廊"]),
        ("面积1,560公顷,占比5%", ["面积1,560公顷", "占比5%"]),
        ("不少于12平方米,500米公园覆盖率", ["不少于12平方米", "500米公园覆盖率"]),
        ("建成(含改建，扩建)5座，投运", ["建成(含改建，扩建)5座", "投运"]),
        ("落实《节能，降碳方案》要求", ["落实《节能，降碳方案》要求"]),
        ("", []),
    ],
)
def test_clauses_end_at_commas_and_stops_outside_brackets(text: str, expected: list[str]) -> None:
    assert clauses(text) == expected


def test_a_clause_tells_whether_a_stronger_stop_stands_before_it() -> None:
    text = "甲，乙；丙"

    assert [clause.opens for clause in split_clauses(text, 0, len(text), ())] == [True, False, True]


def test_nested_brackets_are_one_stretch() -> None:
    text = "甲(乙(丙)丁)戊"

    assert enclosed(text, 0, len(text)) == ((1, 8),)


def test_an_opening_without_its_end_encloses_nothing() -> None:
    assert enclosed("甲(乙丙", 0, 4) == ()
    assert enclosed("甲乙)丙", 0, 4) == ()
    assert enclosed("甲(乙(丙)丁", 0, 7) == ((3, 6),)


def test_within_counts_the_start_and_not_the_end() -> None:
    assert within(1, ((1, 3),))
    assert not within(3, ((1, 3),))


@given(st.text(alphabet="甲，；：()（）《》“”1,", max_size=40))
def test_clauses_lie_in_order_and_lose_no_character_but_stops(text: str) -> None:
    closed = enclosed(text, 0, len(text))
    spans = [(clause.start, clause.end) for clause in split_clauses(text, 0, len(text), closed)]

    assert spans == sorted(spans)
    kept = "".join(text[start:end] for start, end in spans)
    assert kept.count("甲") == text.count("甲")
