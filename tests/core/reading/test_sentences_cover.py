"""Sentences: together they are the body, they never overlap, and they never cross a line."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.outline import Outline
from ditan.core.reading.sentences import split_sentences
from ditan.core.reading.tables.table import Table

TEXTS = st.text(alphabet="到2025年节能。!?；;”)（ \n", max_size=120)
NOTHING = Outline(())


def parts(text: str, tables: tuple[Table, ...] = ()) -> list[str]:
    return [text[one.start : one.end] for one in split_sentences(CleanText.unchanged(text), NOTHING, tables)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("节能。降碳。", ["节能。", "降碳。"]),
        ("节能！降碳？", ["节能！", "降碳？"]),
        ("他说:“节能。”降碳。", ["他说:“节能。”", "降碳。"]),
        ("(节能。)降碳", ["(节能。)", "降碳"]),
        ("节能\n降碳", ["节能", "降碳"]),
        ("  节能。  ", ["节能。"]),
        ("节能;降碳。", ["节能;降碳。"]),
        ("下降14.5%。到2025年", ["下降14.5%。", "到2025年"]),
        ("", []),
        ("\n \n", []),
    ],
)
def test_a_sentence_ends_at_its_stop_or_its_line(text: str, sentences: list[str]) -> None:
    assert parts(text) == sentences


@given(TEXTS)
@settings(max_examples=120)
def test_no_character_of_the_body_is_lost_or_read_twice(text: str) -> None:
    assert "".join("".join(parts(text)).split()) == "".join(text.split())


@given(TEXTS)
@settings(max_examples=120)
def test_sentences_go_forward_without_overlap(text: str) -> None:
    found = split_sentences(CleanText.unchanged(text), NOTHING, ())
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(one.paragraph <= other.paragraph for one, other in pairwise(found))
    assert all("\n" not in text[one.start : one.end] for one in found)


@given(TEXTS)
@settings(max_examples=120)
def test_sentences_of_one_line_share_a_paragraph_and_others_do_not(text: str) -> None:
    found = split_sentences(CleanText.unchanged(text), NOTHING, ())
    lines = [text.count("\n", 0, one.start) for one in found]
    assert all((a == b) == (x.paragraph == y.paragraph) for (a, x), (b, y) in pairwise(zip(lines, found, strict=True)))


@given(TEXTS, st.data())
@settings(max_examples=100)
def test_what_stands_in_a_table_is_no_sentence(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    table = Table(title="", header=(), rows=(), start=start, end=end, form="pipe")
    found = split_sentences(CleanText.unchanged(text), NOTHING, (table,))
    assert [one for one in found if one.start < end and one.end > start and start < end] == []
