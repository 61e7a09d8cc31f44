"""Ledgers as offices keep them: heads below titles, days in words, and sums that splitting does not improve."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from ditan.core.ledgers import (
    DueUnreadable,
    Head,
    Led,
    Named,
    day_of,
    due_of,
    find_head,
    fingerprint,
    guess_fields,
    names_of,
    percent_of,
    standing_of,
    tally,
    titles_of,
)

DAY = datetime.date
OFFICE = [
    ["铜山区2026年双碳重点工作督办台账", "", "", "", "", "", "", ""],
    ["填报单位：区双碳办", "", "", "", "", "填报日期：2026年6月", "", ""],
    ["序号", "工作任务", "责任单位", "", "完成时限", "进展情况", "完成状态", "备注"],
    ["", "", "牵头", "配合", "", "", "", ""],
    ["1", "开展重点用能单位节能诊断", "区发改局", "区住建局", "2026年6月底", "已完成摸底", "进行中", ""],
]
MERGED = [(0, 0, 0, 7), (2, 2, 2, 3), *((2, column, 3, column) for column in (0, 1, 4, 5, 6, 7))]


def test_a_head_of_two_lines_is_found_below_the_title_and_the_line_of_who_filled_it_in() -> None:
    head = find_head(OFFICE, MERGED)
    assert head == Head(2, 3, sure=True)
    titles = titles_of(OFFICE, head, MERGED)
    assert titles[2:4] == ["责任单位/牵头", "责任单位/配合"]
    assert guess_fields(titles) == ["", "title", "lead", "cooperating", "due", "progress", "state", "more"]


def test_a_head_of_one_line_ends_where_the_matters_begin() -> None:
    grid = [["序号", "督办事项", "主办单位", "办理时限"], ["1", "完成任务清单", "区财政局", "6月底"]]
    assert find_head(grid) == Head(0, 0, sure=True)


def test_a_sheet_without_a_head_says_so() -> None:
    assert find_head([["说明", ""], ["甲", "乙"]]) == Head(1, 1, sure=False)
    assert find_head([]) == Head(0, 0, sure=False)


def test_of_two_columns_for_one_field_the_known_word_wins_and_the_other_is_left_to_a_person() -> None:
    assert guess_fields(["主要任务及责任单位名录", "责任单位", "事项"]) == ["", "lead", "title"]
    assert guess_fields(["工作内容", "责任单位"]) == ["title", "lead"]
    assert guess_fields(["备注", "责任人"]) == ["more", "more"]


def test_a_fingerprint_does_not_see_blanks_brackets_and_empty_columns_at_the_end() -> None:
    assert fingerprint(["完成\n时限", "进度(%)", ""]) == fingerprint(["完成时限（年月）", "进度"])
    assert fingerprint(["完成时限", "进度"]) != fingerprint(["进度", "完成时限"])


@pytest.mark.parametrize(
    ("text", "day", "kind"),
    [
        ("2026-06-30", DAY(2026, 6, 30), "day"),
        ("2026.6.30", DAY(2026, 6, 30), "day"),
        ("20260630", DAY(2026, 6, 30), "day"),
        ("46203", DAY(2026, 6, 30), "day"),
        ("２０２６年６月３０日前完成", DAY(2026, 6, 30), "day"),
        ("2026年6月底", DAY(2026, 6, 30), "month"),
        ("2024.2", DAY(2024, 2, 29), "month"),
        ("2026年6月中旬", DAY(2026, 6, 20), "dekad"),
        ("2026年三季度末", DAY(2026, 9, 30), "quarter"),
        ("2026年上半年", DAY(2026, 6, 30), "half"),
        ("2025-2027年", DAY(2027, 12, 31), "year"),
        ("2026年3月至6月", DAY(2026, 6, 30), "month"),
        ("长期坚持", None, "standing"),
    ],
)
def test_a_deadline_in_words_means_the_last_day_of_what_it_names(text: str, day: DAY | None, kind: str) -> None:
    found = due_of(text, 2030)
    assert (found.day, found.kind, found.assumed_year) == (day, kind, False)


def test_a_deadline_without_its_year_takes_the_given_one_and_says_so() -> None:
    found = due_of("6月底前", 2026)
    assert (found.day, found.assumed_year, found.unclear) == (DAY(2026, 6, 30), True, False)
    assert due_of("6月前", 2026).unclear
    assert due_of("年底前", 2026).day == DAY(2026, 12, 31)


@pytest.mark.parametrize("text", ["", "见附件", "2026年13月", "2月30日", "1026年", "=A1", "2026年6月底前完成初稿"])
def test_what_names_no_day_is_not_guessed(text: str) -> None:
    with pytest.raises(DueUnreadable):
        due_of(text, 2026)


def test_a_month_is_not_a_day_on_which_something_was_done() -> None:
    assert day_of("2026年6月3日", 2026) == DAY(2026, 6, 3)
    with pytest.raises(DueUnreadable):
        day_of("2026年6月", 2026)


def test_the_first_of_several_leads_and_those_before_the_word_cooperating_take_part() -> None:
    assert names_of("区发改局、区住建局") == Named("区发改局", ("区住建局",), joint=True)
    assert names_of("牵头单位：区发改局；配合单位：区住建局") == Named("区发改局", ("区住建局",))
    assert names_of("区发改局牵头，区住建局等配合") == Named("区发改局", ("区住建局",))
    assert names_of("  ") == Named("")


def test_what_is_not_finished_is_never_read_as_finished() -> None:
    assert [standing_of(text) for text in ("未完成", "部分完成", "基本完成", "否")] == ["open"] * 4
    assert [standing_of(text) for text in ("已完成", "是", "已销号", "暂缓", "取消")] == [
        *("done", "done", "closed", "rests", "given_up")
    ]


def test_a_percentage_is_whole_and_within_its_bounds() -> None:
    assert [percent_of(text) for text in ("80%", "0.8", "１００", "", "1")] == [80, 80, 100, None, 1]
    for text in ("120", "-1", "过半"):
        with pytest.raises(ValueError, match=text):
            percent_of(text)


DUE = DAY(2026, 6, 30)
WHOLE = Led("局", Decimal(4), DUE, handed_out_on=DAY(2026, 1, 5))
JUNE = (DAY(2026, 6, 1), DUE)


def days(due: DAY, at: DAY) -> int | None:
    return (at - due).days if at.year == due.year else None


def test_splitting_an_overdue_matter_into_finished_pieces_gains_nothing_by_whole_matters_and_little_by_weight() -> None:
    today = DAY(2026, 7, 10)
    before = tally([WHOLE], *JUNE, today, days)["局"]
    pieces = [
        Led("局", Decimal("0.25"), DUE, part=True, owed=False, reported_on=DUE, late_days=0) for _place in range(4)
    ]
    after = tally([replace(WHOLE, weight=Decimal(3), parts=4), *pieces], *JUNE, today, days)["局"]
    assert (before.rate, before.rate_whole) == (0, 0)
    assert (after.due.count, after.due.whole, after.due.weight) == (5, 1, 4)
    assert (after.rate, after.rate_whole, after.split, after.pieces) == (Decimal("0.25"), 0, 1, 4)


def test_each_matter_due_in_the_period_is_exactly_one_of_five() -> None:
    done = replace(WHOLE, owed=False)
    found = tally(
        [
            replace(done, reported_on=DUE, late_days=0),
            replace(done, reported_on=DAY(2026, 7, 2), late_days=2, times_returned=2),
            done,
            WHOLE,
            replace(WHOLE, due_on=DAY(2026, 8, 1)),
        ],
        DAY(2026, 1, 1),
        DAY(2026, 12, 31),
        DAY(2026, 7, 10),
        days,
    )["局"]
    assert [each.count for each in (found.on_time, found.late, found.unknown, found.overdue, found.running)] == [1] * 5
    assert (found.due.count, found.handed_out.count, found.late_days) == (5, 5, 12)
    assert (found.returned.count, found.times_returned) == (1, 2)
    assert found.rate == Decimal(4) / Decimal(12)


def test_a_rate_without_anything_decided_is_none_and_days_that_cannot_be_counted_are_said() -> None:
    running = tally([WHOLE], *JUNE, DAY(2026, 6, 30), days)["局"]
    assert (running.rate, running.rate_whole) == (None, None)
    late = tally([WHOLE], *JUNE, DAY(2027, 1, 4), days)["局"]
    assert (late.late_days, late.days_unknown) == (0, 1)


def test_what_was_neither_due_nor_handed_out_in_the_period_is_not_there() -> None:
    assert tally([WHOLE], DAY(2026, 2, 1), DAY(2026, 5, 31), DUE, days) == {}
