"""The scorer: what counts as the same, and how counts become figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import score


@pytest.mark.parametrize(
    ("printed", "number"),
    [("(十四)", 14), ("3.", 3), ("一-2", 2), (14.0, 14), ("第二十三条", 23), ("", None), ("一百二十", 120)],
)
def test_numbers_of_items_are_read_as_printed(printed: object, number: int | None) -> None:
    assert score.ordinal(printed) == number


@pytest.mark.parametrize(
    ("want", "got", "same"),
    [
        (20, {"value": 20.0, "text": "≥20"}, True),
        ("20%", 20, True),
        ("市级下达", {"value": None, "text": "市级下达"}, True),
        (20, None, False),
        (20, 21, False),
        ("1,234.5", 1234.5, True),
    ],
)
def test_values_are_the_same_as_numbers_or_as_texts(want: object, got: object, same: bool) -> None:
    assert score.same_value(want, got) is same


def test_departments_are_compared_without_the_level_written_before_them() -> None:
    assert score.departments(["区发展改革委", "市财政局"]) == score.departments(["发展改革委", "财政局"])
    assert score.departments(["市场监管局"]) == {"市场监管局"}


def test_each_truth_is_paired_with_its_best_finding_once() -> None:
    truths = [{"name": "绿化覆盖率"}, {"name": "森林覆盖率"}]
    found = [{"name": "森林覆盖率"}, {"name": "森林蓄积量"}]
    pairs, missed, extra = score.pair(truths, found, lambda t, f: score.likeness(t["name"], f["name"]))
    assert pairs[0] == (truths[1], found[0])
    assert len(missed) + len(pairs) == len(truths)
    assert len(extra) + len(pairs) == len(found)


def test_the_same_target_stated_in_another_place_is_no_error_but_the_same_place_twice_is() -> None:
    truth = [{"name": "森林覆盖率", "value": 43, "year": 2025}]
    here = {"name": "森林覆盖率", "value": 43, "year": 2025, "span": [0, 9]}
    elsewhere = {**here, "span": [90, 99]}
    assert len(score.score_kind("targets", truth, [here, elsewhere])[2]) == 0
    assert len(score.score_kind("targets", truth, [here, dict(here)])[2]) == 1


def test_counts_give_the_usual_figures() -> None:
    counts = score.Counts(found=8, missed=2, extra=0, right=6, fields=12)
    assert (counts.precision, counts.recall, counts.field_share) == (1.0, 0.8, 0.5)
    assert counts.f1 == pytest.approx(8 / 9)


def test_nothing_found_is_zero_and_not_an_error() -> None:
    assert (score.Counts().precision, score.Counts().recall, score.Counts().f1) == (0.0, 0.0, 0.0)


def test_a_quote_that_differs_from_its_span_is_counted() -> None:
    reading = {"targets": [{"span": [0, 2], "quote": "森林"}, {"span": [0, 2], "quote": "林森"}, {"quote": "森林"}]}
    assert score.wrong_quotes(reading, "森林覆盖率") == (2, 3)


def test_a_folder_of_truth_is_scored_with_a_line_for_each_document(tmp_path: Path) -> None:
    truth = {"targets": [{"name": "森林覆盖率", "value": 43, "unit": "%", "year": 2025}]}
    (tmp_path / "a.truth.json").write_text(json.dumps(truth), encoding="utf-8")
    reading = {"targets": [{"name": "森林覆盖率", "value": 43.0, "unit": "%", "year": 2025, "span": [0, 1]}]}
    scores = score.score(tmp_path, {"a": reading})
    assert scores.kinds["targets"].f1 == 1.0
    assert "found   1/1   extra   0  fields 1/1" in scores.lines[0]
    assert score.score(tmp_path, {}).lines[0].endswith("NO READING")
