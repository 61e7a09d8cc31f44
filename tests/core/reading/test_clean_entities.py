"""Character references in plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.clean import clean
from ditan.core.reading.clean.entities import resolve_entities


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("第一&nbsp;章", "第一 章"),
        ("&ldquo;双碳&rdquo;", "“双碳”"),
        ("2021&mdash;2025年", "2021—2025年"),
        ("2021&#8212;2025年", "2021—2025年"),
        ("&#x4E2D;国", "中国"),
        ("&gt;80", ">80"),
        ("&le;5", "≤5"),
        ("m&sup2;", "m²"),
    ],
)
def test_a_reference_becomes_its_character(printed: str, meant: str) -> None:
    assert clean(printed).text == meant


@pytest.mark.parametrize("text", ["R&D", "A&B;", "&unknownname;", "&;", "&#;", "&#99999999;"])
def test_what_is_no_reference_stays(text: str) -> None:
    assert clean(text).text == text


@given(st.text(alphabet="&#xnbsp;ldquo12中 ", max_size=60))
def test_the_length_never_changes(text: str) -> None:
    assert len(resolve_entities(text)) == len(text)
