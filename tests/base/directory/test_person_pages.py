"""The pages of people: the list, masked telephones, one person over time, and taking, leaving and handing over posts."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ditan.base.audit.models import Entry
from ditan.base.directory.models import HandOver, Holding, Organisation, Person, Post
from ditan.base.directory.selectors.people import hand_overs_of, holdings_of, list_people
from ditan.base.directory.services import create_person, create_post, hand_over_post, hold_post
from tests.base.directory.conftest import MakeOrganisation, with_permissions

pytestmark = pytest.mark.django_db
Day = datetime.date
START, MID_YEAR = Day(2025, 1, 1), Day(2026, 7, 1)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def stored() -> list[Any]:
    tables = (Person, Post, Holding, HandOver)
    rows = [list(each.objects.order_by("pk").values_list()) for each in tables]
    return [*rows, Entry.objects.count()]


def told(answer: Any) -> list[str]:
    return [str(each) for each in answer.context["messages"]]


@pytest.fixture
def bureau(make: MakeOrganisation) -> Organisation:
    return make("铜梁区生态环境局", short_name="区环境局")


@pytest.fixture
def post(keeper: User, bureau: Organisation) -> Post:
    return create_post(user=keeper, organisation=bureau, title="双碳专员", on=START)


@pytest.fixture
def lisi(keeper: User) -> Person:
    return create_person(user=keeper, name="李四", phone="13812345678", staff_number="1001")


@pytest.fixture
def wangwu(keeper: User) -> Person:
    return create_person(user=keeper, name="王五", staff_number="1002")


@pytest.fixture
def holding(keeper: User, post: Post, lisi: Person) -> Holding:
    return hold_post(user=keeper, post=post, person=lisi, on=START)


def test_the_list_shows_posts_and_hides_the_middle_of_telephones(reader: User, holding: Holding) -> None:
    html = browser(reader).get("/directory/people/").content.decode()
    assert all(
        word in html for word in ("李四", "1001", "铜梁区生态环境局", "双碳专员", "2025-01-01 起", "138****5678")
    )
    assert "13812345678" not in html
    assert "编辑" not in html


def test_who_holds_the_permission_reads_telephones_whole(holding: Holding, lisi: Person) -> None:
    caller = with_permissions("caller", "view_directory", "view_contacts")
    client = browser(caller)
    assert "13812345678" in client.get("/directory/people/").content.decode()
    html = client.get(f"/directory/people/{lisi.pk}/").content.decode()
    assert ("13812345678" in html, "已脱敏" in html) == (True, False)


def test_the_list_is_searched_by_name_number_and_organisation(
    reader: User, holding: Holding, lisi: Person, wangwu: Person
) -> None:
    assert list(list_people(reader, "李")) == [lisi]
    assert list(list_people(reader, "1002")) == [wangwu]
    assert list(list_people(reader, at="环境")) == [lisi]
    assert list(list_people(reader, at="区环境局", as_of=Day(2024, 12, 31))) == []
    assert list(list_people(reader, at="财政")) == []
    part = browser(reader).get("/directory/people/", {"at": "环境"}, HTTP_HX_TARGET="listing").content.decode()
    assert part.startswith('<div class="listing"')
    assert ("李四" in part, "王五" in part) == (True, False)


def test_the_list_asks_as_many_questions_for_many_people_as_for_one(
    keeper: User, reader: User, holding: Holding, post: Post
) -> None:
    client = browser(reader)
    client.get("/directory/people/")
    with CaptureQueriesContext(connection) as few:
        client.get("/directory/people/")
    for number in range(40):
        made = create_person(user=keeper, name=f"人员{number}", phone="13800001111")
        hold_post(user=keeper, post=post, person=made, on=START)
    with CaptureQueriesContext(connection) as many:
        assert "共 <b>41</b> 条" in client.get("/directory/people/", {"size": "50"}).content.decode()
    assert len(many) == len(few)


def test_a_person_is_shown_with_the_posts_held_over_time(
    keeper: User, reader: User, holding: Holding, lisi: Person, wangwu: Person
) -> None:
    hand_over_post(user=keeper, holding=holding, taker=wangwu, on=MID_YEAR, note="轮岗")
    html = browser(reader).get(f"/directory/people/{lisi.pk}/").content.decode()
    assert all(word in html for word in ("已离任", "2025-01-01", "2026-07-01", "李四 → 王五", "轮岗", "已脱敏"))
    assert "登记任职</button>" not in html
    assert [each.valid_to for each in holdings_of(reader, lisi)] == [MID_YEAR]
    assert [each.taker for each in hand_overs_of(reader, wangwu)] == [wangwu]


def test_the_page_of_a_person_asks_as_many_questions_for_many_posts_as_for_one(
    keeper: User, bureau: Organisation, holding: Holding, lisi: Person
) -> None:
    client = browser(keeper)
    client.get(f"/directory/people/{lisi.pk}/")
    with CaptureQueriesContext(connection) as few:
        client.get(f"/directory/people/{lisi.pk}/")
    for number in range(12):
        other = create_post(user=keeper, organisation=bureau, title=f"岗位{number}", on=START)
        hold_post(user=keeper, post=other, person=lisi, on=START)
    with CaptureQueriesContext(connection) as many:
        client.get(f"/directory/people/{lisi.pk}/")
    assert len(many) == len(few)


def test_nobody_without_the_permission_sees_a_person(nobody: User, holding: Holding, lisi: Person) -> None:
    assert browser(nobody).get(f"/directory/people/{lisi.pk}/").status_code == 403
    assert (list(holdings_of(nobody, lisi)), list(hand_overs_of(nobody, lisi))) == ([], [])
    assert browser(nobody).get("/directory/people/").status_code == 403


def test_a_person_who_does_not_exist_is_not_found(keeper: User) -> None:
    assert browser(keeper).get("/directory/people/99999/").status_code == 404


def test_a_post_is_taken_on_the_page_of_the_person(
    keeper: User, bureau: Organisation, post: Post, lisi: Person
) -> None:
    here = f"/directory/people/{lisi.pk}/"
    sent = {"organisation": bureau.name, "title": "双碳专员", "on": "2026-03-01", "acting": "on", "next": here}
    answer = browser(keeper).post(f"{here}hold/", sent, follow=True)
    held = Holding.objects.get()
    assert (held.person, held.post, held.valid_from, held.acting) == (lisi, post, Day(2026, 3, 1), True)
    assert answer.redirect_chain == [(here, 302)]
    assert told(answer) == ["已登记李四任“双碳专员”。"]
    assert "代理" in answer.content.decode()


def test_a_post_goes_to_the_next_holder_by_number(keeper: User, holding: Holding, wangwu: Person) -> None:
    here = f"/directory/people/{holding.person_id}/"
    sent = {"taker": "1002", "on": "2026-07-01", "note": "轮岗", "next": here}
    answer = browser(keeper).post(f"/directory/holdings/{holding.pk}/hand-over/", sent, follow=True)
    assert told(answer) == ["“双碳专员”已由李四交接给王五。"]
    made = HandOver.objects.get()
    assert (made.leaver_id, made.taker, made.on, made.note) == (holding.person_id, wangwu, MID_YEAR, "轮岗")
    assert Holding.objects.get(valid_to=None).person == wangwu


def test_a_post_that_is_left_stands_empty(keeper: User, holding: Holding) -> None:
    here = f"/directory/people/{holding.person_id}/"
    sent = {"on": "2026-07-01", "note": "退休", "next": here}
    answer = browser(keeper).post(f"/directory/holdings/{holding.pk}/leave/", sent, follow=True)
    holding.refresh_from_db()
    assert holding.valid_to == MID_YEAR
    assert told(answer) == ["李四已离任“双碳专员”，岗位空缺。"]
    row = Entry.objects.get(act="directory.post_left")
    assert row.after == {"on": "2026-07-01", "note": "退休"}
    assert HandOver.objects.count() == 0


@pytest.mark.parametrize(
    ("path", "sent", "says"),
    [
        ("people/{person}/hold/", {"organisation": "没有的局", "title": "双碳专员"}, "没有现行单位“没有的局”"),
        ("people/{person}/hold/", {"organisation": "", "title": "双碳专员"}, "请填写单位和岗位名称"),
        ("people/{person}/hold/", {"organisation": "铜梁区生态环境局", "title": "局长"}, "没有岗位“局长”"),
        ("people/{person}/hold/", {"organisation": "铜梁区生态环境局", "title": "双碳专员"}, "不必重复登记"),
        ("holdings/{holding}/hand-over/", {"taker": "赵六"}, "没有人员“赵六”"),
        ("holdings/{holding}/hand-over/", {"taker": "1001"}, "接收人就是移交人本人"),
        ("holdings/{holding}/leave/", {"on": "2025-01-01"}, "须晚于这一天"),
        ("holdings/{holding}/leave/", {"on": "昨天"}, "“昨天”不是日期"),
    ],
)
def test_a_refused_button_says_why_and_changes_nothing(
    keeper: User, holding: Holding, path: str, sent: dict[str, str], says: str
) -> None:
    before, here = stored(), f"/directory/people/{holding.person_id}/"
    address = "/directory/" + path.format(person=holding.person_id, holding=holding.pk)
    answer = browser(keeper).post(address, {"on": "2026-07-01", "next": here, **sent}, follow=True)
    assert answer.redirect_chain == [(here, 302)]
    assert says in told(answer)[0]
    assert stored() == before


@pytest.mark.parametrize(
    "path", ["people/{person}/hold/", "holdings/{holding}/hand-over/", "holdings/{holding}/leave/"]
)
def test_readers_cannot_press_the_buttons(reader: User, holding: Holding, path: str) -> None:
    before = stored()
    address = "/directory/" + path.format(person=holding.person_id, holding=holding.pk)
    assert browser(reader).post(address, {"on": "2026-07-01"}).status_code == 403
    assert stored()[:-1] == before[:-1]
    assert Entry.objects.order_by("-pk")[0].outcome == "refused"


def test_who_may_not_read_a_telephone_keeps_it_by_leaving_it_empty(keeper: User, lisi: Person) -> None:
    client, address = browser(keeper), f"/directory/people/{lisi.pk}/edit/"
    html = client.get(address).content.decode()
    assert ('placeholder="138****5678"' in html, "13812345678" in html) == (True, False)
    client.post(address, {"name": "李四光", "phone": "", "staff_number": "1001"})
    lisi.refresh_from_db()
    assert (lisi.name, lisi.phone) == ("李四光", "13812345678")
    client.post(address, {"name": "李四光", "phone": "13900001111", "staff_number": "1001"})
    lisi.refresh_from_db()
    assert lisi.phone == "13900001111"


def test_who_may_read_a_telephone_takes_it_out_by_emptying_it(lisi: Person) -> None:
    keeper = with_permissions("caller", "view_directory", "manage_directory", "view_contacts")
    client, address = browser(keeper), f"/directory/people/{lisi.pk}/edit/"
    assert 'value="13812345678"' in client.get(address).content.decode()
    client.post(address, {"name": "李四", "phone": "", "staff_number": "1001"})
    lisi.refresh_from_db()
    assert lisi.phone == ""


def test_a_refused_edit_keeps_what_was_typed_and_stores_nothing(keeper: User, lisi: Person, wangwu: Person) -> None:
    before = stored()
    sent = {"name": "李四", "phone": "12ab", "staff_number": "1002"}
    answer = browser(keeper).post(f"/directory/people/{lisi.pk}/edit/", sent)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert ("已属于王五" in html, "5—20 位数字" in html, 'value="12ab"' in html) == (True, True, True)
    assert stored() == before
