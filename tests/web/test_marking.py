"""The marked source text: nothing lost, nothing unescaped, every mark where it belongs."""

from __future__ import annotations

import html
import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ditan.domains.plans.views.marking import Mark, Title, excerpt, marked_lines, source_chunks

TEXTS = st.text(alphabet="到2025年,。<>&\"' \n\U0001f33f", max_size=60)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    """A text and marks in it, some of them beside the text."""
    text = draw(TEXTS)
    places = st.tuples(st.integers(-3, len(text) + 3), st.integers(-3, len(text) + 3))
    marks = [
        Mark(f"target-{number}", draw(st.sampled_from(["target", "task", "finding"])), start, end)
        for number, (start, end) in enumerate(draw(st.lists(places, max_size=6)))
    ]
    return text, marks


def test_a_line_is_cut_where_a_mark_begins_and_ends() -> None:
    (line,) = marked_lines("到2025年达到51%", [Mark("target-1", "target", 6, 11)])
    assert [(piece.start, piece.text, len(piece.marks)) for piece in line.pieces] == [
        (0, "到2025年", 0),
        (6, "达到51%", 1),
    ]


def test_the_shortest_mark_over_a_piece_stands_first() -> None:
    whole, part = Mark("measure-1", "measure", 0, 9), Mark("target-1", "target", 2, 5)
    (line,) = marked_lines("一二三四五六七八九", [whole, part])
    assert [mark.identity for mark in line.pieces[1].marks] == ["target-1", "measure-1"]


def test_a_mark_opens_where_it_begins_and_nowhere_else() -> None:
    lines = list(marked_lines("甲乙\n\n丙丁", [Mark("task-1", "task", 1, 6)]))
    assert [[len(piece.opens) for piece in line.pieces] for line in lines] == [[0, 1], [0]]


def test_a_mark_that_begins_at_a_line_break_opens_on_the_next_line_with_words() -> None:
    lines = list(marked_lines("甲\n\n乙丙", [Mark("task-1", "task", 1, 4)]))
    assert [mark.identity for mark in lines[1].pieces[0].opens] == ["task-1"]


def test_marks_beside_the_text_are_left_out() -> None:
    (line,) = marked_lines(
        "甲乙", [Mark("a-1", "target", -1, 1), Mark("a-2", "target", 1, 9), Mark("a-3", "target", 1, 1)]
    )
    assert line.pieces[0].text == "甲乙"


def test_a_line_that_is_a_heading_knows_its_level() -> None:
    lines = list(marked_lines("一、主要目标\n到2025年", [], [Title(0, 6, 1)]))
    assert [line.level for line in lines] == [1, 0]


def test_a_heading_that_runs_into_its_paragraph_leaves_the_line_a_paragraph() -> None:
    (line,) = marked_lines("(一)节能降碳。实施改造工程。", [], [Title(0, 7, 2)])
    assert line.level == 0
    assert [(piece.text, piece.title) for piece in line.pieces] == [("(一)节能降碳", True), ("。实施改造工程。", False)]


def test_uploaded_markup_is_shown_and_never_obeyed() -> None:
    (chunk,) = source_chunks("<script>alert(1)</script>", [Mark("target-1", "target", 0, 8)])
    assert "<script>" not in chunk
    assert "&lt;script&gt;" in chunk


def test_cells_of_one_row_stand_side_by_side() -> None:
    (chunk,) = source_chunks("1\n森林覆盖率\n51\n2\n用水总量\n2.1", [Mark("indicator-1", "indicator", 0, 10)])
    assert chunk.count('<div class="row-of-cells">') == 2
    first = chunk.split("</div>")[0]
    assert re.findall(r">([^<]+)</span>", first) == ["1", "森林覆盖率", "51"]


def test_two_short_lines_are_no_row() -> None:
    (chunk,) = source_chunks("目 录\n前 言", [])
    assert "row-of-cells" not in chunk


def test_a_line_within_a_measure_has_a_rail_and_others_have_none() -> None:
    (chunk,) = source_chunks("推进节能改造。\n其他事项另行规定。", [Mark("measure-1", "measure", 0, 7)])
    assert re.findall(r'<p class="rail" data-s="(\d+)"', chunk) == ["0"]


def test_a_long_text_comes_in_chunks() -> None:
    chunks = source_chunks("\n".join(f"第{number}条规定了很多事情，不止十个字。" for number in range(150)), [])
    assert [chunk.count("<p ") for chunk in chunks] == [60, 60, 30]


@given(marked_texts())
def test_no_character_is_lost_and_none_is_added(given_text: tuple[str, list[Mark]]) -> None:
    text, marks = given_text
    shown = "\n".join("".join(piece.text for piece in line.pieces) for line in marked_lines(text, marks))
    assert shown == "\n".join(row for row in text.split("\n") if row.strip())


@given(marked_texts())
def test_every_piece_knows_exactly_the_marks_over_it(given_text: tuple[str, list[Mark]]) -> None:
    text, marks = given_text
    usable = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    for line in marked_lines(text, marks):
        for piece in line.pieces:
            over = {mark for mark in usable if mark.start <= piece.start < mark.end}
            assert set(piece.marks) == over
            assert text[piece.start : piece.start + len(piece.text)] == piece.text


@given(marked_texts())
def test_the_html_holds_the_text_itself(given_text: tuple[str, list[Mark]]) -> None:
    text, marks = given_text
    plain = html.unescape(re.sub(r"<[^<>]*>", "", "".join(source_chunks(text, marks)).replace("</p>\n", "</p>")))
    assert plain.replace("\n", "") == "".join(row for row in text.split("\n") if row.strip())


@given(marked_texts())
def test_pieces_follow_each_other_without_a_gap(given_text: tuple[str, list[Mark]]) -> None:
    for line in marked_lines(*given_text):
        assert line.pieces[0].start == line.start
        assert all(one.start + len(one.text) == other.start for one, other in pairwise(line.pieces))


def test_an_excerpt_shows_what_stands_around_a_quote() -> None:
    assert excerpt("甲" * 100 + "目标" + "乙" * 100, 100, 102, around=3) == ("…甲甲甲", "目标", "乙乙乙…")


def test_an_excerpt_at_the_edges_needs_no_dots() -> None:
    assert excerpt("目标", 0, 2) == ("", "目标", "")
