"""Held-out passages in the manner of other plans, and the labelled plans, against their labels.

The passages were labelled before they were first read; `first_reading` in the file keeps what that gave. They are a
regression test now: a rule that loses one of them has lost something real.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.score import score_kind
from tests.core.reading.target_pages import plain, read

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
ROUNDS: list[dict[str, Any]] = json.loads((HERE / "targets_held_out.json").read_text("utf-8"))["rounds"]
PASSAGES = [passage for one in ROUNDS for passage in one["passages"]]
DATA = ROOT / "tests" / "data"
LABELLED = [
    (ROOT / "examples" / "plans" / f"{name}.txt", DATA / "truth" / f"{name}.truth.json")
    for name in ("001-yuzhong-green-industry", "003-gaoxin-pollution-carbon")
] + [
    (DATA / "more" / f"{path.name.removesuffix('.truth.json')}.txt", path)
    for path in sorted((DATA / "more").glob("*.json"))
]


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage["name"])
def test_every_target_of_a_held_out_passage_is_read_and_nothing_else(passage: dict[str, Any]) -> None:
    got = [plain(target) for target in read(passage["text"])]

    pairs, missed, extra, fields = score_kind("targets", passage["targets"], got)

    assert (missed, extra) == ([], [])
    assert [name for name, right, _, _ in fields if not right] == []
    assert len(pairs) == len(passage["targets"])


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage["name"])
def test_no_value_of_a_passage_is_what_its_label_rules_out(passage: dict[str, Any]) -> None:
    quotes = " ".join(target.quote for target in read(passage["text"]))

    ruled_out = [text for text in passage["non_targets"] if len(text) > 4]
    assert [
        text for text in ruled_out if text in quotes and passage["text"].count(text) == 1 and "以上" not in text
    ] == []


@pytest.mark.parametrize(("plan", "truth"), LABELLED, ids=lambda path: path.name)
def test_every_labelled_target_is_read_with_its_fields(plan: Path, truth: Path) -> None:
    rows: list[dict[str, Any]] = json.loads(truth.read_text("utf-8"))["targets"]
    got = [plain(target) for target in read(plan.read_text("utf-8"))]

    _, missed, extra, fields = score_kind("targets", rows, got)

    assert (missed, extra) == ([], [])
    assert [(name, row["name"]) for name, right, row, _ in fields if not right] == []


def test_the_held_out_set_is_large_and_its_first_readings_are_kept() -> None:
    assert sum(len(passage["targets"]) for passage in PASSAGES) >= 370
    assert [one["first_reading"]["f1"] for one in ROUNDS] == [0.911, 0.894, 0.839, 0.983]
