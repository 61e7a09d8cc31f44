"""What a draft proposes: plain content, a place inside the text, and a key that tells items apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from ditan.core.reading import draft as d
from ditan.domains.plans.proposals import propose
from tests.domains.plans.drafts import TEXT, minimal_draft
from tests.domains.plans.strategies import drafts


def test_every_list_of_a_draft_is_proposed_in_its_order() -> None:
    proposed = propose(minimal_draft())
    assert {kind: [each.label for each in items] for kind, items in proposed.items()} == {
        "indicator": ["森林覆盖率", "用水总量"],
        "target": ["单位GDP能耗下降", "森林覆盖率"],
        "measure": ["推进节能降碳"],
        "task": ["推进节能降碳"],
        "project": ["储能电站项目"],
    }


def test_links_and_departments_go_with_the_item() -> None:
    proposed = propose(minimal_draft())
    assert proposed["measure"][0].heading == 2
    assert proposed["task"][0].repeats == 0
    assert proposed["measure"][0].organisations == {"区发展改革委": "区发展改革委", "区财政局": "区财政局"}
    assert proposed["indicator"][1].alternatives == [
        {
            "2020": {"value": 2.0, "text": "2", "comparator": "="},
            "2025": {"value": 1.0, "text": "1", "comparator": "="},
        }
    ]


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(drafts(TEXT))
def test_keys_are_told_apart_within_a_kind(draft: d.Draft) -> None:
    for items in propose(draft).values():
        assert len({each.key for each in items}) == len(items)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(drafts(TEXT))
def test_keys_are_the_same_in_every_reading(draft: d.Draft) -> None:
    first = {kind: [each.key for each in items] for kind, items in propose(draft).items()}
    assert {kind: [each.key for each in items] for kind, items in propose(draft).items()} == first


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(drafts(TEXT))
def test_places_lie_in_the_text_and_hold_their_quote(draft: d.Draft) -> None:
    for items in propose(draft).values():
        for each in items:
            assert 0 <= each.start <= each.end <= len(TEXT)
            assert TEXT[each.start : each.end] == each.quote
            assert 0 <= each.confidence <= 1


def test_a_span_that_runs_out_of_the_text_is_cut() -> None:
    base = minimal_draft()
    wild = replace(base.targets[0], span=(-5, 10**9))
    (proposed,) = propose(replace(base, targets=(wild,)))["target"]
    assert (proposed.start, proposed.end, proposed.quote) == (0, len(TEXT), TEXT)


def test_two_equal_items_of_one_place_are_two() -> None:
    base = minimal_draft()
    one, other = propose(replace(base, targets=(base.targets[0], base.targets[0])))["target"]
    assert one.key != other.key
    assert (one.start, one.label) == (other.start, other.label)
