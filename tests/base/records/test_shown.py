"""How values are written: with the digits that were reported, never with a zero for what is unknown."""

from __future__ import annotations

import pytest

from ditan.base.records.models import Metric, Observation, Publication
from ditan.base.records.shown import about_value, reported_of, source_of, value_of


def value(reported: str, **fields: object) -> Observation:
    """A value of a metric in 亿元, as it was reported."""
    metric = fields.pop("metric", None) or Metric(name="地区生产总值", unit="亿元", definition="按当年价格")
    given = {"state": "number", "unit": "亿元", "status": "final", "origin": "manual", "period": "2022"}
    return Observation(**{**given, "metric": metric, "reported": reported, **fields})


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        (value("1,560.90", number=1560.9), "1,560.90"),
        (value("53", number=53.0), "53"),
        (value("约27", number=27.0, qualifier="approx"), "约27"),
        (value("≥98.0", number=98.0, qualifier=">="), "≥98.0"),
        (value("15609000", number=1560.9, unit="万元"), "1,560.9"),
        (value("0.123456789", number=0.123456789, origin="computed"), "0.1235"),
        (value("未知", state="unknown"), "未知"),
        (value("", state="not_applicable"), "不适用"),
        (value("Ⅱ类", state="text"), "Ⅱ类"),
    ],
)
def test_a_value_keeps_its_precision(row: Observation, shown: str) -> None:
    assert value_of(row) == shown


def test_a_computed_value_has_the_decimals_of_its_metric() -> None:
    row = value("0.123456789", number=0.123456789, origin="computed", metric=Metric(name="占比", unit="%", decimals=1))
    assert value_of(row) == "0.1"


def test_what_came_is_shown_with_its_own_unit() -> None:
    assert reported_of(value("15609000", number=1560.9, unit="万元")) == "15609000万元"


def test_the_source_is_the_publication_with_who_and_when() -> None:
    printed = Publication(title="统计公报", publisher="渝中区统计局", published_on="2023-03")
    assert source_of(value("1", number=1.0, publication=printed)) == "统计公报（渝中区统计局，2023-03）"
    assert source_of(value("1", number=1.0, issuer_name="区统计局")) == "手工（区统计局）"
    assert source_of(value("1", number=1.0, origin="computed")) == "由其他指标计算"


def test_the_popover_says_definition_status_and_source_and_that_it_is_for_show() -> None:
    told = about_value(value("1", number=1.0, demo=True, note="推算")).splitlines()
    assert told[0] == "演示数据，不得用于考核和对外发布"
    assert "口径：按当年价格" in told
    assert "说明：推算" in told


def test_a_metric_without_a_definition_says_so() -> None:
    assert "口径：尚未登记" in about_value(value("1", number=1.0, metric=Metric(name="甲")))
