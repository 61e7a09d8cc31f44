"""Definitions come with the product only where a source gives one."""

from __future__ import annotations

import pytest

from ditan.base.records.models import Metric
from ditan.base.records.services import load_shipped_metrics
from ditan.base.records.services.catalogue import shipped_metrics, shipped_rows


def test_every_shipped_definition_names_a_metric_and_its_source() -> None:
    known = {each.code for each in shipped_metrics()}
    rows = shipped_rows("definitions.csv")
    assert {row["metric"] for row in rows} <= known
    assert all(row["source"] and (row["definition"] or row["standard"]) for row in rows)


@pytest.mark.django_db
def test_a_definition_cites_its_source_and_what_has_none_stays_empty() -> None:
    load_shipped_metrics()
    defined = Metric.objects.get(code="co2_per_gdp_reduction")
    assert defined.definition.endswith("（国家发展改革委《2014年碳强度累计下降率计算方法》2015）")
    assert Metric.objects.get(code="forest_cover").definition == ""
