"""Links from annex rows to the measures that they repeat."""

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.tasks.repeats import link_repeats

BODY = [
    "发展绿色建筑。严格落实绿色建筑标准,推进既有公共建筑绿色化改造。",
    "发展绿色交通。加快充电基础设施建设,推广新能源汽车应用。",
    "加强组织领导。建立健全工作机制,明确责任分工。",
]


def test_a_row_that_repeats_a_sentence_is_linked_to_its_measure() -> None:
    assert link_repeats(["加快充电基础设施建设,推广新能源汽车应用。"], BODY) == (1,)


def test_a_row_with_other_words_is_not_linked() -> None:
    assert link_repeats(["开展低碳校园创建活动"], BODY) == (None,)


def test_punctuation_and_blanks_do_not_matter() -> None:
    assert link_repeats(["严格落实绿色建筑标准;推进既有公共 建筑绿色化改造"], BODY) == (0,)


def test_a_row_changed_in_part_is_still_linked() -> None:
    assert link_repeats(["加快充电基础设施建设,推广新能源汽车和氢能汽车。"], BODY) == (1,)


def test_the_measure_with_more_of_the_row_wins() -> None:
    body = ["推进节能改造和清洁生产。", "推进节能改造和清洁生产,完成十家企业审核。"]

    assert link_repeats(["推进节能改造和清洁生产,完成十家企业审核"], body) == (1,)


def test_rows_too_short_to_say_anything_are_not_linked() -> None:
    assert link_repeats(["植树", ""], BODY) == (None, None)


def test_without_measures_nothing_is_linked() -> None:
    assert link_repeats(["推进节能改造"], []) == (None,)


def test_three_hundred_rows_and_a_hundred_measures_take_no_time() -> None:
    chance = random.Random(7)
    body = ["".join(chr(0x4E00 + chance.randrange(3000)) for _ in range(900)) for _ in range(100)]
    rows = [body[place % 100][40:160] for place in range(300)]

    began = time.perf_counter()
    links = link_repeats(rows, body)

    assert links == tuple(place % 100 for place in range(300))
    assert time.perf_counter() - began < 2.0


@given(st.lists(st.text(alphabet="推进节能改造绿色发展建设交通", max_size=40), max_size=6))
def test_every_long_measure_is_linked_to_itself_or_to_one_that_holds_it(texts: list[str]) -> None:
    for row, place in zip(texts, link_repeats(texts, texts), strict=True):
        if len(row) >= 6:
            assert place is not None
