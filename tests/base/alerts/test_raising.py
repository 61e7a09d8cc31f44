"""When alerts are raised, become graver, find their cause gone; and that nothing is raised twice."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from ditan.base.alerts.models import Alert, AlertRule, AlertRuleVersion, AlertStep
from ditan.base.alerts.services import on_values
from ditan.base.alerts.services.evaluating import judge_rule, watch
from ditan.base.alerts.services.ruling import save_rule, switch
from ditan.base.alerts.triggers import TRIGGERS
from ditan.base.append_only import Unchangeable
from ditan.base.audit.models import Entry
from ditan.base.records.models import Observation, Subject
from ditan.base.records.services import Report, record_many
from ditan.base.workflow.models import Job
from ditan.base.workflow.worker import run_pending
from tests.base.alerts.conftest import Office, drafted, report, step, steps_of, switched_on, told

pytestmark = pytest.mark.django_db
Day = datetime.date


def open_ones() -> list[tuple[str, str]]:
    rows = Alert.objects.exclude(state="closed").order_by("pk")
    return list(rows.values_list("period", "level"))


def test_a_value_beyond_a_limit_raises_an_alert_with_its_numbers(office: Office, raised: Alert) -> None:
    assert raised.title == "渝中区PM2.5平均浓度（2023年12月）"
    assert raised.sentence == "67 微克/立方米，高于黄色限值 35 微克/立方米，超出 32 微克/立方米"
    assert (raised.level, raised.state, raised.responsible) == ("yellow", "triggered", office.ecology)
    assert raised.observation == Observation.objects.get()
    assert [(each["role"], each["text"]) for each in raised.figures] == [("value", "67"), ("limit", "35")]
    assert raised.fired_version.version == 2
    assert steps_of(raised) == ["fired"]


def test_whoever_answers_for_the_metric_is_told_and_nobody_else(office: Office, raised: Alert) -> None:
    assert told(office.clerk) == told(office.colleague) == ["alerts.raised"]
    assert told(office.coordinator) == told(office.stranger) == told(office.leader) == []


def test_where_nobody_answers_the_office_is_told(office: Office, rule: AlertRule) -> None:
    office.pm25.responsible = None
    office.pm25.save()
    report(office, "2023M12", "67")
    assert told(office.coordinator) == told(office.second) == ["alerts.raised"]


def test_a_value_within_the_limits_raises_nothing(office: Office, rule: AlertRule) -> None:
    report(office, "2024M10", "29")
    report(office, "2024M11", "未知")
    assert open_ones() == []


def test_judging_again_changes_nothing(office: Office, rule: AlertRule, raised: Alert) -> None:
    on_values(Observation.objects.select_related("subject", "metric"))
    judge_rule(rule)
    judge_rule(rule)
    assert open_ones() == [("2023M12", "yellow")]
    assert steps_of(raised) == ["fired"]
    assert told(office.clerk) == ["alerts.raised"]


def test_a_new_period_is_an_alert_of_its_own(office: Office, raised: Alert) -> None:
    report(office, "2024M01", "80")
    assert open_ones() == [("2023M12", "yellow"), ("2024M01", "red")]


def test_an_old_value_that_comes_late_raises_nothing(office: Office, raised: Alert) -> None:
    report(office, "2023M01", "90")
    assert open_ones() == [("2023M12", "yellow")]


def test_a_graver_value_makes_the_open_alert_graver(office: Office, raised: Alert) -> None:
    step(office.clerk, raised, "acknowledge")
    report(office, "2023M12", "95")
    raised.refresh_from_db()
    assert (raised.level, raised.state) == ("red", "acknowledged")
    assert raised.sentence.startswith("95 微克/立方米，高于红色限值")
    assert steps_of(raised) == ["fired", "acknowledge", "escalated"]
    assert told(office.clerk)[-1] == "alerts.escalated"
    assert told(office.coordinator) == ["alerts.escalated"]


def test_a_restated_value_within_the_limits_says_so_and_people_still_close_it(office: Office, raised: Alert) -> None:
    report(office, "2023M12", "30")
    raised.refresh_from_db()
    assert (raised.state, raised.level) == ("triggered", "yellow")
    assert raised.cleared_at is not None
    report(office, "2023M12", "50")
    raised.refresh_from_db()
    assert raised.cleared_at is None
    assert steps_of(raised) == ["fired", "cleared", "fired_again"]


def test_another_value_of_the_same_level_is_noted_and_nobody_is_bothered(office: Office, raised: Alert) -> None:
    report(office, "2023M12", "60")
    raised.refresh_from_db()
    assert raised.sentence.startswith("60 微克")
    assert steps_of(raised) == ["fired", "renewed"]
    assert told(office.clerk) == ["alerts.raised"]


def close(office: Office, alert: Alert) -> None:
    step(office.clerk, alert, "acknowledge")
    step(office.clerk, alert, "dispose", "错峰施工")
    step(office.clerk, alert, "report", "已降至 30")
    step(office.coordinator, alert, "check")
    step(office.coordinator, alert, "close")


def test_after_closing_only_something_graver_or_newer_begins_anew(
    office: Office, rule: AlertRule, raised: Alert
) -> None:
    close(office, raised)
    report(office, "2023M12", "50")
    judge_rule(rule)
    assert open_ones() == []
    report(office, "2023M12", "90")
    assert open_ones() == [("2023M12", "red")]
    report(office, "2024M01", "40")
    assert open_ones() == [("2023M12", "red"), ("2024M01", "yellow")]


def test_benchmarks_and_other_metrics_are_not_judged(office: Office, rule: AlertRule) -> None:
    report(office, "2023M12", "90", role="benchmark")
    report(office, "2023", "90", metric=office.forest)
    assert open_ones() == []


def test_what_was_recorded_for_show_makes_an_alert_for_show(office: Office, rule: AlertRule) -> None:
    report(office, "2023M12", "90", demo=True)
    assert Alert.objects.get().demo


def test_a_rule_watches_the_subjects_and_kinds_of_period_that_it_names(office: Office) -> None:
    switched_on(office, subjects=(office.neighbour.pk,), period_kinds=("year",))
    report(office, "2023", "90")
    report(office, "2023M12", "90", subject=office.neighbour)
    assert open_ones() == []
    report(office, "2023", "90", subject=office.neighbour)
    assert open_ones() == [("2023", "red")]


def test_a_limit_of_a_standard_holds_for_the_periods_of_its_time(office: Office) -> None:
    switched_on(office, valid_to=Day(2026, 3, 1))
    switched_on(office, parameters={"comparator": "gt", "yellow": 30}, valid_from=Day(2026, 3, 1))
    report(office, "2026M02", "33")
    assert open_ones() == []
    report(office, "2026M03", "33")
    assert open_ones() == [("2026M03", "yellow")]


def test_a_limit_that_no_longer_holds_finds_nothing_in_newer_values(office: Office) -> None:
    report(office, "2023M12", "90")
    report(office, "2026M05", "90")
    old = switched_on(office, valid_to=Day(2026, 3, 1))
    judge_rule(old)
    assert open_ones() == []


def test_a_jump_is_judged_against_the_period_before(office: Office) -> None:
    how = {"against": "previous", "way": "up", "measure": "percent", "red": 50}
    switched_on(office, kind="jump", parameters=how)
    report(office, "2023M11", "40")
    report(office, "2023M12", "67")
    alert = Alert.objects.get()
    assert alert.sentence == "67 微克/立方米，比上期（2023年11月）40 微克/立方米 上升 67.5%，达到红色限值 50%"
    assert alert.base is not None
    assert alert.base.reported == "40"
    report(office, "2023M11", "60")
    alert.refresh_from_db()
    assert alert.cleared_at is not None


def test_two_rules_raise_two_alerts(office: Office, rule: AlertRule) -> None:
    switched_on(office, name="另一条", parameters={"comparator": "gt", "blue": 20})
    report(office, "2023M12", "67")
    assert sorted(Alert.objects.values_list("level", flat=True)) == ["blue", "yellow"]


def test_a_rule_that_is_off_raises_nothing_and_finds_the_last_values_when_switched_on(office: Office) -> None:
    off = save_rule(user=office.coordinator, draft=drafted(office))
    for period, value in (("2023M11", "90"), ("2023M12", "67")):
        report(office, period, value)
    assert open_ones() == []
    switch(user=office.coordinator, rule=off, on=True, version=off.version)
    run_pending()
    assert Job.objects.filter(kind="judge_alert_rule", state="done").exists()
    assert open_ones() == [("2023M12", "yellow")]


def test_many_values_at_once_cost_few_statements_and_one_message(office: Office, rule: AlertRule) -> None:
    def costs(year: int, number: int) -> int:
        rows = [
            Report(
                subject=office.district if n % 2 else office.neighbour,
                metric=office.pm25,
                period=f"{year}M{n // 2 + 1:02}",
                status="final",
                origin="import",
                reported=str(40 + n),
            )
            for n in range(number)
        ]
        with CaptureQueriesContext(connection) as queries:
            record_many(rows, user=None, permission=None)
        return len(queries)

    few, many = costs(2024, 4), costs(2025, 24)
    assert many <= few + 6
    assert Alert.objects.count() == 4


def test_of_many_new_alerts_an_organisation_hears_once(office: Office, rule: AlertRule) -> None:
    towns = [Subject.objects.create(kind=Subject.Kind.REGION, code=f"50010{n}001", name=f"第{n}街道") for n in range(7)]
    rows = [
        Report(subject=town, metric=office.pm25, period="2024M01", status="final", origin="import", reported="80")
        for town in towns
    ]
    record_many(rows, user=None, permission=None)
    assert Alert.objects.count() == 7
    assert told(office.clerk) == ["alerts.raised_many"]
    assert Entry.objects.filter(act="alerts.raised").count() == 1


def test_the_database_keeps_one_open_alert_and_the_history_as_it_was(office: Office, raised: Alert) -> None:
    second = Alert.objects.get(pk=raised.pk)
    second.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save(force_insert=True)
    with pytest.raises(Unchangeable):
        AlertStep.objects.update(text="")
    with pytest.raises(Unchangeable):
        AlertRuleVersion.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE alerts_alertstep SET text = ''")
    assert TRIGGERS.missing(connection) == []


def late_rule(office: Office, **changes: object) -> AlertRule:
    parameters = {"grace": 10, "red": 30, "yellow": 1}
    return switched_on(office, kind="lateness", parameters=parameters, **changes)


def test_a_value_that_does_not_come_is_missed_after_its_working_days(office: Office) -> None:
    # Ten working days after 31 January 2026 are 13 February; the festival lasts from 15 to 23 February.
    late_rule(office)
    report(office, "2025M12", "40")
    watch(Day(2026, 2, 13))
    assert open_ones() == []
    watch(Day(2026, 2, 24))
    assert open_ones() == [("2026M01", "yellow")]
    assert Alert.objects.get().title == "渝中区PM2.5平均浓度（2026年1月未报）"


def test_watching_every_hour_raises_once_and_grows_graver_with_time(office: Office) -> None:
    late_rule(office)
    report(office, "2025M12", "40")
    for day in (24, 24, 25, 26):
        watch(Day(2026, 2, day))
    assert open_ones() == [("2026M01", "yellow")]
    assert told(office.clerk) == ["alerts.raised"]


def test_a_value_that_comes_after_all_clears_the_alert(office: Office) -> None:
    late_rule(office)
    report(office, "2025M12", "40")
    watch(Day(2026, 2, 24))
    report(office, "2026M01", "38")
    assert Alert.objects.get().cleared_at is not None
    watch(Day(2026, 2, 25))
    assert steps_of(Alert.objects.get()) == ["fired", "cleared"]


def test_a_metric_that_was_never_reported_owes_nothing(office: Office) -> None:
    late_rule(office)
    watch(Day(2026, 2, 24))
    assert open_ones() == []


def test_with_no_rule_on_a_value_costs_one_query(office: Office) -> None:
    with CaptureQueriesContext(connection) as queries:
        on_values([])
    assert len(queries) == 1
