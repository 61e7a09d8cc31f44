"""Computed metrics follow the values that they are computed from, and say where they come from."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from ditan.base.records.models import Metric, Observation, Standing, Subject
from ditan.base.records.selectors import trace
from ditan.base.records.services import Report, compute, record, record_many

Given = Callable[..., Observation]
pytestmark = pytest.mark.django_db


@pytest.fixture
def share(db: None) -> Metric:
    Metric.objects.create(code="green", name="新建绿色建筑面积", unit="万平方米")
    Metric.objects.create(code="built", name="新建建筑面积", unit="万平方米")
    return Metric.objects.create(
        code="share",
        name="绿色建筑占新建建筑比重",
        unit="%",
        ceiling=100,
        formula="新建绿色建筑面积 / 新建建筑面积",
        version=3,
    )


@pytest.fixture
def given(clerk: User, district: Subject, share: Metric) -> Given:
    """Record a value of the district; whatever is named differs."""

    def make(code: str, reported: str, **values: object) -> Observation:
        own = {"subject": district, "period": "2024", "status": "final", "origin": "manual", "reason": "核定"}
        return record(user=clerk, metric=Metric.objects.get(code=code), reported=reported, **{**own, **values})

    return make


def stands(code: str = "share", period: str = "2024") -> Observation | None:
    row = Standing.objects.filter(metric__code=code, period=period).select_related("observation").first()
    return row.observation if row else None


def number(code: str = "share", period: str = "2024") -> float | None:
    row = stands(code, period)
    return row.number if row else None


def test_a_result_is_there_as_soon_as_its_last_input_is(given: Given) -> None:
    green = given("green", "30")
    assert stands() is None
    built = given("built", "40")
    row = stands()
    assert row is not None
    assert (row.number, row.reported, row.origin, row.status) == (75.0, "75", "computed", "final")
    assert row.trace == {
        "formula": "新建绿色建筑面积 / 新建建筑面积",
        "metric": "share",
        "version": 3,
        "inputs": [built.pk, green.pk],
        "code": "0.1.0",
    }


def test_a_result_is_written_anew_only_where_it_changes(given: Given) -> None:
    given("green", "30")
    given("built", "40")
    assert compute() == 0
    given("green", "36")
    row = stands()
    assert row is not None
    assert (row.number, row.version) == (90.0, 2)
    assert compute() == 0


def test_only_what_follows_from_a_change_is_computed(given: Given, district: Subject) -> None:
    given("green", "30")
    given("built", "40")
    Metric.objects.create(code="other", name="其他", unit="%", formula="新建建筑面积 / 新建建筑面积")
    given("green", "31")
    assert stands("other") is None
    assert compute() == 1
    assert number("other") == 100.0


def test_a_result_of_results_comes_after_them(given: Given) -> None:
    Metric.objects.create(code="gap", name="差距", unit="%", formula="1 - 绿色建筑占新建建筑比重")
    given("green", "30")
    given("built", "40")
    assert number("gap") == 25.0


def test_the_trace_is_followed_to_the_reported_values(given: Given, clerk: User) -> None:
    Metric.objects.create(code="gap", name="差距", unit="%", formula="1 - 绿色建筑占新建建筑比重")
    green = given("green", "30")
    built = given("built", "40")
    row = stands("gap")
    assert row is not None
    tree = trace(clerk, row)
    (middle,) = tree.inputs
    assert middle.formula == "新建绿色建筑面积 / 新建建筑面积"
    assert {leaf.observation.pk for leaf in middle.inputs} == {green.pk, built.pk}
    assert all(leaf.is_leaf for leaf in middle.inputs)


def test_an_input_that_is_unknown_makes_the_result_unknown_and_is_named(given: Given) -> None:
    given("green", "30")
    given("built", "未知")
    row = stands()
    assert row is not None
    assert (row.state, row.number, row.reason) == ("unknown", None, "缺少 新建建筑面积（2024年）")
    assert row.trace is not None
    assert row.trace["missing"] == ["新建建筑面积（2024年）"]


def test_a_result_goes_when_its_input_becomes_unknown(given: Given) -> None:
    given("green", "30")
    given("built", "40")
    given("built", "未知")
    row = stands()
    assert row is not None
    assert (row.state, row.version) == ("unknown", 2)
    given("built", "60")
    assert number() == 50.0


def test_a_missing_input_is_no_zero_and_gives_no_row(given: Given) -> None:
    given("green", "30")
    compute()
    assert not Observation.objects.filter(metric__code="share").exists()


def test_a_division_by_zero_is_named(given: Given) -> None:
    given("green", "0")
    given("built", "0")
    row = stands()
    assert row is not None
    assert (row.state, row.reason) == ("unknown", "除数“新建建筑面积”为 0")


def test_a_result_above_the_limit_of_the_catalogue_is_named(given: Given) -> None:
    given("green", "50")
    given("built", "40")
    row = stands()
    assert row is not None
    assert (row.state, row.reason) == ("unknown", "计算结果超过上限 100")


def test_a_result_has_the_earliest_status_of_its_inputs(given: Given) -> None:
    given("green", "30", status="flash")
    given("built", "40", status="published")
    assert stands().status == "flash"  # type: ignore[union-attr]
    given("green", "30", status="published")
    row = stands()
    assert row is not None
    assert (row.status, row.number, row.version) == ("final", 75.0, 2)


def test_a_published_value_supersedes_the_computed_one(given: Given) -> None:
    given("green", "30")
    given("built", "40")
    given("share", "74.8", status="published")
    assert number() == 74.8
    given("green", "31")
    assert number() == 74.8
    assert [row.number for row in Observation.objects.filter(metric__code="share").order_by("version")] == [
        75.0,
        74.8,
        77.5,
    ]
    assert compute() == 0


def test_marks_of_inputs_go_on_to_the_result(given: Given) -> None:
    given("green", "约30", demo=True, role="proxy")
    given("built", "40")
    row = stands()
    assert row is not None
    assert (row.qualifier, row.demo, row.role) == ("approx", True, "proxy")


def test_a_result_of_real_inputs_takes_the_place_of_one_for_show(given: Given) -> None:
    given("green", "30", demo=True)
    given("built", "40")
    given("green", "30")
    row = stands()
    assert row is not None
    assert (row.number, row.demo) == (75.0, False)
    assert compute() == 0


def test_cumulative_falls_are_kept_under_the_years_of_the_plan(given: Given) -> None:
    Metric.objects.create(code="growth", name="地区生产总值增长", unit="%", basis="annual")
    Metric.objects.create(code="energy", name="能源消费总量", unit="万吨标准煤")
    Metric.objects.create(
        code="fall",
        name="单位GDP能耗降低",
        unit="%",
        basis="cumulative",
        formula="累计降低(1 - 能源消费总量 / 上年同期(能源消费总量) / (1 + 地区生产总值增长))",
    )
    for year, energy, growth in (("2020", "100", "4"), ("2021", "102.73", "6.74"), ("2022", "102.73", "0")):
        given("energy", energy, period=year)
        given("growth", growth, period=year)
    assert number("fall", "2021") == pytest.approx(3.756792, abs=1e-6)
    assert number("fall", "2021-2022") == pytest.approx(3.756792, abs=1e-6)
    assert stands("fall", "2021-2022").basis == "cumulative"  # type: ignore[union-attr]


def test_a_formula_that_cannot_be_read_any_more_stops_nothing(given: Given) -> None:
    Metric.objects.create(code="broken", name="坏公式", unit="%", formula="没有的指标 / 2")
    given("green", "30")
    given("built", "40")
    assert number() == 75.0
    assert stands("broken") is None


def test_a_formula_that_changed_is_computed_anew_with_what_follows(given: Given, share: Metric) -> None:
    Metric.objects.create(code="gap", name="差距", unit="%", formula="1 - 绿色建筑占新建建筑比重")
    given("green", "30")
    given("built", "40")
    Metric.objects.filter(pk=share.pk).update(formula="新建绿色建筑面积 / 新建建筑面积 / 2", version=4)
    assert compute(metrics=[share]) == 2
    assert (number(), number("gap")) == (37.5, 62.5)


def test_many_values_cost_few_queries(
    clerk: User, share: Metric, django_assert_max_num_queries: Callable[..., object]
) -> None:
    subjects = [Subject.objects.create(kind="region", code=f"50{n:04}", name=f"区{n}") for n in range(20)]
    green, built = (Metric.objects.get(code=code) for code in ("green", "built"))
    reports = [
        Report(subject, metric, str(year), "final", "manual", number=number)
        for subject in subjects
        for year in range(2015, 2025)
        for metric, number in ((green, 3.0), (built, 4.0))
    ]
    with django_assert_max_num_queries(80):
        record_many(reports, user=clerk)
    assert Standing.objects.filter(metric=share, number=75.0).count() == 200
