"""缺少的输入: what a computed metric lacks, for whom and when, and who owes it."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from ditan.base.directory.models import Organisation
from ditan.base.records.models import Metric, Subject
from ditan.base.records.selectors.missing import Gap, computed_metrics, missing_inputs
from ditan.base.workflow.models import Assignment, Round, RoundMetric
from tests.base.records.test_computing import Given, given, share  # noqa: F401 - fixtures
from tests.base.records.test_scope import organisation, person_of
from tests.fresh_code import signed_in

pytestmark = pytest.mark.django_db


def gaps_of(user: User, **asked: int) -> list[Gap]:
    return missing_inputs(user, list(computed_metrics(user)), **asked)[Metric.objects.get(code="share").pk]


def told(gap: Gap) -> tuple[str, list[tuple[str, str, str, str]]]:
    rows = [(each.metric.name, each.period_name, each.word, each.owed_by) for each in gap.lacking]
    return gap.period_name, rows


def test_an_input_that_nobody_reported_is_named_with_who_answers_for_it(given: Given, clerk: User) -> None:  # noqa: F811
    Metric.objects.filter(code="built").update(responsible_name="区住房城乡建委")
    given("green", "30")
    assert [told(gap) for gap in gaps_of(clerk)] == [("2024年", [("新建建筑面积", "2024年", "未报", "区住房城乡建委")])]
    assert gaps_of(clerk)[0].found == 1
    given("built", "40")
    assert gaps_of(clerk) == []


def test_whom_an_open_round_asks_owes_it(given: Given, clerk: User, district: Subject) -> None:  # noqa: F811
    given("green", "30")
    place = Organisation.objects.create(name="区统计局", kind="department", valid_from=date(2020, 1, 1))
    asked = Round.objects.create(
        title="2024年报", kind="yearly", period="2024", state="open", opens_on=date(2025, 1, 1), due_on=date(2025, 2, 1)
    )
    owed = Assignment.objects.create(round=asked, organisation=place, subject=district, due_on=date(2025, 2, 1))
    owed.metrics.add(RoundMetric.objects.create(round=asked, metric=Metric.objects.get(code="built")))
    line = gaps_of(clerk)[0].lacking[0]
    assert (line.owed_by, line.asked_in) == ("区统计局", "“2024年报”填报中")


def test_an_unknown_input_is_a_gap_and_a_published_result_is_none(given: Given, clerk: User) -> None:  # noqa: F811
    given("green", "30")
    given("built", "未知")
    assert [told(gap)[1][0][2] for gap in gaps_of(clerk)] == ["报为未知"]
    given("share", "74.8", status="published")
    assert gaps_of(clerk) == []


def test_months_of_a_yearly_metric_are_not_missed(given: Given, clerk: User) -> None:  # noqa: F811
    given("green", "3", period="2024M03")
    assert gaps_of(clerk) == []


def test_the_year_before_a_series_begins_is_not_missed_but_a_hole_in_it_is(given: Given, clerk: User) -> None:  # noqa: F811
    Metric.objects.filter(code="share").update(formula="新建绿色建筑面积 / 上年同期(新建绿色建筑面积)", version=4)
    for year in ("2021", "2022", "2024"):
        given("green", "30", period=year)
    hole = [("新建绿色建筑面积", "2023年", "未报", "")]
    assert [told(gap) for gap in gaps_of(clerk)] == [("2024年", hole), ("2023年", hole)]
    assert gaps_of(clerk, year=2022) == []


def test_who_reaches_neither_result_nor_input_is_told_of_no_gap(given: Given) -> None:  # noqa: F811
    given("green", "30")
    builders, foresters = organisation("区住房城乡建委"), organisation("区林业局")
    Metric.objects.filter(code="built").update(responsible=builders)
    assert len(gaps_of(person_of(builders, "部门"))) == 1
    assert gaps_of(person_of(foresters, "部门")) == []


def test_pages_name_what_is_missing(given: Given, clerk: User, share: Metric) -> None:  # noqa: F811
    given("green", "30")
    desk = signed_in(clerk)
    for address in (reverse("records:metrics_missing"), reverse("records:metric", args=[share.pk])):
        text = desk.get(address).content.decode()
        assert "缺少的输入" in text
        assert "新建建筑面积</a>" in text
        assert "未定责任单位" in text
