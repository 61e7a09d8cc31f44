"""Recording: what stands follows from every version, nothing is overwritten, and nothing is half recorded."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User

from ditan.base.audit.models import Entry
from ditan.base.records.errors import Changed, NotAllowed, NotAvailable, ReportsRefused
from ditan.base.records.models import Choice, Metric, Observation, Publication, Standing, Subject
from ditan.base.records.services import Report, choose, record, record_many, restate
from ditan.core.periods import cumulative_months
from tests.base.records.conftest import Record

pytestmark = pytest.mark.django_db


def standing() -> Standing:
    return Standing.objects.select_related("observation", "subject", "metric").get()


def test_a_value_is_kept_as_reported_and_stands(recorded: Record, clerk: User) -> None:
    made = recorded("1,560.90")
    assert (made.number, made.reported, made.unit, made.version) == (1560.9, "1,560.90", "亿元", 1)
    assert (made.period_start, made.period_end) == (datetime.date(2022, 1, 1), datetime.date(2022, 12, 31))
    assert made.recorded_by_name == "clerk"
    now = standing()
    assert (now.observation, now.number, now.versions, now.contested) == (made, 1560.9, 1, False)


def test_a_period_is_a_value_or_its_code(recorded: Record) -> None:
    assert recorded("1", period=cumulative_months(2025, 10)).period == "2025M01-10"
    assert recorded("2", period="2020E").period_name == "2020年末"


def test_a_value_in_another_unit_of_its_kind_is_converted_and_keeps_what_was_reported(recorded: Record) -> None:
    made = recorded("15609000", unit="万元")
    assert (made.number, made.reported, made.unit) == (1560.9, "15609000", "万元")


def test_unknown_is_not_zero(recorded: Record) -> None:
    made = recorded("未知")
    assert (made.state, made.number, made.reported) == ("unknown", None, "未知")
    assert standing().number is None


def test_a_metric_of_words_takes_words(recorded: Record, water: Metric) -> None:
    made = recorded("Ⅱ类", metric=water)
    assert (made.state, made.number, made.reported) == ("text", None, "Ⅱ类")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"reported": ""}, "没有填数值；没有数据请填“未知”"),
        ({"reported": "约莫"}, "“约莫”不是数"),
        ({"reported": "1e400"}, "“1e400”过大"),
        ({"reported": "1,5609"}, "千位分隔位置不对"),
        ({"reported": "=1+1"}, "“=1\\+1”不是数"),
        ({"reported": "3", "unit": "万吨"}, "单位是“亿元”，收到“万吨”，两者不能换算"),
        ({"reported": "3", "unit": "%"}, "两者不能换算"),
        ({"reported": "3", "period": "2022M13"}, "月份为 13"),
        ({"reported": "3", "status": "rumour"}, "数据状态“rumour”不存在"),
        ({"number": float("inf")}, "过大或不是数"),
        ({"number": float("nan")}, "过大或不是数"),
    ],
)
def test_what_is_no_value_is_refused_and_nothing_is_kept(
    recorded: Record, values: dict[str, object], message: str
) -> None:
    with pytest.raises(ReportsRefused, match=message):
        recorded(**values)
    assert (Observation.objects.count(), Standing.objects.count()) == (0, 0)


def test_a_share_above_its_ceiling_is_refused(recorded: Record, forest: Metric) -> None:
    with pytest.raises(ReportsRefused, match="为 147%，超过上限 100"):
        recorded("147", metric=forest)


def test_one_bad_value_keeps_the_whole_batch_out(clerk: User, district: Subject, gdp: Metric) -> None:
    reports = [
        Report(district, gdp, period, "final", "import", reported=reported)
        for period, reported in (("2020", "1"), ("2021", "二十"), ("2022", "="))
    ]
    with pytest.raises(ReportsRefused) as refused:
        record_many(reports, user=clerk)
    assert [(each.index, each.field) for each in refused.value.problems] == [(1, "reported"), (2, "reported")]
    assert Observation.objects.count() == 0


def test_a_later_status_supersedes_and_an_earlier_one_is_kept_as_a_version(recorded: Record) -> None:
    recorded("1500", status="flash")
    final = recorded("1560.9", status="final")
    late = recorded("1499", status="flash")
    now = standing()
    assert (now.observation, now.versions, late.version, now.contested) == (final, 3, 3, False)


def test_a_flash_value_is_replaced_by_the_next_without_a_reason(recorded: Record) -> None:
    recorded("1500", status="flash")
    second = recorded("1510", status="flash")
    assert standing().observation == second


def test_a_final_value_changes_only_with_a_reason(recorded: Record) -> None:
    first = recorded("1560.9")
    with pytest.raises(ReportsRefused, match=r"已有定稿或公布值 1560\.9，要改为 1561 须说明理由"):
        recorded("1561")
    assert standing().observation == first
    second = recorded("1561", reason="统计局核定")
    assert (standing().observation, second.version) == (second, 2)


def test_the_same_report_twice_is_once(recorded: Record) -> None:
    first = recorded("1560.9")
    assert recorded("1560.9") == first
    assert Observation.objects.count() == 1


def test_two_publications_that_disagree_are_rivals_until_somebody_chooses(
    recorded: Record, clerk: User, report_of: Publication, bulletin: Publication
) -> None:
    first = recorded("1560.9", status="published", publication=report_of)
    second = recorded("1562", status="published", publication=bulletin)
    assert (standing().observation, standing().contested) == (second, True)
    chosen = choose(user=clerk, standing=standing(), version=1, reason="口径与规划一致")
    assert (chosen.observation, chosen.contested, chosen.chosen_by_name) == (first, False, "clerk")
    choice = Choice.objects.get()
    assert (choice.observation, choice.upto, choice.reason) == (first, 2, "口径与规划一致")
    logged = Entry.objects.get(act="records.value_chosen")
    assert (logged.before, logged.after) == ({"value": "1562", "version": 2}, {"value": "1560.9", "version": 1})


def test_publications_that_agree_are_no_rivals(recorded: Record, report_of: Publication, bulletin: Publication) -> None:
    recorded("1560.9", status="published", publication=report_of)
    recorded("1,560.90", status="published", publication=bulletin)
    assert (standing().versions, standing().contested) == (2, False)


def test_a_choice_needs_a_reason_the_newest_versions_and_the_permission(
    recorded: Record, clerk: User, reader: User, report_of: Publication, bulletin: Publication
) -> None:
    recorded("1", status="published", publication=report_of)
    recorded("2", status="published", publication=bulletin)
    with pytest.raises(NotAvailable, match="须说明理由"):
        choose(user=clerk, standing=standing(), version=1, reason=" ")
    with pytest.raises(Changed, match="请刷新后再选"):
        choose(user=clerk, standing=standing(), version=1, reason="x", versions=1)
    with pytest.raises(NotAvailable, match="没有第 7 版"):
        choose(user=clerk, standing=standing(), version=7, reason="x")
    with pytest.raises(NotAllowed, match="选定冲突值"):
        choose(user=reader, standing=standing(), version=1, reason="x")
    assert (standing().contested, Choice.objects.count()) == (True, 0)


def test_a_superseded_version_is_not_chosen(recorded: Record, clerk: User) -> None:
    recorded("1", status="flash")
    recorded("2", status="final")
    with pytest.raises(NotAvailable, match="数据状态最高"):
        choose(user=clerk, standing=standing(), version=1, reason="x")


def test_restating_keeps_old_and_new_and_says_who_and_why(recorded: Record, clerk: User) -> None:
    old = recorded("1560.9", status="published")
    new = restate(user=clerk, standing=standing(), reported="1558.2", reason="经济普查修订")
    now = standing()
    assert (now.observation, now.versions, new.reason, new.decided) == (new, 2, "经济普查修订", True)
    assert Observation.objects.get(pk=old.pk).reported == "1560.9"
    logged = Entry.objects.get(act="records.value_restated")
    assert (logged.before["value"], logged.after["value"], logged.detail) == ("1560.9", "1558.2", "经济普查修订")


def test_restating_to_the_same_value_or_without_reason_or_permission_is_refused(
    recorded: Record, clerk: User, reader: User
) -> None:
    recorded("1560.9")
    with pytest.raises(NotAvailable, match="新值与现行值相同"):
        restate(user=clerk, standing=standing(), reported="1560.9", reason="x")
    with pytest.raises(NotAvailable, match="重述须说明理由"):
        restate(user=clerk, standing=standing(), reported="1", reason="")
    with pytest.raises(NotAllowed, match="重述数据"):
        restate(user=reader, standing=standing(), reported="1", reason="x")
    with pytest.raises(Changed, match="第 1 版"):
        restate(user=clerk, standing=standing(), reported="1", reason="x", versions=9)
    assert Observation.objects.count() == 1


def test_without_the_permission_nothing_is_recorded(reader: User, district: Subject, gdp: Metric) -> None:
    with pytest.raises(NotAllowed, match="录入数据"):
        record(user=reader, subject=district, metric=gdp, period="2022", status="final", origin="manual", reported="1")
    assert Observation.objects.count() == 0


def test_another_app_that_asked_for_its_own_permission_may_record(reader: User, district: Subject, gdp: Metric) -> None:
    report = Report(district, gdp, "2022", "final", "round", reported="1")
    (made,) = record_many([report], user=reader, reference="submission:12", permission=None)
    assert (made.reference, made.origin, made.recorded_by) == ("submission:12", "round", reader)


def test_a_batch_is_one_row_of_the_log(clerk: User, district: Subject, gdp: Metric) -> None:
    reports = [Report(district, gdp, str(year), "final", "import", reported="1") for year in (2020, 2021, 2022)]
    record_many(reports, user=clerk, reference="import:7")
    logged = Entry.objects.get(act="records.values_recorded")
    assert (logged.target_key, logged.after) == ("import:7", {"rows": 3, "origins": {"import": 3}})


def test_a_batch_gives_an_observation_for_each_report_in_their_order(
    clerk: User, district: Subject, gdp: Metric, recorded: Record
) -> None:
    there = recorded("7", period="2021")
    reports = [Report(district, gdp, str(year), "final", "manual", reported=str(year - 2014)) for year in (2020, 2021)]
    made = record_many(reports, user=clerk)
    assert [each.period for each in made] == ["2020", "2021"]
    assert made[1] == there


@pytest.mark.parametrize("size", [3, 60])
def test_the_number_of_statements_does_not_grow_with_the_batch(
    clerk: User, district: Subject, gdp: Metric, size: int, django_assert_max_num_queries: object
) -> None:
    reports = [Report(district, gdp, str(year), "final", "import", reported="1") for year in range(1980, 1980 + size)]
    # Two of them are the questions of targets and alerts, whether anything hangs on these values.
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        record_many(reports, user=clerk)


def test_a_real_value_takes_the_place_of_one_for_show_without_a_reason(recorded: Record) -> None:
    recorded("5", demo=True)
    real = recorded("4")
    assert (standing().observation, standing().demo, standing().contested) == (real, False, False)


def test_no_choice_lets_a_value_for_show_stand_before_a_real_one(
    recorded: Record, clerk: User, report_of: Publication
) -> None:
    real = recorded("4", status="published", publication=report_of)
    recorded("5", demo=True, status="published", issuer_name="演示")
    with pytest.raises(NotAvailable, match="演示值不能取代真实值"):
        choose(user=clerk, standing=standing(), version=2, reason="看看")
    assert (standing().observation, Choice.objects.count()) == (real, 0)
