"""The pages of tokens: one's own, everybody's, a new one, and the end of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ditan.base.identity.models import ApiToken
from ditan.base.identity.services import IssuedToken

Issue = Callable[..., IssuedToken]
OWN, ALL, NEW = "/identity/tokens/", "/identity/tokens/all/", "/identity/tokens/new/"


def filled(**more: Any) -> dict[str, Any]:
    day = timezone.localdate() + timedelta(days=30)
    return {"name": "能耗平台", "permissions": ["plans.view_plans"], "expires_on": day.isoformat(), **more}


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_person_sees_her_own_tokens_and_nobody_elses(client: Client, clerk: User, other: User, issue: Issue) -> None:
    issue(clerk, name="我的令牌")
    issue(other, name="别人的令牌")
    client.force_login(clerk)
    page = text(client.get(OWN))
    assert "我的令牌" in page
    assert "别人的令牌" not in page
    assert client.get(ALL).status_code == 403


def test_an_administrator_sees_everybodys_tokens_with_their_owners(
    client: Client, clerk: User, administrator: User, issue: Issue
) -> None:
    issue(clerk, name="我的令牌")
    client.force_login(administrator)
    assert "我的令牌" not in text(client.get(OWN))
    page = text(client.get(ALL))
    assert "我的令牌" in page
    assert "clerk" in page


def test_without_the_permission_the_pages_stay_shut(client: Client, db: None) -> None:
    client.force_login(User.objects.create_user("nobody"))
    assert [client.get(path).status_code for path in (OWN, ALL, NEW)] == [403, 403, 403]
    assert client.post(NEW, filled()).status_code == 403
    assert ApiToken.objects.count() == 0


def test_the_form_offers_only_what_the_person_holds(client: Client, clerk: User) -> None:
    client.force_login(clerk)
    page = text(client.get(NEW))
    assert 'value="plans.view_plans"' in page
    assert 'value="plans.upload_plan"' not in page
    assert 'value="identity.issue_tokens"' not in page


def test_the_value_is_shown_on_one_page_that_nobody_keeps(client: Client, clerk: User) -> None:
    client.force_login(clerk)
    answer = client.post(NEW, filled())
    value = text(answer).partition('value="dt_')[2].partition('"')[0]
    assert len(value) == 43
    assert "no-store" in answer["Cache-Control"]
    assert value not in text(client.get(OWN))
    assert ApiToken.objects.get().beginning == f"dt_{value[:5]}"


def test_what_was_typed_survives_a_refusal(client: Client, clerk: User) -> None:
    client.force_login(clerk)
    answer = client.post(NEW, filled(expires_on="2020-01-01", permissions=[]))
    page = text(answer)
    assert answer.status_code == 422
    assert 'value="能耗平台"' in page
    assert "最长一年" in page
    assert "请至少勾选一项权限" in page
    assert ApiToken.objects.count() == 0


@pytest.mark.parametrize("day", ["", "soon", "2026-13-01", "9999-12-31"])
def test_a_day_that_is_none_is_refused(client: Client, clerk: User, day: str) -> None:
    client.force_login(clerk)
    assert client.post(NEW, filled(expires_on=day)).status_code == 422


def test_the_button_ends_a_token_and_says_so(client: Client, clerk: User, issue: Issue) -> None:
    token = issue(clerk).token
    client.force_login(clerk)
    page = text(client.post(f"{OWN}{token.pk}/revoke/", follow=True))
    assert "令牌“能耗平台”已吊销" in page
    assert ApiToken.objects.get().revoked_at is not None
    assert "已经吊销" in text(client.post(f"{OWN}{token.pk}/revoke/", follow=True))


def test_another_persons_token_is_not_there(client: Client, clerk: User, other: User, issue: Issue) -> None:
    token = issue(clerk).token
    client.force_login(other)
    assert client.post(f"{OWN}{token.pk}/revoke/").status_code == 404
    assert client.get(f"{OWN}{token.pk}/revoke/").status_code == 405
    assert ApiToken.objects.get().revoked_at is None


def test_the_way_back_from_a_button_never_leaves_the_site(client: Client, clerk: User, issue: Issue) -> None:
    token = issue(clerk).token
    client.force_login(clerk)
    answer = client.post(f"{OWN}{token.pk}/revoke/", {"next": "https://evil.example/"})
    assert answer["Location"] == OWN


def test_the_list_asks_the_database_as_often_for_many_as_for_few(
    client: Client, clerk: User, administrator: User, issue: Issue
) -> None:
    client.force_login(administrator)
    issue(clerk, name="一")
    client.get(ALL)
    with CaptureQueriesContext(connection) as few:
        client.get(ALL)
    for number in range(12):
        issue(clerk, name=f"令牌{number}")
    with CaptureQueriesContext(connection) as many:
        client.get(ALL)
    assert len(many) == len(few)


def test_a_search_without_a_find_says_so(client: Client, clerk: User, issue: Issue) -> None:
    issue(clerk)
    client.force_login(clerk)
    assert "没有符合条件的令牌" in text(client.get(OWN, {"words": "无"}))
    assert "能耗平台" in text(client.get(OWN, {"words": "能耗", "state": "valid"}))
