"""Every case of trend_peak_forecast.json, by its id. A case without a test fails the last test of this file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ditan.core import trends
from ditan.core.trends import Forecast, Peak, TrendTest

CASES: dict[str, dict[str, Any]] = {
    case["id"]: case
    for case in json.loads(Path("tests/data/methods/trend_peak_forecast.json").read_text(encoding="utf-8"))["cases"]
}
NAMES = {"no trend": "none", "decreasing": "falling", "increasing": "rising"}


def near(value: object) -> Any:
    return pytest.approx(value, abs=1e-6, rel=0)


def mann_kendall(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    found = trends.mann_kendall(inputs["x"])
    assert isinstance(found, TrendTest)
    assert found.trend == NAMES[expected["trend"]]
    assert found.s == expected["s"]
    assert [found.p, found.z, found.tau] == near([expected["p"], expected["z"], expected["tau"]])
    assert found.variance == near(expected["var_s"])
    assert [found.slope, found.intercept] == near([expected["sen_slope"], expected["intercept"]])


def mk_min_sample(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    for count in inputs["n"]:
        found = trends.mann_kendall(range(count, 0, -1))
        assert isinstance(found, TrendTest)
        assert found.p == near(expected[str(count)])
        assert (found.trend == "falling") is (count >= trends.POINTS_FOR_TREND)


def peak(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    found = trends.peak_status(inputs["years"], inputs["v"])
    assert isinstance(found, Peak)
    assert (found.year, found.years_after, found.status) == tuple(
        expected[name] for name in ("peak_year", "years_after", "status")
    )
    assert found.p == (near(expected["p"]) if "p" in expected else None)


def rw_drift_pi(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    first, last = 2010, 2010 + len(inputs["y"]) - 1
    for ahead, mean, sd in zip(inputs["h"], expected["mean"], expected["sd"], strict=True):
        found = trends.forecast_end(inputs["y"], range(first, last + 1), last + ahead, level=inputs["level"])
        assert isinstance(found, Forecast)
        assert [found.drift, found.sigma] == near([expected["drift"], expected["sigma"]])
        assert [found.end.mean, found.end.sd] == near([mean, sd])
        assert [found.end.low, found.end.high] == pytest.approx([mean - 1.959964 * sd, mean + 1.959964 * sd])


def logistic_two_point(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    first, second = inputs["points"]
    curve = trends.logistic_through(first, second, inputs["K"])
    assert [curve.rate, curve.middle] == near([expected["k"], expected["t0"]])
    assert [curve.at(2030), curve.at(2040)] == near([expected["s2030"], expected["s2040"]])


def gompertz_stock(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    curve = {"ceiling": inputs["S"], "shift": inputs["a"], "rate": inputs["b"]}
    assert [trends.gompertz(driver, **curve) for driver in inputs["x"]] == near(expected["V"])


TESTS: dict[str, Callable[[dict[str, Any], dict[str, Any]], None]] = {
    "mk_peaked_full": mann_kendall,
    "mk_plateau_post": mann_kendall,
    "mk_min_sample": mk_min_sample,
    "peak_peaked": peak,
    "peak_plateau": peak,
    "peak_rising": peak,
    "rw_drift_pi": rw_drift_pi,
    "logistic_two_point": logistic_two_point,
    "gompertz_stock": gompertz_stock,
}


@pytest.mark.parametrize("case", TESTS)
def test_published_case(case: str) -> None:
    TESTS[case](CASES[case]["inputs"], CASES[case]["expected"])


def test_every_case_of_the_file_has_a_test() -> None:
    assert set(TESTS) == set(CASES)
