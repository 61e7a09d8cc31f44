"""A frozen assessment: rules, inputs and results as plain data that can be computed again to the same digits.

Everything that the result depends on stands in the content itself; nothing is looked up when it is computed again. Results
are kept as texts of decimals, so that no reader of JSON changes a digit.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from ditan.core.ranking import (
    Criterion,
    Normalisation,
    RankingRefused,
    Table,
    entropy_weights,
    places,
    topsis,
    weighted_sum,
)
from ditan.core.rubrics.rubric import Part, Rubric, from_plain, plain, to_plain
from ditan.core.rubrics.sheet import ScoreSheet, score

DIGITS = 10
"""Results of second opinions are kept to so many decimals."""


def scored(
    rubric: Rubric,
    given: Mapping[str, Mapping[str, Mapping[str, Any]]],
    frozen_weights: Mapping[str, float] | None = None,
) -> dict[str, Any]:
    """The results of all who are assessed, as plain data.

    Parameters
    ----------
    given
        By the key of whom is assessed, then by code of the line: the inputs, as `score` takes them.

    Returns
    -------
    dict
        `sheets` by key (points, working, total, grade, vetoed_by, place, tied), `opinions` (see `opinions_of`).
    """
    sheets = {key: score(rubric, inputs) for key, inputs in given.items()}
    ranks = places({key: None if sheet.total is None else float(sheet.total) for key, sheet in sheets.items()})
    found: dict[str, Any] = {}
    for key, sheet in sheets.items():
        found[key] = {
            "lines": [
                {
                    "code": line.code,
                    "points": None if line.points is None else plain(line.points),
                    "met": line.met,
                    "failed": line.failed,
                    "working": line.working,
                }
                for line in sheet.lines
            ],
            "total": None if sheet.total is None else plain(sheet.total),
            "grade": sheet.grade,
            "vetoed_by": list(sheet.vetoed_by),
            "place": ranks[key].place,
            "tied": ranks[key].tied,
        }
    return {"sheets": found, "opinions": opinions_of(rubric, sheets, frozen_weights)}


def opinions_of(
    rubric: Rubric, sheets: Mapping[str, ScoreSheet], frozen_weights: Mapping[str, float] | None = None
) -> dict[str, Any]:
    """Second opinions on the shares that each basic line reached: TOPSIS (vector) with the rubric's weights, and a sum
    with entropy weights. An opinion that cannot be had is `{"refused": why}`.

    Parameters
    ----------
    frozen_weights
        Entropy weights by code of the line that were frozen before; else those of these data.
    """
    table = shares_table(rubric, sheets)
    if table is None:
        return {"refused": "评分细则没有可比较的基本项。"}
    codes = [line.code for line in _compared(rubric)]
    try:
        near = topsis(table, Normalisation.VECTOR)
        found: dict[str, Any] = {"topsis": _results(near.closeness)}
    except RankingRefused as refused:
        found = {"topsis": {"refused": str(refused)}}
    try:
        weights = (
            [frozen_weights[code] for code in codes]
            if frozen_weights and set(codes) <= set(frozen_weights)
            else list(entropy_weights(table).weights)
        )
        criteria = tuple(Criterion(each.name, weight) for each, weight in zip(table.criteria, weights, strict=True))
        sums = weighted_sum(Table(table.names, criteria, table.values)).sums
        found["entropy"] = _results(sums) | {
            "weights": {code: _text(weight) for code, weight in zip(codes, weights, strict=True)}
        }
    except RankingRefused as refused:
        found["entropy"] = {"refused": str(refused)}
    return found


def shares_table(rubric: Rubric, sheets: Mapping[str, ScoreSheet]) -> Table | None:
    """Who reached which share of each basic line, weighing what the line weighs; None without such lines."""
    compared = _compared(rubric)
    if not compared or not sheets:
        return None
    rows = []
    for sheet in sheets.values():
        points = {line.code: line.points for line in sheet.lines}
        rows.append(tuple(_share(points[line.code], line.points) for line in compared))
    return Table(tuple(sheets), tuple(Criterion(line.name, float(line.points)) for line in compared), tuple(rows))


def _compared(rubric: Rubric) -> list[Any]:
    return [line for line in rubric.lines if line.part is Part.BASIC and line.points > 0]


def _share(points: Decimal | None, most: Decimal) -> float | None:
    return None if points is None else float(points / most)


def _results(values: Mapping[str, float | None]) -> dict[str, Any]:
    ranks = places(values)
    return {
        "values": {key: None if value is None else _text(value) for key, value in values.items()},
        "places": {key: [rank.place, rank.tied] for key, rank in ranks.items()},
    }


def _text(value: float) -> str:
    return f"{value:.{DIGITS}f}"


def frozen(
    rubric: Rubric,
    given: Mapping[str, Mapping[str, Mapping[str, Any]]],
    about: Mapping[str, Any],
    frozen_weights: Mapping[str, float] | None = None,
) -> dict[str, Any]:
    """Rules, inputs, results, and what else is to be kept (`about`: people, days, version of the program)."""
    content = {
        "rubric": to_plain(rubric),
        "inputs": _plain_inputs(given),
        "entropy_weights": dict(frozen_weights) if frozen_weights else None,
        "about": dict(about),
    }
    return content | {"results": _again(content)}


def _again(content: Mapping[str, Any]) -> dict[str, Any]:
    return scored(from_plain(content["rubric"]), content["inputs"], content["entropy_weights"])


def _plain_inputs(given: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> dict[str, Any]:
    return {
        key: {
            code: {name: plain(value) if isinstance(value, Decimal) else value for name, value in inputs.items()}
            for code, inputs in lines.items()
        }
        for key, lines in given.items()
    }


def digest_of(content: Mapping[str, Any]) -> str:
    """SHA-256 of the content in one fixed writing."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def differences(content: Mapping[str, Any], digest: str) -> list[str]:
    """What comes out differently when the frozen inputs are scored again by the frozen rules; empty where nothing does.

    Examples
    --------
    >>> from ditan.core.rubrics import Line
    >>> content = frozen(Rubric((Line("1", "碳强度", Decimal(100), "rate"),)), {"甲": {"1": {"completion": 92}}}, {})
    >>> differences(content, digest_of(content))
    []
    """
    found = []
    if digest_of(content) != digest:
        found.append("内容与冻结时的摘要不一致：定稿被改动过。")
    again = _again(content)
    there = content["results"]
    for key in dict.fromkeys((*there["sheets"], *again["sheets"])):
        found += _compare(key, there["sheets"].get(key), again["sheets"].get(key))
    found += _compare("辅助排序", there["opinions"], again["opinions"])
    return found


def _compare(where: str, there: Any, again: Any) -> list[str]:
    if there == again:
        return []
    if isinstance(there, Mapping) and isinstance(again, Mapping):
        keys = dict.fromkeys((*there, *again))
        return [each for key in keys for each in _compare(f"{where}·{key}", there.get(key), again.get(key))]
    if isinstance(there, Sequence) and not isinstance(there, str) and len(there) == len(again or ()):
        pairs = enumerate(zip(there, again, strict=True), start=1)
        return [each for index, pair in pairs for each in _compare(f"{where}·{index}", *pair)]
    return [f"{where}：定稿为 {there}，重算为 {again}"]
