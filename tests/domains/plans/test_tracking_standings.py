"""How targets stand: judged in the transaction that records a value, told once, read in a fixed number of queries."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from ditan.base.directory.models import Organisation
from ditan.base.notices.models import Notice
from ditan.base.records.models import Metric, Standing
from ditan.base.records.services import restate
from ditan.base.workflow.services import enqueue
from ditan.base.workflow.worker import run_pending
from ditan.domains.plans.models import IndicatorDepartment, PlanDocument, TargetStanding, TrackedTarget
from ditan.domains.plans.selectors.tracked import BoardFilters, board_counts, light_counts, tracked_targets
from ditan.domains.plans.services.standings import refresh, refresh_all
from tests.base.access.conftest import MakePerson, make_person  # noqa: F401
from tests.domains.plans.clerks import clerk_of, role_of
from tests.domains.plans.conftest import MakePlan
from tests.domains.plans.followed import BASE, END, LAST, catalogue, follow_all, issued_draft, report, the


@pytest.fixture
def issued(make_plan: MakePlan, coordinator: User) -> PlanDocument:
    catalogue()
    plan = make_plan(issued_draft())
    follow_all(coordinator, plan)
    return plan


def test_a_value_recorded_changes_the_light_in_the_same_transaction(issued: PlanDocument) -> None:
    target = the("森林覆盖率", issued)
    assert (target.standing.situation, target.standing.light) == ("no_data", "grey")
    report(None, target, LAST, "49.3")
    standing = the("森林覆盖率", issued).standing
    assert (standing.number, standing.light, standing.situation) == (49.3, "red", "running")
    assert standing.rule.startswith("进度 15.0%，序时 40.0%，落后 25.0 个百分点")
    assert (standing.base_value, standing.base_name) == (49.0, "规划原文")
    assert (round(standing.completion or 0, 4), round(standing.needed_pace or 0, 4)) == (0.9667, 0.5667)
    assert standing.forecast is None
    assert standing.forecast_note.startswith("仅有 2 个年度值")


def test_a_recording_taken_back_leaves_the_light_as_it_was(issued: PlanDocument) -> None:
    target = the("森林覆盖率", issued)
    with transaction.atomic():
        report(None, target, LAST, "50.9")
        assert the("森林覆盖率", issued).standing.situation == "running"
        transaction.set_rollback(True)
    assert the("森林覆盖率", issued).standing.situation == "no_data"


def test_a_value_restated_is_judged_anew(coordinator: User, issued: PlanDocument) -> None:
    target = the("森林覆盖率", issued)
    report(None, target, LAST, "49.3")
    standing = Standing.objects.get(metric=target.metric, period=str(LAST))
    restate(user=coordinator, standing=standing, reason="林业局核定", reported="50.4", permission=None)
    assert (the("森林覆盖率", issued).standing.number, the("森林覆盖率", issued).standing.light) == (50.4, "green")


def test_a_proxy_or_a_rough_part_of_a_year_is_no_actual(issued: PlanDocument) -> None:
    target = the("森林覆盖率", issued)
    report(None, target, LAST, "50.9", role="proxy")
    assert the("森林覆盖率", issued).standing.situation == "no_data"


def test_what_waits_for_its_value_is_apart_from_what_lacks_ours(coordinator: User, issued: PlanDocument) -> None:
    counts = board_counts(coordinator)
    assert (counts["awaiting"], counts["no_data"]) == (1, 3)
    assert the("用水总量", issued).standing.rule.startswith("目标值由上级下达")


def test_a_years_passing_is_noticed_by_the_daily_job_alone(issued: PlanDocument) -> None:
    target = the("森林覆盖率", issued)
    report(None, target, LAST, "50.9")
    refresh_all(datetime.date(END + 1, 1, 2))
    target = the("森林覆盖率", issued)
    assert (target.passed, target.standing.situation) == ("awaiting", "to_assess")
    assert (target.standing.number, target.standing.met) == (50.9, None)
    assert (target.standing.needed_pace, target.standing.forecast) == (None, None)
    enqueue("judge_targets", {})
    run_pending()
    target = the("森林覆盖率", issued)
    assert (target.passed, target.standing.situation) == ("", "running")


def test_a_light_that_turns_is_told_once_to_the_office_and_who_answers(
    issued: PlanDocument, office: Callable[[], User]
) -> None:
    person = office()
    target = the("森林覆盖率", issued)
    report(None, target, LAST, "49.3")
    refresh([target.pk])
    refresh([target.pk])
    notice = Notice.objects.get(kind="plans.target_light", user=person, key=f"{target.pk}-red-{LAST}")
    assert "红灯" in notice.subject
    assert "落后 25.0 个百分点" in notice.text
    assert notice.link.endswith(f"/board/{target.pk}/")


@pytest.fixture
def office(db: None) -> Callable[[], User]:
    """Somebody of the coordinating office who decides on rounds for all."""
    from ditan.base.access.models import Grant, Role
    from ditan.base.access.services import make_declared_roles

    def make() -> User:
        make_declared_roles()
        user = User.objects.create_user("head")
        Grant.objects.create(user=user, role=Role.objects.get(name="统筹"), valid_from=datetime.date(2020, 1, 1))
        return user

    return make


def test_the_board_asks_as_often_for_many_targets_as_for_one(coordinator: User, issued: PlanDocument) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            list(tracked_targets(coordinator)[:50])
            board_counts(coordinator)
            light_counts(coordinator)
        return len(queries)

    few = asked()
    first = the("森林覆盖率", issued)
    more = [
        TrackedTarget(plan=issued, metric=first.metric, subject=first.subject, name=f"目标{number}", value=1.0)
        for number in range(30)
    ]
    TrackedTarget.objects.bulk_create(more)
    refresh([row.pk for row in more])
    assert tracked_targets(coordinator).count() == 34
    assert asked() == few <= 4


def test_judging_many_targets_takes_as_many_queries_as_one(issued: PlanDocument) -> None:
    target = the("森林覆盖率", issued)
    keys = list(TrackedTarget.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as one:
        refresh([target.pk])
    with CaptureQueriesContext(connection) as all_:
        refresh(keys)
    assert len(one) == len(all_)


def test_the_board_filters_by_light_year_region_and_group(coordinator: User, issued: PlanDocument) -> None:
    report(None, the("森林覆盖率", issued), LAST, "49.3")

    def names(**asked: object) -> list[str]:
        return [row.name for row in tracked_targets(coordinator, BoardFilters(**asked))]  # type: ignore[arg-type]

    assert names(light="red") == ["森林覆盖率", "森林覆盖率"]
    assert names(situation="awaiting") == ["用水总量"]
    assert names(nature="约束性") == ["森林覆盖率"]
    assert len(names(year=END)) == 4
    assert names(year=END + 5) == names(region="000000") == names(binding="draft") == []
    assert names(q="用水") == ["用水总量"]
    assert names()[0] == "森林覆盖率"  # what binds first


def test_a_department_sees_the_targets_that_name_it_or_that_it_answers_for(
    issued: PlanDocument,
    make_person: MakePerson,  # noqa: F811
    reader: User,
) -> None:
    office = Organisation.objects.create(name="铜山区林业局", kind="department", valid_from=datetime.date(2020, 1, 1))
    clerk = clerk_of(make_person, office, role_of("科室"))
    IndicatorDepartment.objects.filter(printed_name="区林业局").update(listed_as="铜山区林业局")
    assert [row.name for row in tracked_targets(clerk)] == ["森林覆盖率"]
    Metric.objects.filter(code="energy_per_gdp_reduction").update(responsible=office)
    again = User.objects.get(pk=clerk.pk)
    assert {row.name for row in tracked_targets(again)} == {"森林覆盖率", "单位GDP能耗下降"}
    assert tracked_targets(reader).count() == 0  # who sees plans alone sees no values


def test_what_is_for_show_is_hidden_by_the_one_switch(
    coordinator: User, issued: PlanDocument, settings: object
) -> None:
    TrackedTarget.objects.filter(name="森林覆盖率").update(demo=True)
    assert tracked_targets(coordinator).count() == 4
    settings.SHOW_DEMO = False  # type: ignore[attr-defined]
    assert {row.name for row in tracked_targets(coordinator)} == {"用水总量", "单位GDP能耗下降"}


def test_every_followed_target_has_its_standing(issued: PlanDocument) -> None:
    assert TargetStanding.objects.count() == TrackedTarget.objects.count() == 4
    assert Organisation.objects.count() == 0
    assert BASE < LAST < END
