"""What comes with the product: the catalogue of metrics and the published values."""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ditan.base.audit.models import Entry
from ditan.base.records.models import Metric, MetricAlias, MetricRevision, Observation, Publication, Standing, Subject
from ditan.base.records.services import load_published_values, load_shipped_metrics
from ditan.base.records.services.catalogue import shipped_rows
from ditan.base.records.services.published import published_reports

pytestmark = pytest.mark.django_db


def test_the_catalogue_holds_each_metric_once_and_says_where_it_is_from() -> None:
    number = load_shipped_metrics()
    assert number == Metric.objects.count() == MetricRevision.objects.count() > 200
    assert not Metric.objects.filter(source_title="").exists()
    gdp = Metric.objects.get(code="gdp")
    assert (gdp.name, gdp.unit, gdp.unit_pint, gdp.basis) == ("地区生产总值", "亿元", "yi_CNY", "level")
    assert MetricAlias.objects.get(name="国内生产总值").metric == gdp
    assert Metric.objects.get(code="energy_per_gdp_reduction").basis == "cumulative"
    assert Metric.objects.get(code="gdp_growth").verified is False


def test_a_second_start_loads_nothing_by_one_query_each_and_keeps_corrections() -> None:
    load_published_values()
    Metric.objects.filter(code="gdp").update(definition="按现价计算")
    rows = Observation.objects.count()
    with CaptureQueriesContext(connection) as queries:
        assert load_published_values() == 0
    assert len(queries) == 1
    assert load_shipped_metrics() == 0
    assert Observation.objects.count() == rows
    assert Metric.objects.get(code="gdp").definition == "按现价计算"


def test_every_published_row_is_there_with_publication_address_quote_and_digits() -> None:
    load_published_values()
    rows = shipped_rows("actuals.csv")
    assert len(rows) == 235
    stored = {
        (row.publication.title, row.publication.address, row.quote, row.reported, row.unit)
        for row in Observation.objects.select_related("publication")
        if row.publication is not None
    }
    missing = [
        row
        for row in rows
        if (row["source_title"], row["source_address"], row["quote"], row["value"], row["unit"]) not in stored
    ]
    assert missing == []
    without = {row["source_title"] for row in rows if not row["source_address"]}
    assert set(Publication.objects.filter(address="").values_list("title", flat=True)) == without
    assert set(Observation.objects.values_list("status", "origin", "demo")) == {("published", "publication", False)}


def test_values_of_the_city_are_labelled_and_never_a_district_s() -> None:
    load_published_values()
    city = Subject.objects.get(code="500000")
    labelled = Observation.objects.filter(role__in=("benchmark", "city_total"))
    assert set(labelled.values_list("subject__code", flat=True)) <= {"500000", "L500000C"}
    assert Counter(labelled.values_list("role", flat=True))["city_total"] == 25
    assert Observation.objects.filter(subject=city, role="own").count() == 0


def test_publications_that_disagree_are_rivals_until_somebody_chooses() -> None:
    load_published_values()
    growth = Standing.objects.get(subject__code="500103", metric__code="gdp_growth", period="2023")
    assert growth.contested
    assert sorted(Observation.objects.filter(metric__code="gdp_growth", subject__code="500103", period="2023").values_list(
        "reported", "qualifier"
    )) == [("5", "approx"), ("5.2", "=")]  # fmt: skip


def test_235_rows_are_230_values_since_five_are_printed_for_two_targets_each() -> None:
    assert load_published_values() == Observation.objects.count() == 230
    assert len(set(shipped_rows_named())) == 230


def shipped_rows_named() -> list[tuple[str, ...]]:
    return [(r.subject.name, r.metric.code, str(r.period), r.reported, str(r.publication)) for r in published_reports()]


def test_two_publications_disagree_on_four_values_of_one_meaning() -> None:
    load_published_values()
    rivals = Standing.objects.filter(contested=True).values_list("subject__name", "metric__name", "period")
    assert set(rivals) == {
        ("铜梁区", "常住人口", "2024"),
        ("重庆市", "一般工业固体废物综合利用率", "2023"),
        ("渝中区", "地区生产总值增长", "2023"),
        ("重庆市", "活立木蓄积", "2015"),
    }


def test_a_period_that_is_not_printed_in_full_says_so() -> None:
    load_published_values()
    loose = Observation.objects.filter(period="2025-10-31").first()
    assert loose is not None
    assert "原文报告期：2025-10 (发布时点)" in loose.note


def test_units_are_turned_into_the_metric_s_and_kept_as_reported() -> None:
    load_published_values()
    stock = Observation.objects.get(metric__code="forest_stock", subject__code="500000", reported="2.74")
    assert (stock.number, stock.unit, stock.metric.unit) == (27400.0, "亿立方米", "万立方米")


def test_loading_is_one_row_of_the_log_for_values_and_one_for_metrics() -> None:
    load_published_values()
    assert Counter(Entry.objects.values_list("act", flat=True)) == {
        "records.metrics_loaded": 1,
        "records.values_recorded": 1,
    }
