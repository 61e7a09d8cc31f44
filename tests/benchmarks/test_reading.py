"""The reader's figures, held where docs/quality.md says they are."""

from __future__ import annotations

import pytest

from benchmarks import reading
from benchmarks.score import Scores, score
from ditan.core.lexicon import load_lexicon


@pytest.fixture(scope="module")
def truth() -> Scores:
    return score(reading.TRUTH, reading.read_folder(reading.PLANS, load_lexicon()), reading.PLANS)


@pytest.fixture(scope="module")
def more() -> Scores:
    return score(reading.MORE, reading.read_folder(reading.MORE, load_lexicon()), reading.MORE)


@pytest.mark.parametrize("kind", sorted(reading.ASKED))
def test_the_five_plans_are_read_as_well_as_asked(truth: Scores, kind: str) -> None:
    f1, fields = reading.ASKED[kind]
    assert truth.kinds[kind].f1 >= f1
    assert truth.kinds[kind].field_share >= fields


def test_other_plans_are_read_as_well_as_asked(more: Scores) -> None:
    assert more.all_kinds.f1 >= reading.ASKED_MORE


def test_no_quote_differs_from_its_span(truth: Scores, more: Scores) -> None:
    assert truth.quotes > 400
    assert more.quotes > 80
    assert truth.wrong_quotes + more.wrong_quotes == 0


@pytest.mark.slow
def test_the_reader_is_fast_and_its_time_grows_with_the_text_alone() -> None:
    figures = list(reading.speed(load_lexicon()))
    assert [figure.line() for figure in figures if not figure.met] == []
