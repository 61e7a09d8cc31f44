"""Formulas that come with the product: they fit the catalogue, and give what was published."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from ditan.base.records.models import Metric, MetricRevision, Observation, Subject
from ditan.base.records.services import (
    check_formula,
    faults_of_formula,
    load_published_values,
    load_shipped_formulas,
    load_shipped_metrics,
)
from ditan.base.records.services.catalogue import shipped_rows
from ditan.base.records.services.formulas import read_book

pytestmark = pytest.mark.django_db


@pytest.fixture
def shipped(db: None) -> None:
    load_shipped_metrics()
    load_shipped_formulas()


def test_every_shipped_formula_is_read_and_names_its_source(shipped: None) -> None:
    rows = shipped_rows("formulas.csv")
    assert set(read_book().formulas) == {row["metric"] for row in rows}
    assert read_book().faults == {}
    assert all(row["source"] for row in rows)


def test_they_are_loaded_once_and_leave_what_a_person_wrote(shipped: None) -> None:
    metric = Metric.objects.get(code="energy_per_gdp")
    Metric.objects.filter(pk=metric.pk).update(formula="", version=3)
    assert load_shipped_formulas() == 0
    assert Metric.objects.get(pk=metric.pk).formula == ""
    assert MetricRevision.objects.filter(metric=metric, reason="随平台提供的公式").count() == 1


def test_published_values_give_computed_ones_that_agree_with_what_was_published(shipped: None, clerk: User) -> None:
    load_published_values()
    computed = {
        (row.subject.name, row.metric.code, row.period): row
        for row in Observation.objects.filter(origin="computed", state="number").select_related("subject", "metric")
    }
    zone = Subject.objects.get(name__startswith="重庆高新区").name
    for place, code, period, printed in (
        (zone, "secondary_industry_share", "2020", 56.7),
        (zone, "tertiary_industry_share", "2020", 42.4),
        ("重庆市", "energy_per_gdp", "2020", 0.355),
        ("重庆市", "energy_per_gdp", "2021", 0.332),
    ):
        decimals = 3 if code == "energy_per_gdp" else 1
        assert round(computed[place, code, period].number or 0, decimals) == printed
    assert computed["重庆市", "gdp_per_capita", "2022"].number == pytest.approx(9.0663, abs=1e-4)


def test_what_was_published_stands_over_what_we_compute(shipped: None) -> None:
    load_published_values()
    versions = Observation.objects.filter(metric__code="energy_per_gdp", subject__code="500000", period="2020")
    assert set(versions.values_list("origin", flat=True)) == {"publication", "computed"}
    from ditan.base.records.models import Standing

    standing = Standing.objects.get(metric__code="energy_per_gdp", subject__code="500000", period="2020")
    assert (standing.origin, standing.contested) == ("publication", False)


def test_a_formula_is_checked_against_the_catalogue(shipped: None) -> None:
    metric = Metric(code="new_share", name="新指标", unit="%")
    assert check_formula("第二产业增加值 / GDP", metric) == []
    assert faults_of_formula("第二产业增加值 + 常住人口", metric) == [
        "第 1—14 个字：“第二产业增加值”是金额，“常住人口”是数量，不能相加"
    ]


def test_a_circle_through_the_catalogue_is_refused(shipped: None) -> None:
    metric = Metric.objects.get(code="gdp")
    (problem,) = check_formula("第二产业占比 * GDP", metric)
    assert problem.code == "cycle"
