"""Values read: lists, series, the newest of many, versions, and where a number comes from."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ditan.base.records import selectors
from ditan.base.records.models import Metric, MetricAlias, Publication, Standing, Subject
from ditan.base.records.selectors import MetricFilters, ObservationFilters
from ditan.base.records.services import choose, restate
from tests.base.records.conftest import Record

pytestmark = pytest.mark.django_db


def names(rows: Any) -> list[str]:
    return [row.name for row in rows]


def periods(rows: Any) -> list[str]:
    return [row.period for row in rows]


def queries_of(act: Any) -> int:
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


@pytest.fixture
def city(db: None) -> Subject:
    return Subject.objects.create(kind=Subject.Kind.REGION, code="500000", name="重庆市")


def test_metrics_are_found_by_any_of_their_names(clerk: User, gdp: Metric, forest: Metric) -> None:
    MetricAlias.objects.create(metric=gdp, name="国内生产总值")
    assert names(selectors.metrics(clerk, MetricFilters(q="国内"))) == ["地区生产总值"]
    assert names(selectors.metrics(clerk, MetricFilters(q="forest"))) == ["森林覆盖率"]
    assert names(selectors.metrics(clerk, MetricFilters(q="没有"))) == []


def test_metrics_tell_how_many_values_they_have(clerk: User, recorded: Record, forest: Metric) -> None:
    recorded("1", period="2021")
    recorded("2", period="2022")
    found = list(selectors.metrics(clerk))
    counted = selectors.values_seen(clerk, found)
    assert {row.name: counted[row.pk] for row in found} == {"地区生产总值": 2, "森林覆盖率": 0}
    assert names(selectors.metrics(clerk, MetricFilters(with_values=False))) == ["森林覆盖率"]


def test_a_metric_out_of_use_is_not_listed_but_opens(clerk: User, gdp: Metric) -> None:
    gdp.is_active = False
    gdp.save()
    assert names(selectors.metrics(clerk)) == []
    assert selectors.get_metric(clerk, gdp.pk) == gdp


def test_nobody_without_the_permission_sees_anything(recorded: Record, gdp: Metric, db: None) -> None:
    value = recorded("1")
    stranger = User.objects.create_user("stranger")
    assert list(selectors.metrics(stranger)) == []
    assert list(selectors.observations(stranger)) == []
    assert selectors.latest(stranger, [value.subject], [gdp.pk]) == {}
    with pytest.raises(Metric.DoesNotExist):
        selectors.get_metric(stranger, gdp.pk)
    with pytest.raises(Standing.DoesNotExist):
        selectors.get_standing(stranger, Standing.objects.get().pk)


def test_values_are_filtered_by_what_is_asked(clerk: User, recorded: Record, forest: Metric, city: Subject) -> None:
    recorded("1", period="2021")
    recorded("2", period="2022M05", status="flash")
    recorded("55", period="2022", metric=forest, subject=city, role="benchmark")
    found = lambda **asked: periods(selectors.observations(clerk, ObservationFilters(**asked)))  # noqa: E731
    assert found() == ["2022", "2022M05", "2021"]
    assert found(year=2021) == ["2021"]
    assert found(status="flash") == ["2022M05"]
    assert found(role="benchmark") == ["2022"]
    assert found(subject=city.pk) == ["2022"]
    assert found(period_kind="month") == ["2022M05"]
    assert found(q="森林") == ["2022"]
    assert found(contested=True) == []
    assert found(order="period") == ["2021", "2022M05", "2022"]


def test_a_list_asks_as_much_for_ten_values_as_for_one(clerk: User, recorded: Record) -> None:
    read = lambda: [  # noqa: E731
        (row.subject.name, row.metric.name, row.observation.reported, row.observation.publication)
        for row in selectors.observations(clerk)
    ]
    recorded("1", period="2010")
    one = queries_of(read)
    for year in range(2011, 2021):
        recorded("1", period=str(year))
    assert queries_of(read) == one


def test_a_series_runs_by_period_with_its_versions(clerk: User, recorded: Record, gdp: Metric) -> None:
    recorded("1560.9", period="2022", status="flash")
    recorded("1561.4", period="2022", status="final")
    first = recorded("1500", period="2021")
    found = selectors.series(clerk, first.subject, gdp)
    assert [point.value.number for point in found.points] == [1500.0, 1561.4]
    assert [row.number for row in found.points[1].earlier] == [1560.9]
    assert not found.points[1].restated
    assert queries_of(lambda: selectors.series(clerk, first.subject, gdp)) == queries_of(
        lambda: selectors.series(clerk, first.subject, gdp, "annual")
    )


def test_only_rates_of_the_city_stand_beside_a_series(
    clerk: User, recorded: Record, forest: Metric, district: Subject, city: Subject
) -> None:
    recorded("50", metric=forest)
    recorded("55.06", metric=forest, subject=city, role="benchmark")
    recorded("60", metric=forest, subject=city, role="city_total", period="2021")
    assert [row.number for row in selectors.benchmarks(clerk, forest, "level", district)] == [55.06]


def test_the_newest_of_many_pairs_costs_the_same_however_many(
    clerk: User, recorded: Record, gdp: Metric, forest: Metric, district: Subject, city: Subject
) -> None:
    recorded("1", period="2021")
    recorded("2", period="2022")
    recorded("3", period="2022M12")
    recorded("55", metric=forest, subject=city, period="2020")
    pairs = [district, city], [gdp.pk, forest.pk]
    found = selectors.latest(clerk, *pairs)
    assert {key: row.number for key, row in found.items()} == {(district.pk, gdp.pk): 2.0, (city.pk, forest.pk): 55.0}
    assert queries_of(lambda: selectors.latest(clerk, *pairs)) == 4
    assert selectors.latest(clerk, *pairs, roles=["benchmark"]) == {}


def test_history_tells_versions_and_who_chose(
    clerk: User, recorded: Record, report_of: Publication, bulletin: Publication
) -> None:
    recorded("47.1", status="published", publication=report_of)
    recorded("53.3", status="published", publication=bulletin)
    standing = selectors.get_standing(clerk, Standing.objects.get().pk)
    assert standing.contested
    assert [row.reported for row in selectors.history(clerk, standing).rivals] == ["47.1", "53.3"]
    chosen = choose(user=clerk, standing=standing, version=1, reason="口径与规划一致")
    told = selectors.history(clerk, chosen)
    assert [row.version for row in told.versions] == [2, 1]
    assert [each.reason for each in told.choices] == ["口径与规划一致"]


def test_rivals_of_many_values_come_by_one_query(
    clerk: User, recorded: Record, report_of: Publication, bulletin: Publication
) -> None:
    for year in ("2020", "2021"):
        recorded("47.1", status="published", publication=report_of, period=year)
        recorded("53.3", status="published", publication=bulletin, period=year)
    rows = list(selectors.observations(clerk, ObservationFilters(contested=True)))
    found = selectors.rivals_of(clerk, rows)
    assert [[row.reported for row in found[each.pk].rivals] for each in rows] == [["47.1", "53.3"]] * 2
    assert queries_of(lambda: selectors.rivals_of(clerk, rows)) == 1


def test_a_restated_value_says_so(clerk: User, recorded: Record, gdp: Metric) -> None:
    value = recorded("1")
    restate(user=clerk, standing=Standing.objects.get(), reported="2", reason="统计局核定")
    point = selectors.series(clerk, value.subject, gdp).points[0]
    assert point.restated
    assert [row.reported for row in point.earlier] == ["1"]
    assert selectors.standing_of(clerk, value).number == 2.0  # type: ignore[union-attr]


def test_a_computed_value_opens_to_its_leaves(clerk: User, recorded: Record, forest: Metric) -> None:
    green, all_new = recorded("30", period="2020"), recorded("60", period="2021")
    share = recorded("50", metric=forest, origin="computed", trace={"formula": "a/b", "inputs": [green.pk, all_new.pk]})
    top = recorded("51", metric=forest, period="2023", origin="computed", trace={"inputs": {"a": share.pk, "b": 999}})
    tree = selectors.trace(clerk, top)
    assert tree.hidden == 1
    assert tree.inputs[0].formula == "a/b"
    assert [node.observation.reported for node in tree.inputs[0].inputs] == ["30", "60"]
    assert all(node.is_leaf for node in tree.inputs[0].inputs)
    assert queries_of(lambda: selectors.trace(clerk, top)) == 2


def test_a_trace_that_runs_in_a_circle_ends(clerk: User, recorded: Record) -> None:
    value = recorded("1")
    value.trace = {"inputs": [value.pk]}
    assert selectors.trace(clerk, value).inputs == []
    assert selectors.trace(clerk, value).hidden == 1


def test_subjects_and_years_are_those_of_values_seen(clerk: User, recorded: Record, city: Subject) -> None:
    recorded("1", period="2021")
    recorded("1", period="2022M03")
    assert names(selectors.subjects_seen(clerk)) == ["渝中区"]
    assert selectors.years_seen(clerk) == [2022, 2021]
    with pytest.raises(Subject.DoesNotExist):
        selectors.get_subject(clerk, city.pk)
