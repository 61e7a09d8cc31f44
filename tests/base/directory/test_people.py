"""People and posts: several at once, ended by date, handed over with the open work."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection

from ditan.base.audit.models import Entry
from ditan.base.directory.errors import InvalidFields, NotAllowed, StillInUse, WrongDay
from ditan.base.directory.handing import forget, passes_on
from ditan.base.directory.models import HandOver, Holding, Person, Post
from ditan.base.directory.selectors import list_people, posts_of
from ditan.base.directory.services import create_person, create_post, edit_person, hand_over_post, hold_post
from tests.base.directory.conftest import MakeOrganisation

Day = datetime.date
START, MID_YEAR = Day(2025, 1, 1), Day(2026, 7, 1)


def _state() -> tuple[Any, ...]:
    tables = (Person, Post, Holding, HandOver)
    return (
        *(list(table.objects.order_by("pk").values_list("pk")) for table in tables),
        Entry.objects.count(),
        list(Holding.objects.order_by("pk").values_list("valid_to")),
    )


@pytest.fixture
def post(make: MakeOrganisation, keeper: User) -> Post:
    return create_post(user=keeper, organisation=make("区生态环境局"), title="双碳专员")


def test_a_person_holds_several_posts_at_once(make: MakeOrganisation, post: Post, keeper: User, nobody: User) -> None:
    other = create_post(user=keeper, organisation=make("区发展改革委"), title="联络员")
    person = create_person(user=keeper, name="李四", account=nobody)
    hold_post(user=keeper, post=post, person=person, on=START)
    hold_post(user=keeper, post=other, person=person, on=MID_YEAR, acting=True)
    assert list(posts_of(nobody, Day(2026, 6, 30))) == [post]
    assert set(posts_of(nobody, MID_YEAR)) == {post, other}
    assert list(posts_of(AnonymousUser(), MID_YEAR)) == []


def test_a_hand_over_changes_the_holder_on_the_day_and_passes_the_open_work(
    post: Post, keeper: User, nobody: User, reader: User
) -> None:
    leaver = create_person(user=keeper, name="李四", account=nobody)
    taker = create_person(user=keeper, name="王五", account=reader)
    holding = hold_post(user=keeper, post=post, person=leaver, on=START)
    seen: list[tuple[Any, ...]] = []
    passes_on("tests.tasks")(lambda *call: seen.append(call) or 3)
    try:
        made = hand_over_post(user=keeper, holding=holding, taker=taker, on=MID_YEAR, note="调任")
    finally:
        forget("tests.tasks")
    assert seen == [(post, leaver, taker, MID_YEAR)]
    assert made is not None
    assert made.passed["tests.tasks"] == 3
    assert (list(posts_of(nobody, Day(2026, 6, 30))), list(posts_of(nobody, MID_YEAR))) == ([post], [])
    assert (list(posts_of(reader, Day(2026, 6, 30))), list(posts_of(reader, MID_YEAR))) == ([], [post])
    assert Entry.objects.get(act="directory.post_handed_over").after["passed"] == made.passed


def test_work_that_cannot_be_passed_on_undoes_the_whole_hand_over(post: Post, keeper: User) -> None:
    holding = hold_post(user=keeper, post=post, person=create_person(user=keeper, name="李四"), on=START)
    taker = create_person(user=keeper, name="王五")
    before = _state()
    passes_on("tests.broken")(lambda *_call: 1 // 0)
    try:
        with pytest.raises(ZeroDivisionError):
            hand_over_post(user=keeper, holding=holding, taker=taker, on=MID_YEAR)
    finally:
        forget("tests.broken")
    assert _state() == before


def test_a_post_may_stand_empty(post: Post, keeper: User) -> None:
    holding = hold_post(user=keeper, post=post, person=create_person(user=keeper, name="李四"), on=START)
    assert hand_over_post(user=keeper, holding=holding, taker=None, on=MID_YEAR) is None
    assert list(Holding.objects.as_of(MID_YEAR)) == []
    assert list(Holding.objects.as_of(Day(2026, 6, 30))) == [holding]


def test_hand_overs_that_cannot_be_change_nothing(post: Post, keeper: User, reader: User) -> None:
    leaver = create_person(user=keeper, name="李四")
    holding = hold_post(user=keeper, post=post, person=leaver, on=START)
    before = _state()
    with pytest.raises(WrongDay, match="须晚于这一天"):
        hand_over_post(user=keeper, holding=holding, taker=None, on=START)
    with pytest.raises(InvalidFields, match="移交人本人"):
        hand_over_post(user=keeper, holding=holding, taker=leaver, on=MID_YEAR)
    with pytest.raises(StillInUse, match="不必重复登记"):
        hold_post(user=keeper, post=post, person=leaver, on=MID_YEAR)
    with pytest.raises(NotAllowed):
        hand_over_post(user=reader, holding=holding, taker=None, on=MID_YEAR)
    with pytest.raises(NotAllowed):
        hold_post(user=reader, post=post, person=leaver, on=MID_YEAR)
    assert _state() == before


def test_people_and_posts_that_cannot_be_are_refused_by_field(post: Post, keeper: User, reader: User) -> None:
    create_person(user=keeper, name="李四", staff_number="A01", account=reader)
    before = _state()
    with pytest.raises(InvalidFields) as refused:
        create_person(user=keeper, name=" ", phone="一二三", staff_number="A01")
    assert sorted(refused.value.errors) == ["name", "phone", "staff_number"]
    with pytest.raises(InvalidFields, match="账号“reader”已属于另一个人"):
        create_person(user=keeper, name="王五", account=reader)
    with pytest.raises(InvalidFields, match="已有岗位“双碳专员”"):
        create_post(user=keeper, organisation=post.organisation, title="双碳专员")
    with pytest.raises(NotAllowed):
        create_post(user=reader, organisation=post.organisation, title="局长")
    with pytest.raises(NotAllowed):
        create_person(user=reader, name="赵六")
    assert _state() == before


def test_a_telephone_stands_neither_in_the_table_nor_in_the_log(keeper: User) -> None:
    person = create_person(user=keeper, name="李四", phone="138 0000 1234")
    edit_person(user=keeper, pk=person.pk, name="李四", phone="13900005678", staff_number="")
    with connection.cursor() as cursor:
        cursor.execute("select phone from directory_person")
        stored = cursor.fetchone()[0]
    assert "13900005678" not in stored
    assert Person.objects.get().phone == "13900005678"
    entry = Entry.objects.get(act="directory.person_changed")
    assert entry.after == {"name": "李四", "staff_number": "", "phone_changed": True}


def test_the_list_of_people_asks_two_queries_at_any_size(
    post: Post, keeper: User, reader: User, nobody: User, django_assert_num_queries: Any
) -> None:
    for number in range(5):
        person = create_person(user=keeper, name=f"职员{number}")
        hold_post(user=keeper, post=post, person=person, on=START)
    list(list_people(reader)[:1])
    with django_assert_num_queries(2):
        rows = [(each.name, [held.post.organisation.name for held in each.held]) for each in list_people(reader)]
    assert rows[0] == ("职员0", ["区生态环境局"])
    assert [each.name for each in list_people(reader, "职员3")] == ["职员3"]
    assert list(list_people(nobody)) == []
