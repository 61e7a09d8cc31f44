"""The way of an alert: who takes which step, what each asks for, how long it may take, who hears of it."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from ditan.base.alerts.clocks import day_after, due_words
from ditan.base.alerts.errors import NotYours, WrongState
from ditan.base.alerts.models import Alert, AlertRule, AlertStep
from ditan.base.alerts.selectors.alerts import AlertFilters, list_alerts, waiting_count
from ditan.base.alerts.selectors.detail import way_of
from ditan.base.alerts.selectors.scope import visible_alerts
from ditan.base.alerts.services.evaluating import watch
from ditan.base.alerts.services.handling import add_evidence, assign, possible_steps, remove_evidence, take_step
from ditan.base.audit.models import Entry
from ditan.base.directory.handing import pass_on
from ditan.base.directory.models import Person, Post
from ditan.base.refusal import Changed, InvalidFields, NotAllowed
from ditan.base.workflow.rounds.working_days import CalendarUnknown
from tests.base.alerts.conftest import Office, report, step, steps_of, switched_on, told

pytestmark = pytest.mark.django_db
Day = datetime.date
PDF = b"%PDF-1.7 test"


def state_of(alert: Alert) -> str:
    return Alert.objects.get(pk=alert.pk).state


def reported(office: Office, alert: Alert) -> None:
    step(office.clerk, alert, "acknowledge")
    step(office.clerk, alert, "dispose", "错峰施工，洒水降尘")
    step(office.clerk, alert, "report", "次月降至 30 微克/立方米")


def test_an_alert_goes_its_whole_way_and_each_step_says_who_and_when(office: Office, raised: Alert) -> None:
    reported(office, raised)
    step(office.coordinator, raised, "check", "同意")
    step(office.second, raised, "close")
    raised.refresh_from_db()
    assert raised.state == "closed"
    assert raised.closed_at is not None
    assert (raised.measure, raised.outcome) == ("错峰施工，洒水降尘", "次月降至 30 微克/立方米")
    rows = list(AlertStep.objects.filter(alert=raised).order_by("pk").values_list("step", "before", "after", "by_name"))
    assert rows == [
        ("fired", "", "triggered", ""),
        ("acknowledge", "triggered", "acknowledged", "huanbao"),
        ("dispose", "acknowledged", "disposing", "huanbao"),
        ("report", "disposing", "reported", "huanbao"),
        ("check", "reported", "checked", "tongchou"),
        ("close", "checked", "closed", "fuhe"),
    ]
    acts = list(Entry.objects.filter(act__startswith="alerts.step").order_by("pk").values_list("act", flat=True))
    assert acts == [f"alerts.step_{name}" for name in ("acknowledge", "dispose", "report", "check", "close")]
    assert told(office.coordinator) == told(office.second) == ["alerts.to_check"]
    assert told(office.colleague) == ["alerts.raised", "alerts.closed"]


def test_who_disposed_of_it_does_not_check_it(office: Office, raised: Alert) -> None:
    step(office.clerk, raised, "acknowledge")
    step(office.coordinator, raised, "dispose", "统筹单位代办")
    step(office.clerk, raised, "report", "已办")
    with pytest.raises(WrongState, match="复核人与反馈人不是同一人"):
        step(office.coordinator, raised, "check")
    assert "check" not in possible_steps(office.coordinator, Alert.objects.get())
    assert state_of(raised) == "reported"
    step(office.second, raised, "check")
    assert state_of(raised) == "checked"


def test_sent_back_with_a_reason_it_is_disposed_of_again(office: Office, raised: Alert) -> None:
    reported(office, raised)
    with pytest.raises(WrongState, match="填写理由"):
        step(office.coordinator, raised, "send_back")
    step(office.coordinator, raised, "send_back", "没有佐证材料")
    assert state_of(raised) == "disposing"
    assert told(office.clerk)[-1] == "alerts.sent_back"
    step(office.colleague, raised, "report", "已补充佐证材料")
    assert state_of(raised) == "reported"


@pytest.mark.parametrize(("name", "text"), [("dispose", ""), ("report", "x"), ("check", ""), ("close", "")])
def test_steps_are_taken_in_their_order(office: Office, raised: Alert, name: str, text: str) -> None:
    user = office.clerk if name in ("dispose", "report") else office.coordinator
    with pytest.raises(WrongState, match="待签收"):
        step(user, raised, name, text)
    assert (state_of(raised), steps_of(raised)) == ("triggered", ["fired"])


def test_a_measure_must_say_something(office: Office, raised: Alert) -> None:
    step(office.clerk, raised, "acknowledge")
    with pytest.raises(WrongState, match="填写处置措施"):
        step(office.clerk, raised, "dispose", "  ")
    assert state_of(raised) == "acknowledged"


def test_a_stranger_finds_nothing_and_a_leader_only_reads(office: Office, raised: Alert) -> None:
    assert list(visible_alerts(office.stranger)) == []
    assert list(visible_alerts(office.leader)) == [raised]
    assert possible_steps(office.leader, raised) == []
    with pytest.raises(NotAllowed):
        take_step(user=office.leader, alert=raised, step="acknowledge", version=1)
    with pytest.raises(NotYours):
        take_step(user=office.stranger, alert=raised, step="acknowledge", version=1)
    with pytest.raises(NotAllowed):
        take_step(user=office.clerk, alert=raised, step="mute", version=1, text="x", until=timezone.localdate())
    assert (state_of(raised), steps_of(raised)) == ("triggered", ["fired"])


def test_of_two_who_sign_at_once_one_is_told(office: Office, raised: Alert) -> None:
    step(office.clerk, raised, "acknowledge")
    with pytest.raises(Changed, match="已签收"):
        take_step(user=office.colleague, alert=raised, step="acknowledge", version=1)
    raised.refresh_from_db()
    assert raised.handler == office.clerk


def test_an_alert_of_nobody_is_first_given_to_somebody(office: Office, rule: AlertRule) -> None:
    office.pm25.responsible = None
    office.pm25.save()
    report(office, "2023M12", "67")
    alert = Alert.objects.get()
    with pytest.raises(WrongState, match="请先由统筹单位指派责任单位"):
        step(office.coordinator, alert, "acknowledge")
    assign(user=office.coordinator, alert=alert, organisation=office.forestry, version=1, reason="职责划分")
    assert told(office.stranger) == ["alerts.raised"]
    step(office.stranger, alert, "acknowledge")
    assert state_of(alert) == "acknowledged"
    assert steps_of(alert) == ["fired", "assigned", "acknowledge"]


def test_departments_do_not_give_alerts_away(office: Office, raised: Alert) -> None:
    with pytest.raises(NotAllowed):
        assign(user=office.clerk, alert=raised, organisation=office.forestry, version=1)
    assert Alert.objects.get().responsible == office.ecology


def muted(office: Office, alert: Alert, days: int = 30) -> Day:
    until = timezone.localdate() + datetime.timedelta(days=days)
    step(office.coordinator, alert, "mute", "监测站检修", until=until)
    return until


def test_muting_wants_a_reason_and_an_end(office: Office, raised: Alert) -> None:
    today = timezone.localdate()
    with pytest.raises(InvalidFields, match="请填写静默的截止日期"):
        step(office.coordinator, raised, "mute", "检修")
    with pytest.raises(InvalidFields, match="应在"):
        step(office.coordinator, raised, "mute", "检修", until=today - datetime.timedelta(days=1))
    with pytest.raises(WrongState, match="填写理由"):
        step(office.coordinator, raised, "mute", until=today)
    assert state_of(raised) == "triggered"


def test_while_it_is_silent_new_periods_are_silent_too_and_nobody_hears(office: Office, raised: Alert) -> None:
    muted(office, raised)
    report(office, "2024M01", "62")
    new = Alert.objects.get(period="2024M01")
    assert (new.state, new.muted_why) == ("muted", "监测站检修")
    assert steps_of(new) == ["fired", "mute"]
    assert told(office.clerk) == ["alerts.raised"]


def test_something_graver_breaks_the_silence(office: Office, raised: Alert) -> None:
    muted(office, raised)
    report(office, "2023M12", "95")
    raised.refresh_from_db()
    assert (raised.state, raised.level, raised.muted_until) == ("triggered", "red", None)
    report(office, "2024M01", "96")
    assert Alert.objects.get(period="2024M01").state == "triggered"


def test_a_silence_ends_by_itself(office: Office, raised: Alert) -> None:
    until = muted(office, raised)
    watch(until)
    assert state_of(raised) == "muted"
    watch(until + datetime.timedelta(days=1))
    watch(until + datetime.timedelta(days=1))
    assert state_of(raised) == "triggered"
    assert steps_of(raised).count("unmute") == 1
    assert told(office.clerk).count("alerts.raised") == 2


def test_a_silence_is_ended_by_hand(office: Office, raised: Alert) -> None:
    muted(office, raised)
    with pytest.raises(NotAllowed):
        step(office.clerk, raised, "unmute")
    done = step(office.coordinator, raised, "unmute")
    assert (done.state, done.version) == ("triggered", 3)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (Day(2026, 3, 20), 0, Day(2026, 3, 20)),
        (Day(2026, 3, 21), 0, Day(2026, 3, 23)),
        (Day(2026, 3, 20), 1, Day(2026, 3, 23)),
        (Day(2026, 9, 30), 1, Day(2026, 10, 8)),
        (Day(2026, 9, 30), 3, Day(2026, 10, 10)),  # a Saturday on which people make up for the holiday
    ],
)
def test_clocks_run_on_working_days(start: Day, days: int, due: Day) -> None:
    assert day_after(start, days) == due


def test_where_holidays_are_not_published_no_day_is_guessed(office: Office, rule: AlertRule) -> None:
    with pytest.raises(CalendarUnknown):
        day_after(Day(2040, 1, 1), 1)
    alert = Alert(state="triggered", due_unknown=True)
    assert due_words(alert).text == "节假日未公布，时限待定"


def test_each_step_has_its_own_last_day(office: Office, raised: Alert) -> None:
    today = timezone.localdate()
    assert raised.due_on == day_after(today, 1)
    assert step(office.clerk, raised, "acknowledge").due_on == day_after(today, 2)
    assert step(office.clerk, raised, "dispose", "措施").due_on == day_after(today, 5)


def test_without_clocks_nothing_is_late(office: Office) -> None:
    switched_on(office, clocks={})
    report(office, "2023M12", "67")
    assert Alert.objects.get().due_on is None
    assert due_words(Alert.objects.get()).text == "未设时限"


def test_a_step_that_takes_too_long_is_said_and_told_once(office: Office, raised: Alert) -> None:
    assert raised.due_on is not None
    watch(raised.due_on)
    assert steps_of(raised) == ["fired"]
    late = raised.due_on + datetime.timedelta(days=4)
    watch(late)
    watch(late)
    assert steps_of(raised) == ["fired", "overdue"]
    assert told(office.clerk) == ["alerts.raised", "alerts.overdue"]
    assert told(office.coordinator) == ["alerts.overdue"]


def test_a_step_that_came_late_says_so(office: Office, raised: Alert) -> None:
    Alert.objects.filter(pk=raised.pk).update(due_on=Day(2026, 3, 20))
    step(office.clerk, raised, "acknowledge")
    last = AlertStep.objects.filter(alert=raised).latest("pk")
    assert last.late
    assert last.due_on == Day(2026, 3, 20)


def test_what_waits_for_whom(office: Office, raised: Alert) -> None:
    def waiting() -> list[int]:
        people = (office.clerk, office.coordinator, office.leader, office.stranger)
        return [waiting_count(User.objects.get(pk=each.pk)) for each in people]

    assert waiting() == [1, 0, 0, 0]
    reported(office, raised)
    assert waiting() == [0, 1, 0, 0]
    step(office.coordinator, raised, "check")
    step(office.coordinator, raised, "close")
    assert waiting() == [0, 0, 0, 0]


def test_the_list_shows_the_gravest_first_and_finds_by_word_and_state(office: Office, raised: Alert) -> None:
    report(office, "2024M01", "90")
    red = Alert.objects.get(level="red")
    assert list(list_alerts(office.leader)) == [red, raised]
    assert list(list_alerts(office.leader, AlertFilters(words="2024年1月"))) == [red]
    assert list(list_alerts(office.leader, AlertFilters(level="yellow"))) == [raised]
    assert list(list_alerts(office.leader, AlertFilters(state="closed"))) == []
    muted(office, red)
    assert list(list_alerts(office.leader)) == [raised]
    assert list(list_alerts(office.leader, AlertFilters(state="muted"))) == [red]


def test_the_way_shows_what_is_done_and_what_is_next(office: Office, raised: Alert) -> None:
    assert [each.place for each in way_of(raised)] == ["done", "now", "ahead", "ahead", "ahead", "ahead"]


def test_evidence_is_kept_checked_and_taken_back(office: Office, raised: Alert) -> None:
    with pytest.raises(WrongState, match="签收后、复核前"):
        add_evidence(user=office.clerk, alert=raised, name="台账.pdf", data=PDF)
    step(office.clerk, raised, "acknowledge")
    raised.refresh_from_db()
    with pytest.raises(InvalidFields, match="不接受"):
        add_evidence(user=office.clerk, alert=raised, name="台账.exe", data=PDF)
    with pytest.raises(InvalidFields, match="不是 png"):
        add_evidence(user=office.clerk, alert=raised, name="台账.png", data=PDF)
    with pytest.raises(NotYours):
        add_evidence(user=office.stranger, alert=raised, name="台账.pdf", data=PDF)
    assert raised.evidence.count() == 0
    made = add_evidence(user=office.clerk, alert=raised, name="台账.pdf", data=PDF, note="洒水记录")
    remove_evidence(user=office.colleague, alert=raised, pk=made.pk)
    made.refresh_from_db()
    assert (made.note, made.by_name, made.removed_by_name) == ("洒水记录", "huanbao", "tongshi")
    assert steps_of(raised) == ["fired", "acknowledge", "evidence_added", "evidence_removed"]


def test_what_a_leaver_signed_for_goes_to_the_taker(office: Office, raised: Alert) -> None:
    step(office.clerk, raised, "acknowledge")
    leaver, taker = Person.objects.get(user=office.clerk), Person.objects.get(user=office.colleague)
    post = Post.objects.get(holdings__person=leaver)
    assert pass_on(post, leaver, taker, Day(2026, 3, 1))["alerts.signed_for"] == 1
    assert Alert.objects.get().handler == office.colleague
