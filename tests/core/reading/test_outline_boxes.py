"""Lists inside boxes, decimals, and how headings nest."""

from __future__ import annotations

import pytest

from ditan.core.reading.outline.entries import Entry
from ditan.core.reading.outline.nest import nest
from tests.core.reading.outlines import tree_of


def levels(text: str) -> list[tuple[int, str]]:
    return [(level, number) for level, number, _ in tree_of(text)]


def entry(start: int) -> Entry:
    return Entry(start, start + 1, start + 1, "", "", 1, "section")


def test_ranks_become_levels_parents_and_ends() -> None:
    nested = nest([(entry(0), 3), (entry(10), 5), (entry(20), 5), (entry(30), 3)], 40)
    assert [one.level for one in nested] == [1, 2, 2, 1]
    assert [one.parent for one in nested] == [None, 0, 0, None]
    assert [one.end for one in nested] == [30, 20, 30, 40]


def test_a_rank_that_is_skipped_leaves_no_gap_in_the_levels() -> None:
    nested = nest([(entry(0), 1), (entry(10), 8), (entry(20), 4)], 30)
    assert [one.level for one in nested] == [1, 2, 2]


def test_no_headings_nest_to_nothing() -> None:
    assert nest([], 10) == ()


def test_a_box_belongs_to_the_heading_that_it_stands_under() -> None:
    assert levels("一、任务\n(一)工业\n专栏1 工程\n(二)建筑") == [(1, "一"), (2, "(一)"), (3, "专栏1"), (2, "(二)")]


def test_items_of_a_box_count_on_over_its_lines() -> None:
    text = "(一)工业\n专栏1 工程\n1.锅炉改造。\n2.余热利用。\n3.清洁生产。\n(二)建筑"
    assert levels(text) == [(1, "(一)"), (2, "专栏1"), (3, "1"), (3, "2"), (3, "3"), (1, "(二)")]


def test_two_boxes_in_a_row_hold_a_list_each() -> None:
    text = "(一)工业\n专栏1 工程\n1.锅炉。\n专栏2 平台\n1.监测。\n(二)建筑"
    assert [level for level, _ in levels(text)] == [1, 2, 3, 2, 3, 1]


def test_a_chapter_ends_a_box() -> None:
    text = "第一章 工业\n专栏1 工程\n1.锅炉。\n第二章 建筑\n1.节能。"
    assert levels(text) == [(1, "第一章"), (2, "专栏1"), (3, "1"), (1, "第二章"), (2, "1")]


def test_items_behind_a_box_may_count_on_from_before_it() -> None:
    text = "(一)工业\n1.锅炉。\n2.余热。\n专栏1 目标\n到2025年达到50%。\n3.清洁生产。\n"
    assert levels(text)[-1] == (2, "3")


def test_an_annex_begins_its_own_numbering() -> None:
    text = "一、总体\n二、任务\n附件1\n任务分工说明\n一、分工\n二、要求"
    assert levels(text) == [(1, "一"), (1, "二"), (1, "附件1"), (2, "一"), (2, "二")]


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        ("1.1 目的\n1.2 依据\n1.3 范围", ["1.1", "1.2", "1.3"]),
        ("1.1 目的\n1.1.1 背景\n1.1.2 意义\n1.2 依据", ["1.1", "1.1.1", "1.1.2", "1.2"]),
        ("2.3 指标", []),
        ("1.5 倍", []),
        ("3.7 万吨\n3.8 万吨", []),
    ],
)
def test_decimals_are_headings_where_they_count_from_one(lines: str, kept: list[str]) -> None:
    assert [number for _, number in levels(lines)] == kept
