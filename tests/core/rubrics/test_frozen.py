"""What is frozen can be computed again to the same digits, and shows where it was touched."""

from __future__ import annotations

import copy
import json
from decimal import Decimal

from ditan.core.ranking import topsis
from ditan.core.rubrics import Line, Rubric, score
from ditan.core.rubrics.frozen import differences, digest_of, frozen, opinions_of, shares_table

RUBRIC = Rubric(
    (Line("1", "碳强度", Decimal(60), "rate", veto=True), Line("2", "工作", Decimal(40), "manual")),
    ((Decimal(90), "优秀"), (Decimal(0), "合格")),
    "不合格",
)
GIVEN = {
    "3": {"1": {"completion": "101.5"}, "2": {"points": "33.3"}},
    "7": {"1": {"completion": "96.37"}, "2": {"points": "40"}},
    "9": {"1": {"completion": "101.5"}, "2": {"points": "33.3"}},
}


def test_it_comes_out_the_same_after_a_way_through_json() -> None:
    content = frozen(RUBRIC, GIVEN, {"year": 2026})
    stored = json.loads(json.dumps(content))
    assert differences(stored, digest_of(content)) == []
    assert digest_of(stored) == digest_of(content)


def test_results_are_texts_of_decimals_with_places_and_ties() -> None:
    sheets = frozen(RUBRIC, GIVEN, {})["results"]["sheets"]
    assert [(sheets[key]["total"], sheets[key]["place"], sheets[key]["tied"]) for key in GIVEN] == [
        ("93.3", 2, True),
        ("97.82", 1, False),
        ("93.3", 2, True),
    ]
    assert (sheets["7"]["grade"], sheets["7"]["vetoed_by"]) == ("不合格", ["1"])


def test_a_touched_result_is_named_with_both_numbers() -> None:
    content = frozen(RUBRIC, GIVEN, {})
    touched = copy.deepcopy(content)
    touched["results"]["sheets"]["3"]["total"] = "99.9"
    found = differences(touched, digest_of(content))
    assert found == ["内容与冻结时的摘要不一致：定稿被改动过。", "3·total：定稿为 99.9，重算为 93.3"]


def test_a_touched_input_shows_in_the_results() -> None:
    content = frozen(RUBRIC, GIVEN, {})
    content["inputs"]["7"]["2"]["points"] = "39"
    found = differences(content, digest_of(content))
    assert any("7·total：定稿为 97.82，重算为 96.82" in each for each in found)


def test_second_opinions_are_those_of_the_shares_that_were_reached() -> None:
    sheets = {key: score(RUBRIC, inputs) for key, inputs in GIVEN.items()}
    table = shares_table(RUBRIC, sheets)
    assert table is not None
    found = opinions_of(RUBRIC, sheets)
    assert found["topsis"]["values"] == {key: f"{value:.10f}" for key, value in topsis(table).closeness.items()}
    assert sum(map(float, found["entropy"]["weights"].values())) == 1
    assert found["topsis"]["places"]["3"] == found["topsis"]["places"]["9"]


def test_entropy_weights_of_an_earlier_year_are_used_as_they_were_frozen() -> None:
    sheets = {key: score(RUBRIC, inputs) for key, inputs in GIVEN.items()}
    found = opinions_of(RUBRIC, sheets, {"1": 1.0, "2": 0.0})
    assert found["entropy"]["values"]["7"] == "0.9636666667"
    assert found["entropy"]["weights"] == {"1": "1.0000000000", "2": "0.0000000000"}


def test_an_opinion_that_cannot_be_had_says_why() -> None:
    sheets = {"3": score(RUBRIC, GIVEN["3"])}
    found = opinions_of(RUBRIC, sheets)
    assert "至少需要 2 个" in found["topsis"]["refused"]
    assert "至少需要 2 个" in found["entropy"]["refused"]
