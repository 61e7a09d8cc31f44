"""One metric over regions, one metric through plans."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ditan.base.audit.models import Entry
from ditan.base.records.models import Metric, Subject
from ditan.base.records.services import record
from ditan.domains.plans.models import MetricBinding, PlanDocument, Target
from ditan.domains.plans.selectors.plans_compared import compare_plans, metrics_across_plans
from ditan.domains.plans.selectors.regions_compared import comparable_metrics, compare_regions
from tests.domains.plans.conftest import MakePlan
from tests.domains.plans.drafts import TEXT, minimal_draft
from tests.fresh_code import signed_in

pytestmark = pytest.mark.django_db

PLACES = {"500103": "渝中区", "500151": "铜梁区", "500108": "南岸区", "500000": "重庆市", "L500000C": "重庆中心城区"}


@pytest.fixture
def analyst(coordinator: User) -> User:
    """Somebody who sees plans and data, and may take both out."""
    coordinator.user_permissions.add(*Permission.objects.filter(content_type__app_label="records"))
    return User.objects.get(pk=coordinator.pk)


@pytest.fixture
def air(analyst: User) -> Metric:
    """Days of good air in three districts, the city, and an area of several districts."""
    metric = Metric.objects.create(code="good_air_days_test", name="空气质量优良天数", unit="天", direction="up")
    places = {
        code: Subject.objects.create(kind=Subject.Kind.REGION, code=code, name=name) for code, name in PLACES.items()
    }
    for code, period, days, role in (
        ("500103", "2022", 320, "own"),
        ("500103", "2023", 325, "own"),
        ("500151", "2023", 333, "own"),
        ("500108", "2023", 325, "proxy"),
        ("500103", "2023M12", 20, "own"),
        ("500000", "2023", 325, "benchmark"),
        ("500000", "2022", 332, "city_total"),
        ("L500000C", "2023", 321, "context"),
    ):
        record(
            user=analyst, subject=places[code], metric=metric, period=period, number=days, status="published",
            origin="manual", role=role,
        )  # fmt: skip
    return metric


def test_a_value_of_a_wider_area_stands_beside_districts_only_as_a_labelled_benchmark(
    analyst: User, air: Metric
) -> None:
    found = compare_regions(analyst, air.pk)
    assert [line.label for line in found.lines] == ["渝中区", "南岸区", "铜梁区"]
    assert [(line.label, list(line.standings)) for line in found.benchmarks] == [("重庆市", ["2023"])]
    assert found.left_out == (("重庆中心城区", 1), ("重庆市", 1))


def test_years_and_months_never_share_a_line(analyst: User, air: Metric) -> None:
    found = compare_regions(analyst, air.pk)
    assert (found.kind, [code for code, _name in found.periods]) == ("year", ["2022", "2023"])
    monthly = compare_regions(analyst, air.pk, kind="month")
    assert [name for _code, name in monthly.periods] == ["2023年12月"]


def test_at_one_period_districts_stand_from_best_to_worst_and_a_tie_shares_its_place(
    analyst: User, air: Metric
) -> None:
    found = compare_regions(analyst, air.pk, period="2023")
    assert [(line.label, line.place) for line in found.lines] == [("铜梁区", 1), ("渝中区", 2), ("南岸区", 2)]
    earlier = compare_regions(analyst, air.pk, period="2022")
    assert [(line.label, line.place) for line in earlier.lines] == [("渝中区", 1), ("南岸区", None), ("铜梁区", None)]
    Metric.objects.filter(pk=air.pk).update(direction="down")
    assert [line.place for line in compare_regions(analyst, air.pk, period="2023").lines] == [1, 1, 3]


def test_a_metric_without_the_right_to_see_data_is_not_found(reader: User, air: Metric) -> None:
    assert comparable_metrics(reader) == []
    with pytest.raises(Metric.DoesNotExist):
        compare_regions(reader, air.pk)


def test_comparing_takes_the_same_number_of_queries_whatever_the_number_of_values(analyst: User, air: Metric) -> None:
    def counted() -> int:
        with CaptureQueriesContext(connection) as queries:
            found = compare_regions(analyst, air.pk)
            assert all(row.observation.reported is not None for line in found.lines for row in line.standings.values())
        return len(queries)

    before = counted()
    for code in ("500103", "500151"):
        subject = Subject.objects.get(code=code)
        for year in range(2010, 2022):
            record(
                user=analyst,
                subject=subject,
                metric=air,
                period=str(year),
                number=year,
                status="final",
                origin="manual",
            )
    assert counted() == before


def test_the_page_shows_bars_with_a_table_and_hands_out_the_same_rows(analyst: User, air: Metric) -> None:
    browser = signed_in(analyst, Client())
    page = browser.get(reverse("plans:compare_regions"), {"metric": f"{air.pk}.level", "period": "2023"})
    text = page.content.decode()
    assert "重庆中心城区 1 个" in text
    first = Subject.objects.get(code="500151").standings.get().observation_id
    assert reverse("records:observation", args=[first]) in text
    assert "替代指标" in text
    file = browser.get(
        reverse("plans:compare_regions_file"), {"metric": f"{air.pk}.level", "kind": "year", "format": "csv"}
    )
    rows = file.content.decode("utf-8-sig").splitlines()
    assert len(rows) == 1 + 4 + 1
    assert rows[1].startswith("渝中区,500103,2022年,320.0,天,")
    assert Entry.objects.filter(act="plans.comparison_exported", target_key=str(air.pk)).count() == 1


def test_a_page_without_data_says_what_to_do(reader: User) -> None:
    browser = signed_in(reader, Client())
    assert "您没有“查看数据”权限" in browser.get(reverse("plans:compare_regions")).content.decode()
    assert "还没有绑定统计指标" in browser.get(reverse("plans:compare_plans")).content.decode()
    assert browser.get(reverse("plans:compare_plans"), {"metric": "7"}).status_code == 404


@pytest.fixture
def pair(make_plan: MakePlan) -> tuple[PlanDocument, PlanDocument]:
    """Two plans of one region that ask for different shares of forest in 2025."""
    first = make_plan()
    draft = minimal_draft(TEXT + "注。\n", name="铜山林业规划.txt")
    second = make_plan(replace(draft, document=replace(draft.document, title="铜山区林业规划", status="issued")))
    return first, second


@pytest.fixture
def forest(pair: tuple[PlanDocument, PlanDocument]) -> Metric:
    metric = Metric.objects.create(code="forest_cover_test", name="森林覆盖率", unit="%", unit_pint="percent")
    for plan in pair:
        indicator = plan.indicator_set.get(name="森林覆盖率")
        MetricBinding.objects.filter(plan=plan, indicator=indicator).update(metric=metric)
    second = pair[1].indicator_set.get(name="森林覆盖率")
    second.cells.filter(year="2025").update(value=53, text="53")
    return metric


def test_plans_of_one_region_that_ask_for_different_values_are_named_with_the_gap(
    coordinator: User, forest: Metric, pair: tuple[PlanDocument, PlanDocument]
) -> None:
    found = compare_plans(coordinator, forest.pk)
    assert [side.plan.title for side in found.sides] == [plan.title for plan in pair]
    assert [(each.year, each.number, each.base) for each in found.sides[0].asked] == [
        (2020, 49.5, True),
        (2025, 51.0, False),
    ]
    (difference,) = found.differences
    assert (difference.region, difference.year, difference.spread) == ("铜山区", 2025, 2.0)
    assert (metrics_across_plans(coordinator)[0].plans, found.years) == (2, (2020, 2025))


def test_plans_of_different_regions_may_differ(
    coordinator: User, forest: Metric, pair: tuple[PlanDocument, PlanDocument]
) -> None:
    elsewhere = Subject.objects.create(kind=Subject.Kind.REGION, code="500151", name="铜梁区")
    PlanDocument.objects.filter(pk=pair[1].pk).update(region=elsewhere)
    assert compare_plans(coordinator, forest.pk).differences == ()


def test_at_least_a_value_and_just_that_value_do_not_differ(
    coordinator: User, forest: Metric, pair: tuple[PlanDocument, PlanDocument]
) -> None:
    second = pair[1].indicator_set.get(name="森林覆盖率")
    second.cells.filter(year="2025").update(value=51, text="≥51", comparator=">=")
    assert compare_plans(coordinator, forest.pk).differences == ()


def test_a_unit_that_does_not_turn_into_the_metrics_is_shown_as_printed_and_not_compared(
    coordinator: User, forest: Metric, pair: tuple[PlanDocument, PlanDocument]
) -> None:
    pair[1].indicator_set.filter(name="森林覆盖率").update(unit="万亩")
    found = compare_plans(coordinator, forest.pk)
    assert [each.number for each in found.sides[1].asked] == [None, None]
    assert [each.printed for each in found.sides[1].asked] == ["49.5", "53"]


def test_a_rejected_binding_and_a_superseded_plan_leave_the_comparison(
    coordinator: User, forest: Metric, pair: tuple[PlanDocument, PlanDocument]
) -> None:
    PlanDocument.objects.filter(pk=pair[0].pk).update(is_current=False)
    assert [side.plan.pk for side in compare_plans(coordinator, forest.pk).sides] == [pair[1].pk]


def test_the_page_sets_both_quotes_side_by_side_with_links_to_their_text(
    coordinator: User, forest: Metric, pair: tuple[PlanDocument, PlanDocument]
) -> None:
    browser = signed_in(coordinator, Client())
    text = browser.get(reverse("plans:compare_plans"), {"metric": forest.pk}).content.decode()
    for plan in pair:
        item = plan.indicator_set.get(name="森林覆盖率")
        assert f"{reverse('plans:review', args=[plan.pk])}?item={item.identity}" in text
        assert item.quote in text
    assert "相差 2 %" in text
    file = browser.get(reverse("plans:compare_plans_file"), {"metric": forest.pk, "format": "csv"})
    assert len(file.content.decode("utf-8-sig").splitlines()) == 5


def test_a_target_of_the_text_is_a_side_as_well(coordinator: User, plan: PlanDocument) -> None:
    metric = Metric.objects.create(code="intensity_test", name="单位GDP能耗降低", unit="%", direction="up")
    target = Target.objects.get(plan=plan, name="单位GDP能耗下降")
    MetricBinding.objects.filter(plan=plan, target=target).update(metric=metric)
    (side,) = compare_plans(coordinator, metric.pk).sides
    assert [(each.year, each.number) for each in side.asked if not each.base] == [(2025, 14.5)]
    assert side.unproven


def test_programs_get_the_same_comparison(analyst: User, air: Metric, forest: Metric) -> None:
    browser = signed_in(analyst, Client())
    regions = browser.get("/api/plans/comparison/regions", {"metric": air.pk, "period": "2023"}).json()
    assert [(each["name"], each["place"], each["benchmark"]) for each in regions["regions"]] == [
        ("铜梁区", 1, False),
        ("渝中区", 2, False),
        ("南岸区", 2, False),
        ("重庆市", None, True),
    ]
    plans = browser.get("/api/plans/comparison/plans", {"metric": forest.pk}).json()
    assert [side["asked"][1]["number"] for side in plans["plans"]] == [51.0, 53.0]
    assert plans["differences"] == [{"region": "铜山区", "year": 2025, "spread": 2.0}]
    assert browser.get("/api/plans/comparison/plans", {"metric": 10**9}).status_code == 404


def test_a_value_that_a_plan_says_twice_stands_once_with_its_number_of_places(
    coordinator: User, forest: Metric, pair: tuple[PlanDocument, PlanDocument]
) -> None:
    said = Target.objects.filter(plan=pair[0]).order_by("start")[0]
    Target.objects.filter(pk=said.pk).update(value=51, unit="%", year=2025, comparator="=", base_year=None)
    MetricBinding.objects.filter(plan=pair[0], target=said).update(metric=forest)
    side = compare_plans(coordinator, forest.pk).sides[0]
    assert [(each.year, each.number, places) for each, places in side.distinct] == [(2020, 49.5, 1), (2025, 51, 2)]
