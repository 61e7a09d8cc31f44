"""Every case of mcdm.json, by its id. A case without a test fails the last test of this file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ditan.core.ranking import (
    RANDOM_INDEX,
    Criterion,
    Form,
    Normalisation,
    Table,
    ahp_weights,
    entropy_weights,
    matrix_of_pairs,
    topsis,
)

CASES: dict[str, dict[str, Any]] = {
    case["id"]: case for case in json.loads(Path("tests/data/methods/mcdm.json").read_text(encoding="utf-8"))["cases"]
}


def table_of(matrix: list[list[float]], weights: list[float] | None = None, types: list[int] | None = None) -> Table:
    count = len(matrix[0])
    criteria = tuple(
        Criterion(f"c{index}", weight, kind > 0)
        for index, (weight, kind) in enumerate(zip(weights or [1.0] * count, types or [1] * count, strict=True))
    )
    return Table(tuple(f"a{index}" for index in range(len(matrix))), criteria, tuple(map(tuple, matrix)))


def entropy_raw(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    found = entropy_weights(table_of(inputs["M"]), Form.RAW)
    assert found.weights == pytest.approx(expected["w"], abs=1e-12)


def topsis_hwang_yoon(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    table = table_of(inputs["M"], inputs["w"], inputs["types"])
    vector, minmax = topsis(table), topsis(table, Normalisation.MINMAX)
    assert list(vector.closeness.values()) == pytest.approx(expected["C"], abs=1e-12)
    # The book cut the third decimal off rather than rounding it: .6135 is printed as .613.
    assert list(vector.closeness.values()) == pytest.approx(expected["published"], abs=1e-3)
    assert list(minmax.closeness.values()) == pytest.approx(expected["pymcdm_default_minmax"], abs=1e-12)
    assert [each.place for each in vector.places.values()] == expected["rank_vector"]
    assert [each.place for each in minmax.places.values()] == expected["rank_minmax"]


def ahp_3x3(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    found = ahp_weights(("a", "b", "c"), inputs["A"])
    assert found.weights == pytest.approx(expected["w"], abs=1e-12)
    assert found.eigenvalue == pytest.approx(expected["lambda_max"], abs=1e-12)
    assert found.consistency_index == pytest.approx(expected["CI"], abs=1e-12)
    assert found.consistency_ratio == pytest.approx(expected["CR"], abs=1e-12)
    assert RANDOM_INDEX[3] == inputs["RI"]


def ahp_drinks(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    names = tuple(expected["w"])
    found = ahp_weights(names, matrix_of_pairs(names, map(tuple, inputs["pairs"])))
    assert {name: round(weight, 3) for name, weight in zip(names, found.weights, strict=True)} == expected["w"]
    assert round(found.consistency_ratio, 3) == expected["CR"]
    assert RANDOM_INDEX[7] == inputs["RI_n7"]
    assert found.consistent


TESTS: dict[str, Callable[[dict[str, Any], dict[str, Any]], None]] = {
    each.__name__: each for each in (entropy_raw, topsis_hwang_yoon, ahp_3x3, ahp_drinks)
}


@pytest.mark.parametrize("case", CASES)
def test_a_published_case_is_reproduced(case: str) -> None:
    TESTS[case](CASES[case]["inputs"], CASES[case]["expected"])


def test_normalising_first_changes_entropy_weights_a_lot() -> None:
    table = table_of(CASES["entropy_raw"]["inputs"]["M"], types=[-1, 1, 1, -1])
    found = entropy_weights(table, Form.NORMALISED)
    assert [round(each, 6) for each in found.entropy] == [0.808613, 0.842195, 0.808613, 0.820886]
    assert [round(each, 6) for each in found.weights] == [0.265928, 0.219267, 0.265928, 0.248876]


def test_every_case_has_a_test() -> None:
    assert set(TESTS) == set(CASES)
