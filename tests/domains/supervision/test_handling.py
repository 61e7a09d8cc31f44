"""The way of a matter: who takes which step, what each asks for, what it leaves in clocks, history and messages."""

from __future__ import annotations

import datetime

import pytest

from ditan.base.access.models import Role
from ditan.base.audit.models import Entry
from ditan.base.directory.errors import StillInUse
from ditan.base.directory.handing import pass_on
from ditan.base.directory.models import Holding, Organisation, Person, Post
from ditan.base.directory.services.organisations import close_organisation
from ditan.base.refusal import Changed, InvalidFields, NotAllowed
from ditan.base.workflow.clocks.selectors import clock_of
from ditan.base.workflow.clocks.services import run_escalations
from ditan.base.workflow.models import Clock
from ditan.domains.supervision.clocks import STEP
from ditan.domains.supervision.errors import NotYours, WrongState
from ditan.domains.supervision.models import Matter, MatterStep, PartState
from ditan.domains.supervision.selectors.matters import MatterFilters, list_matters, to_do, waiting_count
from ditan.domains.supervision.selectors.overview import department_page, overview
from ditan.domains.supervision.selectors.page import matter_page
from ditan.domains.supervision.selectors.scope import visible_matters
from ditan.domains.supervision.selectors.standing import matters_of_organisation
from ditan.domains.supervision.services import (
    ask_extension,
    change,
    decide_extension,
    draw_up,
    hang,
    pass_all,
    possible_steps,
    propose_matter,
    sign_part,
    take_step,
    urge,
)
from tests.base.access.conftest import MakePerson
from tests.domains.supervision.conftest import (
    DUE,
    START,
    District,
    drafted,
    fresh,
    handed_out,
    person_of,
    seen,
    step,
    steps_of,
    told,
    under_way,
)

pytestmark = pytest.mark.django_db
Day = datetime.date


def test_a_matter_goes_its_whole_way_and_each_step_says_who_and_when(district: District) -> None:
    matter = under_way(district)
    assert (matter.number, matter.handed_out_on, matter.handler) == ("2026-0001", START, district.clerk)
    district.today.day = Day(2026, 10, 9)
    step(district.clerk, matter, "report", "建成2010个，已投运")
    step(district.second, matter, "review")
    step(district.second, matter, "pass", "同意")
    done = step(district.office, matter, "close")
    assert (done.state, done.late_days, done.reported_on, done.closed_on) == (
        "closed",
        2,
        Day(2026, 10, 9),
        Day(2026, 10, 9),
    )
    rows = (
        MatterStep.objects.filter(matter=matter)
        .order_by("pk")
        .values_list("step", "before", "after", "by_name", "late_days")
    )
    assert list(rows) == [
        ("drawn_up", "draft", "draft", "tongchou", None),
        ("hand_out", "draft", "handed_out", "tongchou", None),
        ("accept", "handed_out", "accepted", "banshi", None),
        ("begin", "accepted", "under_way", "banshi", None),
        ("report", "under_way", "reported", "banshi", 2),
        ("review", "reported", "under_review", "fuhe", None),
        ("pass", "under_review", "done", "fuhe", None),
        ("close", "done", "closed", "tongchou", None),
    ]
    acts = Entry.objects.filter(act__startswith="supervision.").order_by("pk").values_list("act", flat=True)
    assert list(acts)[:3] == ["supervision.drawn_up", "supervision.step_hand_out", "supervision.step_accept"]
    assert told(district.clerk) == ["supervision.handed_out", "supervision.moved"]
    assert told(district.second) == ["supervision.to_review"]
    assert clock_of(matter.key).state == "stopped"  # type: ignore[union-attr]
    assert not Clock.objects.exclude(state="stopped").exists()


def test_what_is_sent_back_goes_on_and_what_was_late_is_not_held_against_it_twice(district: District) -> None:
    matter = under_way(district)
    step(district.clerk, matter, "report", "已办")
    with pytest.raises(WrongState, match="填写理由"):
        step(district.office, matter, "send_back")
    back = step(district.office, matter, "send_back", "缺验收材料")
    assert (back.state, back.times_returned, back.reported_on, back.claims_completion) == ("under_way", 1, None, False)
    clock = clock_of(matter.key)
    assert clock is not None
    assert (clock.state, clock.due_on) == ("running", DUE)
    assert told(district.clerk)[-1] == "supervision.moved"


def test_who_reported_does_not_review(district: District) -> None:
    matter = under_way(district)
    Matter.objects.filter(pk=matter.pk).update(state="reported", reported_by=district.office)
    with pytest.raises(WrongState, match="审核人与反馈人不是同一人"):
        step(district.office, matter, "review")
    assert "review" not in possible_steps(fresh(district.office), seen(matter))
    assert step(district.second, matter, "review").state == "under_review"


def test_a_receiver_returns_what_is_not_hers_and_the_office_hands_it_to_another(district: District) -> None:
    matter = handed_out(district)
    with pytest.raises(WrongState, match="填写理由"):
        step(district.clerk, matter, "return")
    step(district.clerk, matter, "return", "不属我委职责")
    assert told(district.office)[-1] == "supervision.moved"
    assert clock_of(matter.key).state == "stopped"  # type: ignore[union-attr]
    step(district.office, matter, "hand_out")
    moved = step(district.office, matter, "transfer", "职责在林业局", organisation=district.forestry)
    assert (moved.state, moved.organisation, moved.handler) == ("handed_out", district.forestry, None)
    assert list(moved.parts.values_list("organisation__name", "role", "state")) == [("区林业局", "lead", "waiting")]
    assert clock_of(matter.key).organisation == district.forestry  # type: ignore[union-attr]
    assert told(district.forester) == ["supervision.handed_out"]
    assert not visible_matters(fresh(district.clerk)).exists(), "it is no longer theirs"


def test_suspending_stops_the_clock_and_resuming_gives_it_a_new_day(district: District) -> None:
    matter = under_way(district)
    step(district.office, matter, "suspend", "等待用地批复")
    assert clock_of(matter.key).state == "paused"  # type: ignore[union-attr]
    district.today.day = Day(2026, 10, 20)
    assert run_escalations(Day(2026, 10, 20)).levels == 0
    with pytest.raises(InvalidFields, match="已经过去"):
        step(district.office, matter, "resume", due_on=Day(2026, 10, 1))
    back = step(district.office, matter, "resume", due_on=Day(2026, 11, 30))
    assert (back.state, back.due_on) == ("under_way", Day(2026, 11, 30))
    assert clock_of(matter.key).due_on == Day(2026, 11, 30)  # type: ignore[union-attr]
    step(district.office, matter, "withdraw", "纪要已调整")
    assert step(district.office, matter, "cancel", "不再办理").state == "cancelled"


def test_departments_act_on_their_own_alone_and_leaders_only_look(district: District) -> None:
    matter = handed_out(district)
    with pytest.raises(Matter.DoesNotExist):
        step(district.forester, matter, "accept")
    with pytest.raises(NotYours, match="不归您办理“签收”"):
        take_step(user=fresh(district.forester), matter=seen(matter), step="accept", version=seen(matter).version)
    with pytest.raises(NotAllowed):
        step(district.leader, matter, "accept")
    with pytest.raises(NotAllowed):
        step(district.clerk, matter, "withdraw", "不想办")
    assert seen(matter).state == "handed_out"
    draw_up(user=district.office, draft=drafted(district, title="还没交办"))
    assert visible_matters(fresh(district.clerk)).count() == 1, "a draft is the office's alone"
    assert visible_matters(fresh(district.leader)).count() == 2


def test_of_two_people_one_is_told_that_the_other_was_first(district: District) -> None:
    matter = handed_out(district)
    version = seen(matter).version
    step(district.head, matter, "accept")
    with pytest.raises(Changed, match="现为“已签收”"):
        take_step(user=fresh(district.clerk), matter=seen(matter), step="accept", version=version)
    assert seen(matter).handler == district.head


def test_a_deadline_in_the_past_wants_a_reason_and_nothing_is_kept_without(district: District) -> None:
    late = drafted(district, due_on=Day(2026, 8, 31))
    with pytest.raises(InvalidFields, match=r"2026-08-31 已经过去（今天是 2026-09-01）"):
        draw_up(user=district.office, draft=late, hand_out=True)
    assert not Matter.objects.exists()
    assert not Clock.objects.exists()
    made = draw_up(
        user=district.office, draft=drafted(district, due_on=Day(2026, 8, 31), past_why="补录纪要"), hand_out=True
    )
    assert MatterStep.objects.get(matter=made, step="drawn_up").text == "补录纪要"
    assert run_escalations(START).levels == 1


def test_what_cannot_be_handed_out_is_named_field_by_field(district: District) -> None:
    with pytest.raises(InvalidFields) as refused:
        draw_up(user=district.office, draft=drafted(district, title=" ", organisation=None, due_on=None), hand_out=True)
    assert set(refused.value.errors) == {"title", "organisation", "due_on"}
    with pytest.raises(InvalidFields, match="既是主办又是协办"):
        draw_up(user=district.office, draft=drafted(district, cooperating=(district.housing,)))
    Organisation.objects.filter(pk=district.finance.pk).update(valid_to=START)
    district.finance.refresh_from_db()
    with pytest.raises(InvalidFields, match="已于 2026-09-01 撤销"):
        draw_up(user=district.office, draft=drafted(district, organisation=district.finance))


def test_once_handed_out_its_organisation_and_deadline_change_by_their_own_ways_only(district: District) -> None:
    matter = handed_out(district)
    for changes in ({"organisation": district.forestry}, {"due_on": Day(2026, 12, 31)}):
        with pytest.raises(InvalidFields, match="已交办的事项不能直接修改"):
            change(user=district.office, matter=matter, version=matter.version, draft=drafted(district, **changes))
    changed = change(
        user=district.office,
        matter=seen(matter),
        version=seen(matter).version,
        draft=drafted(district, title="新建充电桩2500个", cooperating=(district.forestry,)),
    )
    assert changed.title == "新建充电桩2500个"
    assert [each.organisation.name for each in changed.parts.order_by("-role")] == ["区住房城乡建委", "区林业局"]


def test_the_report_waits_for_those_who_cooperate(district: District) -> None:
    matter = under_way(district, cooperating=(district.forestry,))
    with pytest.raises(WrongState, match="协办单位均已签收或会签"):
        step(district.clerk, matter, "report", "已办")
    part = matter.parts.get(role="cooperating")
    assert waiting_count(fresh(district.forester)) == 1
    with pytest.raises(InvalidFields, match="退回须写明理由"):
        sign_part(user=fresh(district.forester), part=part, act="return", version=1)
    with pytest.raises(NotYours):
        sign_part(user=fresh(district.clerk), part=part, act="accept", version=1)
    signed = sign_part(user=fresh(district.forester), part=part, act="cosign", text="同意", version=1)
    assert signed.state == PartState.COSIGNED
    with pytest.raises(WrongState, match="现为“已会签”"):
        sign_part(user=fresh(district.forester), part=part, act="accept", version=1)
    assert step(district.clerk, matter, "report", "已办").state == "reported"
    assert "cosigned" in steps_of(matter)


def test_an_extension_is_asked_for_and_decided_and_the_levels_begin_anew(district: District) -> None:
    matter = under_way(district)
    run_escalations(Day(2026, 9, 24))
    later, version = Day(2026, 10, 30), seen(matter).version
    for due, reason, said in ((DUE, "等资金", "应晚于现时限"), (later, " ", "请写明延期理由")):
        with pytest.raises(InvalidFields, match=said):
            ask_extension(user=fresh(district.clerk), matter=seen(matter), version=version, due_on=due, reason=reason)
    assert seen(matter).version == version
    asked = ask_extension(
        user=fresh(district.clerk), matter=seen(matter), version=version, due_on=later, reason="等资金"
    )
    assert seen(matter).due_on == DUE, "until it is decided the old one holds"
    with pytest.raises(WrongState, match="已有一份延期申请待批"):
        ask_extension(
            user=fresh(district.clerk), matter=matter, version=seen(matter).version, due_on=later, reason="再等"
        )
    with pytest.raises(NotAllowed):
        decide_extension(user=fresh(district.clerk), extension=asked, version=seen(matter).version, grant=True)
    with pytest.raises(InvalidFields, match="不同意延期须写明理由"):
        decide_extension(user=district.office, extension=asked, version=seen(matter).version, grant=False)
    granted = decide_extension(
        user=district.office, extension=asked, version=seen(matter).version, grant=True, due_on=Day(2026, 10, 20)
    )
    assert (granted.state, granted.granted_on, seen(matter).due_on) == ("granted", Day(2026, 10, 20), Day(2026, 10, 20))
    clock = clock_of(matter.key)
    assert clock is not None
    assert (clock.level, clock.due_on) == (0, Day(2026, 10, 20))
    assert told(district.clerk)[-1] == "supervision.extension_decided"
    with pytest.raises(WrongState, match="已批复：同意"):
        decide_extension(user=district.office, extension=asked, version=seen(matter).version, grant=False, text="晚了")


def test_an_overdue_matter_climbs_and_is_put_on_the_board(district: District) -> None:
    matter = under_way(district)
    for day in (Day(2026, 9, 24), Day(2026, 10, 8), Day(2026, 10, 10), Day(2026, 10, 20), Day(2026, 10, 20)):
        district.today.day = day
        run_escalations(day)
    found = seen(matter)
    assert (found.hung_on, found.hung_why) == (Day(2026, 10, 20), "超过时限，按升级链第 4 级挂牌")
    texts = MatterStep.objects.filter(matter=matter, step="escalated").order_by("pk").values_list("text", flat=True)
    assert list(texts) == [
        "第 1 级提醒（经办人：banshi），到级 2026-09-24",
        "第 2 级催办（责任单位负责人：zhuren），到级 2026-10-08",
        "第 3 级通报（统筹单位：tongchou、fuhe），到级 2026-10-10",
        "第 4 级挂牌督办（区领导：quzhang），到级 2026-10-20",
    ]
    rungs = matter_page(fresh(district.leader), matter.pk).rungs
    assert [(each.level.order, each.reached) for each in rungs] == [(1, True), (2, True), (3, True), (4, True)]
    late = overview(fresh(district.leader)).late
    assert [(each.name, each.overdue, each.open) for each in late] == [("区住房城乡建委", 1, 1)]
    off = hang(user=district.office, matter=found, version=found.version, on=False, text="已约谈并提交方案")
    assert off.hung_on is None


def test_signing_has_a_clock_of_its_own_where_the_class_sets_days(district: District) -> None:
    matter = handed_out(district)
    assert matter.state_due_on == Day(2026, 9, 4)
    district.today.day = Day(2026, 9, 7)
    run_escalations(Day(2026, 9, 7))
    texts = list(MatterStep.objects.filter(matter=matter, step="escalated").values_list("text", flat=True))
    assert texts == ["第 2 级催办（责任单位负责人：zhuren），到级 2026-09-07"]
    signed = step(district.clerk, matter, "accept")
    assert signed.state_due_on is None
    assert MatterStep.objects.get(matter=matter, step="accept").late_days == 1
    assert clock_of(matter.key + STEP).state == "stopped"  # type: ignore[union-attr]
    assert seen(matter).hung_on is None


def test_urging_reaches_the_people_and_not_twice_within_four_hours(district: District) -> None:
    matter = under_way(district)
    assert urge(user=district.office, matter=matter, version=seen(matter).version, text="本周内报送") == 2
    with pytest.raises(WrongState, match="请四小时后再催"):
        urge(user=district.office, matter=matter, version=seen(matter).version)
    assert told(district.head)[-1] == "supervision.urged"


def test_work_goes_to_the_next_holder_of_a_post(district: District, make_person: MakePerson) -> None:
    matter = under_way(district)
    taker = Person.objects.create(name="接任", user=make_person("jieren"))
    post = Post.objects.get(title="科员")
    passed = pass_on(post, person_of(district.clerk), taker, START)
    assert (passed["supervision.matters"], passed["workflow.clocks"]) == (1, 1)
    assert (seen(matter).handler, seen(matter).parts.get().handler) == (taker.user, taker.user)
    assert MatterStep.objects.get(matter=matter, step="handed_over").text == "banshi → 接任（2026-09-01）"


def test_an_organisation_with_open_matters_is_closed_only_after_they_were_handed_over(
    district: District, make_person: MakePerson, roles: dict[str, Role]
) -> None:
    leading, taking = (
        under_way(district),
        handed_out(district, organisation=district.forestry, cooperating=(district.housing,)),
    )
    reported = under_way(district, title="已反馈的")
    step(district.clerk, reported, "report", "已办")
    Holding.objects.filter(post__organisation=district.housing).update(valid_to=Day(2026, 9, 2))
    keeper = make_person("xitong", granted=(roles["系统管理员"],))
    with pytest.raises(
        StillInUse, match="还有 3 项未办结督办（2026-0001、2026-0002、2026-0003 等）；请在督办的单位页“整体转交”"
    ):
        close_organisation(user=keeper, pk=district.housing.pk, version=1, on=Day(2026, 10, 1))
    with pytest.raises(InvalidFields, match="请写明转交的理由"):
        pass_all(user=district.office, organisation=district.housing, to=district.finance, reason=" ")
    assert pass_all(user=district.office, organisation=district.housing, to=district.finance, reason="机构改革") == 3
    assert {each.organisation.name for each in Matter.objects.all() if each.organisation} == {"区财政局", "区林业局"}
    assert (seen(leading).state, seen(reported).state) == ("handed_out", "reported"), "nothing that was done is lost"
    assert taking.parts.get(role="cooperating").organisation == district.finance
    closed = close_organisation(user=keeper, pk=district.housing.pk, version=1, on=Day(2026, 10, 1))
    assert closed.valid_to == Day(2026, 10, 1)


def test_another_app_proposes_a_matter_once(district: District) -> None:
    asked = {"title": "空气质量体检问题", "text": "PM2.5 评为差", "kind": "checkup", "organisation": district.forestry}
    made = propose_matter(user=district.clerk, origin_key="checkups.problem:7", **asked)
    again = propose_matter(user=district.office, origin_key="checkups.problem:7", **asked)
    assert (made.pk, made.state, made.number) == (again.pk, "draft", "2026-0001")
    assert Matter.objects.count() == 1


def test_lists_and_facts_say_how_matters_stand(district: District) -> None:
    first, second = (
        under_way(district),
        handed_out(district, title="植树500亩", organisation=district.forestry, due_on=Day(2026, 12, 31)),
    )
    district.today.day = Day(2026, 10, 9)
    office = fresh(district.office)
    assert list(list_matters(office, MatterFilters(state="overdue"))) == [first]
    assert list(list_matters(office, MatterFilters(words="植树"))) == [second]
    assert list(list_matters(office, MatterFilters(organisation=district.forestry.pk))) == [second]
    district.today.day = Day(2026, 9, 24)
    assert list(list_matters(office, MatterFilters(state="soon"))) == [first]
    fact = matters_of_organisation(office, district.housing.pk, 2026)[0]
    assert (fact.light, fact.late_days, fact.state_label, fact.url) == (
        "yellow",
        0,
        "办理中",
        f"/supervision/{first.pk}/",
    )
    assert to_do(fresh(district.clerk))["total"] == 1
    page = department_page(fresh(district.clerk), district.housing.pk)
    assert (page.counts.open, page.counts.soon, [line.matter for line in page.leading]) == (1, 1, [first])
    with pytest.raises(Organisation.DoesNotExist):
        department_page(fresh(district.clerk), district.forestry.pk)
