"""The user sync: what it makes, what it changes, and that the same call twice is once."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from ditan.base.audit.models import Entry
from ditan.base.directory.models import Holding, Organisation, Person, Post
from ditan.base.identity.models import ExternalAccount
from ditan.base.identity.services import IssuedToken
from tests.base.identity.conftest import bearing, person

Call = Callable[..., Any]
PATH = "/api/identity/users/E-7"


@pytest.fixture
def posts(db: None) -> list[Post]:
    """Two posts of one bureau."""
    bureau = Organisation.objects.create(
        name="合川区发展和改革委员会", kind="department", credit_code="11500382009328882W"
    )
    return [Post.objects.create(organisation=bureau, title=title) for title in ("双碳专员", "科长")]


@pytest.fixture
def owner(db: None) -> User:
    """The system administrator in whose name another system keeps accounts."""
    return person(
        "system",
        "identity.issue_tokens",
        "identity.sync_users",
        "directory.manage_directory",
        "accounts.manage_accounts",
    )


@pytest.fixture
def call(client: Client, owner: User, issue: Callable[..., IssuedToken]) -> Call:
    """Call the sync with a token of its own."""
    value = issue(owner, "identity.sync_users").value

    def send(method: str, path: str = PATH, **body: Any) -> Any:
        send_it = getattr(client, method)
        more = {"data": body, "content_type": "application/json"} if method == "put" else {}
        return send_it(path, **more, **bearing(value))

    return send


def held(post: Post, **more: Any) -> dict[str, Any]:
    return {"organisation": post.organisation.credit_code, "post": post.title, **more}


def stored() -> tuple[int, int, int, int]:
    return User.objects.count(), Person.objects.count(), ExternalAccount.objects.count(), Holding.objects.count()


def test_a_new_person_gets_an_account_without_a_password_and_her_posts(call: Call, posts: list[Post]) -> None:
    answer = call(
        "put", username="li.ming", name="李明", phone="13800000000", holdings=[held(posts[0], valid_from="2026-01-01")]
    )
    assert answer.status_code == 200
    assert answer.json() == {
        "external_id": "E-7",
        "username": "li.ming",
        "name": "李明",
        "active": True,
        "holdings": [
            {
                "organisation": "合川区发展和改革委员会",
                "credit_code": "11500382009328882W",
                "post": "双碳专员",
                "valid_from": "2026-01-01",
                "acting": False,
            }
        ],
        "result": "created",
    }
    made = User.objects.get(username="li.ming")
    assert (made.has_usable_password(), made.is_active, made.is_superuser) == (False, True, False)
    assert made.person.phone == "13800000000"
    assert Entry.objects.get(act="identity.account_made").user_name == "system"
    assert "13800000000" not in str(list(Entry.objects.values()))


def test_the_same_call_twice_is_once(call: Call, posts: list[Post]) -> None:
    body = {"username": "li.ming", "name": "李明", "holdings": [held(posts[0])]}
    call("put", **body)
    before, rows = stored(), Entry.objects.count()
    assert call("put", **body).json()["result"] == "unchanged"
    assert (stored(), Entry.objects.count()) == (before, rows)


def test_names_and_telephone_change_and_what_is_left_out_of_posts_stays(call: Call, posts: list[Post]) -> None:
    call("put", username="li.ming", name="李明", holdings=[held(posts[0])])
    answer = call("put", username="liming", name="李铭", phone="023-42840000").json()
    assert (answer["result"], answer["username"], answer["name"]) == ("changed", "liming", "李铭")
    assert [each["post"] for each in answer["holdings"]] == ["双碳专员"]
    assert Entry.objects.get(act="identity.account_changed").before == {"username": "li.ming", "name": "李明"}


def test_posts_that_are_not_named_any_more_end_today(call: Call, posts: list[Post]) -> None:
    call("put", username="li.ming", name="李明", holdings=[held(posts[0], valid_from="2026-01-01")])
    answer = call("put", username="li.ming", name="李明", holdings=[held(posts[1], acting=True)]).json()
    assert [(each["post"], each["acting"]) for each in answer["holdings"]] == [("科长", True)]
    assert Holding.objects.get(post=posts[0]).valid_to == timezone.localdate()
    assert Holding.objects.get(post=posts[1]).valid_from == timezone.localdate()


def test_an_organisation_is_found_by_its_full_name_too(call: Call, posts: list[Post]) -> None:
    named = {"organisation": "合川区发展和改革委员会", "post": "科长"}
    assert call("put", username="li.ming", name="李明", holdings=[named]).status_code == 200


def test_switching_off_deletes_nothing_and_happens_once(call: Call, posts: list[Post]) -> None:
    call("put", username="li.ming", name="李明", holdings=[held(posts[0])])
    before = stored()
    assert call("delete").json()["result"] == "changed"
    assert call("delete").json() == {**call("get").json(), "active": False}
    assert stored() == before
    assert Holding.objects.get().valid_to is None
    assert not User.objects.get(username="li.ming").is_active
    assert call("put", username="li.ming", name="李明").json()["active"] is True


def test_every_fault_is_named_at_once_and_nothing_is_stored(call: Call, posts: list[Post], clerk: User) -> None:
    before = stored()
    answer = call(
        "put",
        username="clerk",
        name="李明",
        holdings=[
            {"organisation": "无此单位", "post": "科长"},
            held(posts[0]),
            held(posts[0]),
            held(posts[1]) | {"post": "处长"},
        ],
    )
    assert answer.status_code == 422
    errors = answer.json()["error"]["details"]["errors"]
    assert list(errors) == ["username", "holdings.0.organisation", "holdings.2.post", "holdings.3.post"]
    assert "不能由同步接管" in errors["username"]
    assert errors["holdings.0.organisation"].startswith("第 1 项任职：没有找到现行单位“无此单位”")
    assert errors["holdings.3.post"].startswith("第 4 项任职：“合川区发展和改革委员会”没有岗位“处长”")
    assert stored() == before


@pytest.mark.parametrize("body", [{"username": "a b", "name": "李"}, {"username": "li", "name": " "}])
def test_a_name_that_cannot_be_is_refused_and_nothing_is_stored(call: Call, body: dict[str, Any]) -> None:
    before = stored()
    assert call("put", **body).status_code == 422
    assert stored() == before


def test_a_telephone_that_is_none_takes_the_account_back_too(call: Call) -> None:
    before = stored()
    answer = call("put", username="li.ming", name="李明", phone="none")
    assert answer.json()["error"]["details"]["errors"] == {
        "phone": "电话应为 5—20 位数字，可含空格、短横和开头的加号；请核对。"
    }
    assert stored() == before


def test_a_post_cannot_be_left_on_the_day_it_was_taken(call: Call, posts: list[Post]) -> None:
    call("put", username="li.ming", name="李明", holdings=[held(posts[0])])
    answer = call("put", username="li.ming", name="李明", holdings=[])
    assert answer.status_code == 422
    assert "须晚于这一天" in answer.json()["error"]["details"]["errors"]["holdings"]
    assert Holding.objects.get().valid_to is None


def test_an_unknown_id_is_not_found(call: Call) -> None:
    assert [call(method, "/api/identity/users/none").status_code for method in ("get", "delete")] == [404, 404]


def test_a_session_may_not_sync_whatever_it_holds(client: Client, owner: User) -> None:
    client.force_login(owner)
    answer = client.put(PATH, {"username": "li.ming", "name": "李明"}, content_type="application/json")
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "by_token_alone")
    assert User.objects.count() == 1


def test_a_token_without_the_permission_may_not_sync(client: Client, owner: User, issue: Call) -> None:
    value = issue(owner, "directory.manage_directory").value
    answer = client.put(PATH, {"username": "li", "name": "李"}, content_type="application/json", **bearing(value))
    assert (answer.status_code, User.objects.count()) == (403, 1)


def test_what_the_owner_may_not_do_the_sync_may_not(client: Client, administrator: User, issue: Call) -> None:
    value = issue(administrator, "identity.sync_users").value
    answer = client.put(PATH, {"username": "li", "name": "李"}, content_type="application/json", **bearing(value))
    assert "维护组织、区划与人员" in answer.json()["error"]["message"]
    assert User.objects.count() == 1


def test_the_other_permissions_of_the_sync_do_not_stay_with_the_token(client: Client, call: Call, owner: User) -> None:
    call("put", username="li.ming", name="李明")
    assert owner.api_tokens.get().permissions == ["identity.sync_users"]


def test_a_synced_account_of_yesterday_keeps_its_day(call: Call, posts: list[Post]) -> None:
    call("put", username="li.ming", name="李明", holdings=[held(posts[0], valid_from="2026-01-01")])
    call("put", username="li.ming", name="李明", holdings=[held(posts[0], valid_from="2026-02-01")])
    assert Holding.objects.get().valid_from == datetime.date(2026, 1, 1)
