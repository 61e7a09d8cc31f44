"""The nightly pass: who is told at which level, twice the same night, after missed nights, after an extension."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from ditan.base.audit.models import Entry
from ditan.base.directory.handing import pass_on
from ditan.base.directory.models import Person, Post
from ditan.base.notices.models import Notice
from ditan.base.refusal import Changed, InvalidFields, NotAllowed
from ditan.base.workflow.clocks import calendar, selectors
from ditan.base.workflow.clocks.errors import NoClock
from ditan.base.workflow.clocks.services import (
    LevelDraft,
    Outcome,
    Start,
    assign_clock,
    load_chains,
    move_due,
    pause,
    resume,
    run_escalations,
    save_chain,
    start_clock,
    start_clocks,
    stop,
)
from ditan.base.workflow.clocks.services import escalating as escalating_module
from ditan.base.workflow.models import Clock, Escalation, EscalationChain
from tests.base.workflow.clocks.conftest import (
    BEFORE,
    CIRCULATED,
    DUE,
    HUNG,
    REMINDED,
    URGED,
    House,
    levels_of,
    started,
    subjects,
)

pytestmark = pytest.mark.django_db
Day = datetime.date


def test_a_clock_climbs_from_the_clerk_to_the_head_to_the_office_to_the_leader(house: House) -> None:
    clock = started(house)
    for day in (BEFORE, REMINDED, DUE, URGED, CIRCULATED, HUNG):
        run_escalations(day)
    assert levels_of(clock) == [
        (1, REMINDED, ["zhuanyuan"]),
        (2, URGED, ["juzhang"]),
        (3, CIRCULATED, ["tongchou"]),
        (4, HUNG, ["lingdao"]),
    ]
    assert subjects(house.clerk) == ["提醒：建设充电桩"]
    assert subjects(house.head) == ["催办：建设充电桩"]
    assert subjects(house.coordinator) == ["通报：建设充电桩"]
    assert subjects(house.leader) == ["挂牌督办：建设充电桩"]
    notice = Notice.objects.get(user=house.head)
    assert (
        notice.text == "“建设充电桩”（责任单位：区生态环境局）时限 2026-09-30，超期 1 个工作日；按升级链第 2 级催办。"
    )
    assert notice.link == "/things/1/"
    clock.refresh_from_db()
    assert (clock.level, clock.light) == (4, "red")


def test_a_second_pass_on_the_same_day_changes_nothing(house: House) -> None:
    started(house)
    assert run_escalations(URGED) == Outcome(levels=2, clocks=1, told=1)
    kept = (
        list(Escalation.objects.values()),
        list(Clock.objects.values()),
        Notice.objects.count(),
        Entry.objects.count(),
    )
    assert run_escalations(URGED) == Outcome()
    assert kept == (
        list(Escalation.objects.values()),
        list(Clock.objects.values()),
        Notice.objects.count(),
        Entry.objects.count(),
    )


def test_missed_nights_are_caught_up_and_people_are_told_of_the_latest_level_only(house: House) -> None:
    clock = started(house)
    run_escalations(HUNG)
    assert levels_of(clock) == [(1, REMINDED, []), (2, URGED, []), (3, CIRCULATED, []), (4, HUNG, ["lingdao"])]
    assert subjects(house.clerk) == subjects(house.head) == subjects(house.coordinator) == []
    assert set(Escalation.objects.values_list("found_on", flat=True)) == {HUNG}


def test_what_is_taken_up_late_begins_at_the_level_where_it_stands(house: House) -> None:
    clock = started(house, on=Day(2026, 10, 12))
    run_escalations(Day(2026, 10, 12))
    assert levels_of(clock) == [(3, CIRCULATED, ["tongchou"])]
    run_escalations(HUNG)
    assert [order for order, _on, _told in levels_of(clock)] == [3, 4]


def test_an_extension_starts_the_levels_anew_and_keeps_what_was(house: House) -> None:
    clock = started(house)
    run_escalations(URGED)
    moved = move_due(clock.key, Day(2026, 10, 30), "等待上级资金", on=Day(2026, 10, 9))
    assert (moved.level, moved.light, moved.reason) == (0, "green", "等待上级资金")
    run_escalations(Day(2026, 10, 9))
    run_escalations(Day(2026, 11, 2))
    rows = Escalation.objects.filter(clock=clock).order_by("pk").values_list("due_on", "order")
    assert list(rows) == [(DUE, 1), (DUE, 2), (Day(2026, 10, 30), 1), (Day(2026, 10, 30), 2)]
    back = move_due(clock.key, DUE, "延期撤销", on=Day(2026, 11, 2))
    assert back.level == 2, "what was said of that deadline is not said again"


def test_a_year_without_published_holidays_is_said_and_its_levels_wait(house: House) -> None:
    unknown = calendar.working_days().last + 2
    clock = started(house, due=Day(unknown, 6, 30))
    assert clock.due_unknown is True
    assert run_escalations(Day(unknown, 7, 15)) == Outcome(unknown=1)
    clock.refresh_from_db()
    assert (clock.light, clock.level, clock.due_unknown) == ("red", 0, True)
    assert run_escalations(Day(unknown, 7, 16)) == Outcome(levels=1, clocks=1, told=1, unknown=1)
    assert levels_of(clock) == [(2, Day(unknown, 7, 16), ["juzhang"])], "no holidays outlast that day"
    assert calendar.standing_of(clock.due_on, 3, Day(unknown, 7, 20)).text == "已超期 20 天（节假日未公布）"
    assert calendar.standing_of(clock.due_on, 3, Day(unknown, 6, 20)).text == "还有 10 天（节假日未公布）"


def test_lights_follow_the_days_that_are_left(house: House) -> None:
    near, far, gone = (started(house, f"test.thing:{n}", due=due) for n, due in enumerate((DUE, HUNG, BEFORE)))
    run_escalations(Day(2026, 9, 23))
    lights = dict(Clock.objects.values_list("pk", "light"))
    assert (lights[near.pk], lights[far.pk], lights[gone.pk]) == ("green", "green", "red")
    run_escalations(REMINDED)
    assert Clock.objects.get(pk=near.pk).light == "yellow"


def test_a_paused_or_stopped_clock_climbs_no_further(house: House) -> None:
    first, second = started(house), started(house, "test.thing:2")
    assert pause(first.key, "中止办理").light == "grey"
    done = stop(second.key, reason="办结", on=Day(2026, 10, 9))
    assert done is not None
    assert (done.state, done.late_days) == ("stopped", 2)
    assert stop(second.key) is None
    assert run_escalations(HUNG) == Outcome()
    resume(first.key, due_on=Day(2026, 10, 30), on=HUNG)
    assert run_escalations(HUNG) == Outcome()
    run_escalations(Day(2026, 10, 27))
    assert [order for order, _on, _told in levels_of(first)] == [1]
    with pytest.raises(NoClock, match="没有在计时"):
        move_due(second.key, HUNG, "")
    assert started(house, "test.thing:2", due=HUNG).pk != second.pk, "what was stopped may be taken up anew"


def test_starting_what_runs_brings_it_up_to_date(house: House) -> None:
    clock = started(house)
    run_escalations(URGED)
    same = started(house, title="建设充电桩 2,000 个")
    assert (same.pk, same.title, same.level) == (clock.pk, "建设充电桩 2,000 个", 2)
    later = started(house, due=HUNG)
    assert (later.pk, later.level) == (clock.pk, 0)


def test_whoever_is_missing_is_stood_in_for(house: House, make_organisation: Any) -> None:
    User.objects.filter(pk=house.clerk.pk).update(is_active=False)
    started(house)
    empty = make_organisation("区林业局")
    nobody = started(house, "test.thing:2", organisation=empty, handler=None)
    run_escalations(REMINDED)
    assert subjects(house.head) == ["提醒：建设充电桩"]
    assert levels_of(nobody) == [(1, REMINDED, ["tongchou"])]
    assert run_escalations(URGED).told == 2
    assert subjects(house.coordinator) == ["提醒：建设充电桩", "催办：建设充电桩"]


def test_all_who_handle_it_are_told_where_nobody_is_named(house: House) -> None:
    started(house, handler=None, handles="workflow.fill_in")
    run_escalations(REMINDED)
    assert sorted(subjects(house.clerk) + subjects(house.head)) == ["提醒：建设充电桩", "提醒：建设充电桩"]


def test_more_than_five_in_a_night_are_told_at_once(house: House) -> None:
    for number in range(6):
        started(house, f"test.thing:{number}", title=f"任务{number}")
    assert run_escalations(URGED) == Outcome(levels=12, clocks=6, told=1)
    assert subjects(house.head) == ["6 项督办需要关注"]
    assert Notice.objects.get(user=house.head).text.startswith("今日有 6 项到达升级级次，其中超期 6 项、临期 0 项")


def test_what_is_for_show_tells_nobody(house: House) -> None:
    clock = started(house, demo=True)
    run_escalations(URGED)
    assert levels_of(clock) == [(1, REMINDED, []), (2, URGED, [])]
    assert not Notice.objects.exists()


def test_a_domain_hears_of_each_level_in_the_same_transaction(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[str, int, str]] = []

    def hear(escalations: Sequence[Escalation]) -> None:
        heard.extend((each.clock.key, each.order, each.level.act) for each in escalations)

    def fail(escalations: Sequence[Escalation]) -> None:
        raise RuntimeError("the domain cannot keep it")

    started(house)
    monkeypatch.setattr(escalating_module, "clock_listeners", lambda: [hear])
    with monkeypatch.context() as broken:
        broken.setattr(escalating_module, "clock_listeners", lambda: [fail])
        with pytest.raises(RuntimeError), transaction.atomic():
            run_escalations(URGED)
    assert not Escalation.objects.exists()
    assert not Notice.objects.exists()
    run_escalations(URGED)
    assert heard == [("test.thing:1", 1, "remind"), ("test.thing:1", 2, "urge")]


def test_the_number_of_queries_does_not_grow_with_the_clocks(house: House) -> None:
    def counted(first: int, number: int) -> int:
        rows = [
            Start(
                f"test.thing:{first + n}",
                "任务",
                DUE,
                organisation=house.ecology,
                chain=house.chain,
                office="workflow.review_coordination",
            )
            for n in range(number)
        ]
        start_clocks(rows, on=BEFORE)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert run_escalations(URGED).clocks == number
        return len(queries)

    run_escalations(BEFORE)
    assert counted(0, 7) == counted(100, 40)


def test_clocks_go_to_the_next_holder_of_a_post(house: House, make_person: Any) -> None:
    clock, done = started(house), started(house, "test.thing:2")
    stop(done.key)
    taker = Person.objects.create(name="接任", user=make_person("jieren"))
    post = Post.objects.get(title="双碳专员")
    assert pass_on(post, house.clerk.person, taker, BEFORE)["workflow.clocks"] == 1
    assert Clock.objects.get(pk=clock.pk).handler == taker.user
    assert Clock.objects.get(pk=done.pk).handler == house.clerk
    assigned = assign_clock(clock.key, organisation=None)
    assert (assigned.organisation, assigned.handler, assigned.due_on) == (None, None, DUE)


def test_the_database_keeps_escalations_and_editions_as_they_were_written(house: House) -> None:
    started(house)
    run_escalations(URGED)
    for table in ("workflow_escalation", "workflow_chainedition", "workflow_escalationlevel"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")
    assert Escalation.objects.count() == 2


def test_a_chain_is_changed_from_a_day_on_and_its_history_stays(house: House) -> None:
    levels = [LevelDraft(0, "head", "urge"), LevelDraft(5, "leader", "circulate")]
    changed = save_chain(
        user=house.coordinator,
        name="区级升级链",
        levels=levels,
        chain=house.chain,
        version=1,
        reason="按区委督查办法",
        valid_from=Day(2026, 10, 1),
    )
    assert [each.after for each in selectors.levels_in_force(Day(2026, 9, 30))[changed.pk]] == [-3, 1, 3, 10]
    assert [each.after for each in selectors.levels_in_force(Day(2026, 10, 1))[changed.pk]] == [0, 5]
    assert [each.number for each in selectors.editions_of(changed)] == [2, 1]
    assert load_chains().name == "区级升级链", "what somebody changed is not shipped again"
    assert Entry.objects.get(act="workflow.chain_changed").detail == "按区委督查办法"


def test_a_chain_that_makes_no_sense_is_refused_and_nothing_is_kept(house: House) -> None:
    good = [LevelDraft(1, "head", "urge")]
    for levels, said in (
        ([], "应有 1—10 级，现有 0 级"),
        ([LevelDraft(3, "head", "urge"), LevelDraft(3, "office", "urge")], "应晚于上一级"),
        ([LevelDraft(1, "mayor", "urge")], "不在可选范围"),
        ([LevelDraft(900, "head", "urge")], "应在 ±250 之内"),
    ):
        with pytest.raises(InvalidFields, match=said):
            save_chain(user=house.coordinator, name="新链", levels=levels)
    with pytest.raises(InvalidFields, match="须写明理由"):
        save_chain(user=house.coordinator, name="新链", levels=good, chain=house.chain, version=1)
    with pytest.raises(Changed, match="刚被他人修改"):
        save_chain(user=house.coordinator, name="新链", levels=good, chain=house.chain, version=7, reason="改")
    with pytest.raises(NotAllowed):
        save_chain(user=house.clerk, name="新链", levels=good)
    assert list(EscalationChain.objects.values_list("name", "version")) == [("默认升级链", 1)]


def test_two_clocks_of_one_key_never_run_at_once(house: House) -> None:
    started(house)
    with pytest.raises(DatabaseError), transaction.atomic():
        Clock.objects.create(key="test.thing:1", title="又一个", due_on=DUE, since=BEFORE)
    assert start_clock("test.thing:3", title="无链", due_on=DUE, on=BEFORE).chain is None
