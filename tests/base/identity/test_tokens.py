"""Tokens: what is kept of them, who makes and ends them, and what they open."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.db import connection
from django.utils import timezone

from ditan.base.audit.models import Entry
from ditan.base.identity.errors import IdentityError, InvalidToken, NotAllowed, WrongInput
from ditan.base.identity.models import ApiToken
from ditan.base.identity.selectors import TokenFilters, all_tokens, get_token, own_tokens
from ditan.base.identity.services import IssuedToken, issue_token, revoke_token, use_token

Issue = Callable[..., IssuedToken]


def acts() -> list[str]:
    return list(Entry.objects.filter(act__startswith="identity.").order_by("pk").values_list("act", flat=True))


def in_days(number: int) -> object:
    return timezone.localdate() + timedelta(days=number)


def test_the_value_is_given_once_and_only_its_digest_is_stored(clerk: User, issue: Issue) -> None:
    issued = issue(clerk)
    assert issued.value.startswith("dt_")
    assert len(issued.value) == 46
    assert issued.token.digest == hashlib.sha256(issued.value.encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM identity_apitoken")
        assert issued.value not in str(cursor.fetchall())
    assert issued.value not in repr(issued)
    assert issued.value not in json.dumps(list(Entry.objects.values("after", "detail", "target_name")))
    assert acts() == ["identity.token_issued"]


def test_two_tokens_are_never_the_same(clerk: User, issue: Issue) -> None:
    assert issue(clerk, name="甲").value != issue(clerk, name="乙").value


def test_without_the_permission_nobody_makes_one(db: None, issue: Issue) -> None:
    with pytest.raises(NotAllowed, match="您没有“申请接口令牌”权限"):
        issue(User.objects.create_user("nobody"))
    assert (ApiToken.objects.count(), acts()) == (0, [])


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_token_lives_a_year_at_most_and_not_until_yesterday(clerk: User, issue: Issue, days: int) -> None:
    with pytest.raises(WrongInput, match="最长一年"):
        issue(clerk, days=days)
    assert (ApiToken.objects.count(), acts()) == (0, [])


def test_a_token_without_an_end_name_or_permission_is_refused_for_all_three(clerk: User) -> None:
    with pytest.raises(WrongInput) as refused:
        issue_token(user=clerk, name=" ", permissions=(), expires_on=None)
    assert set(refused.value.errors) == {"name", "permissions", "expires_on"}
    assert ApiToken.objects.count() == 0


@pytest.mark.parametrize("permission", ["plans.review_items", "identity.issue_tokens", "plans.nothing"])
def test_a_token_gets_no_permission_that_its_owner_lacks_or_may_not_hand_on(
    clerk: User, issue: Issue, permission: str
) -> None:
    with pytest.raises(WrongInput, match=f"您没有权限 {permission}，不能授予令牌"):
        issue(clerk, permission)
    assert ApiToken.objects.count() == 0


def test_a_name_serves_once_an_owner_until_it_is_revoked(clerk: User, other: User, issue: Issue) -> None:
    first = issue(clerk)
    issue(other)
    with pytest.raises(WrongInput, match="您已有名为“能耗平台”的令牌"):
        issue(clerk)
    revoke_token(user=clerk, pk=first.token.pk)
    issue(clerk)
    assert ApiToken.objects.filter(owner=clerk).count() == 2


def test_the_bearer_has_only_what_owner_and_token_both_have(clerk: User, issue: Issue) -> None:
    bearer = use_token(value=issue(clerk).value, address="192.0.2.7")
    assert bearer.pk == clerk.pk
    assert bearer.get_all_permissions() == {"plans.view_plans"}
    assert bearer.has_perm("plans.view_plans")
    assert not bearer.has_perm("plans.export_items")
    assert not bearer.has_perms(["plans.view_plans", "plans.export_items"])
    assert (bearer.has_module_perms("plans"), bearer.has_module_perms("identity")) == (True, False)


def test_what_the_owner_loses_the_token_loses(clerk: User, issue: Issue) -> None:
    value = issue(clerk).value
    clerk.user_permissions.remove(Permission.objects.get(codename="view_plans"))
    assert use_token(value=value, address="").get_all_permissions() == set()


def test_the_token_of_a_superuser_is_narrow_too(db: None, issue: Issue) -> None:
    root = User.objects.create_superuser("root")
    bearer = use_token(value=issue(root).value, address="")
    assert bearer.get_all_permissions() == {"plans.view_plans"}
    assert not bearer.has_perm("plans.upload_plan")


def test_the_last_use_is_written_once_a_minute(clerk: User, issue: Issue) -> None:
    issued = issue(clerk)
    use_token(value=issued.value, address="192.0.2.7")
    first = ApiToken.objects.get()
    use_token(value=issued.value, address="192.0.2.8")
    assert ApiToken.objects.get().last_used_at == first.last_used_at
    assert ApiToken.objects.get().last_used_address == "192.0.2.7"
    ApiToken.objects.update(last_used_at=timezone.now() - timedelta(minutes=2))
    use_token(value=issued.value, address="192.0.2.8")
    assert ApiToken.objects.get().last_used_address == "192.0.2.8"


@pytest.mark.parametrize("value", ["", "dt_", "dt_" + "A" * 43, "Bearer", "x" * 10_000])
def test_an_unknown_value_opens_nothing_and_is_logged(db: None, value: str) -> None:
    with pytest.raises(InvalidToken, match="没有这个令牌"):
        use_token(value=value, address="")
    assert acts() == ["identity.token_refused"]


def test_a_revoked_token_opens_nothing(clerk: User, issue: Issue) -> None:
    issued = issue(clerk)
    revoke_token(user=clerk, pk=issued.token.pk)
    with pytest.raises(InvalidToken, match="令牌“能耗平台”已被吊销"):
        use_token(value=issued.value, address="")
    assert acts() == ["identity.token_issued", "identity.token_revoked", "identity.token_refused"]


def test_an_expired_token_opens_nothing(clerk: User, issue: Issue) -> None:
    issued = issue(clerk)
    past = timezone.now() - timedelta(days=40)
    ApiToken.objects.update(created_at=past, expires_at=past + timedelta(days=1))
    with pytest.raises(InvalidToken, match="令牌“能耗平台”已过期"):
        use_token(value=issued.value, address="")
    assert ApiToken.objects.get().last_used_at is None


def test_the_token_of_a_disabled_owner_opens_nothing(clerk: User, issue: Issue) -> None:
    issued = issue(clerk)
    User.objects.filter(pk=clerk.pk).update(is_active=False)
    with pytest.raises(InvalidToken, match="所属账号已停用"):
        use_token(value=issued.value, address="")


def test_a_token_makes_and_ends_no_tokens(clerk: User, issue: Issue) -> None:
    issued = issue(clerk)
    bearer = use_token(value=issued.value, address="")
    bearer.token_permissions = frozenset({"identity.issue_tokens"})
    with pytest.raises(IdentityError, match="不能用来申请或吊销令牌"):
        issue(bearer)
    with pytest.raises(IdentityError, match="不能用来申请或吊销令牌"):
        revoke_token(user=bearer, pk=issued.token.pk)
    assert ApiToken.objects.get().revoked_at is None


def test_another_persons_token_is_not_found(clerk: User, other: User, issue: Issue) -> None:
    issued = issue(clerk)
    with pytest.raises(ApiToken.DoesNotExist):
        revoke_token(user=other, pk=issued.token.pk)
    with pytest.raises(ApiToken.DoesNotExist):
        get_token(AnonymousUser(), issued.token.pk)
    assert ApiToken.objects.get().revoked_at is None


def test_an_administrator_ends_any_token_once(clerk: User, administrator: User, issue: Issue) -> None:
    issued = issue(clerk)
    revoke_token(user=administrator, pk=issued.token.pk)
    assert ApiToken.objects.get().revoked_by_name == "administrator"
    with pytest.raises(IdentityError, match="已经吊销"):
        revoke_token(user=administrator, pk=issued.token.pk)


def test_everybody_lists_their_own_and_administrators_all(
    clerk: User, other: User, administrator: User, issue: Issue
) -> None:
    mine, theirs = issue(clerk).token, issue(other).token
    assert list(own_tokens(clerk)) == [mine]
    assert list(own_tokens(administrator)) == []
    assert list(all_tokens(administrator)) == [theirs, mine]
    with pytest.raises(NotAllowed):
        all_tokens(clerk)


def test_a_search_finds_by_name_owner_beginning_and_state(clerk: User, administrator: User, issue: Issue) -> None:
    valid, revoked, expired = (issue(clerk, name=name).token for name in ("一", "二", "三"))
    revoke_token(user=clerk, pk=revoked.pk)
    past = timezone.now() - timedelta(days=40)
    ApiToken.objects.filter(pk=expired.pk).update(created_at=past, expires_at=past + timedelta(days=1))
    assert list(all_tokens(administrator, TokenFilters(words="二"))) == [revoked]
    assert all_tokens(administrator, TokenFilters(words="clerk")).count() == 3
    assert list(all_tokens(administrator, TokenFilters(words=valid.beginning))) == [valid]
    assert list(all_tokens(administrator, TokenFilters(state="valid"))) == [valid]
    assert list(all_tokens(administrator, TokenFilters(state="revoked"))) == [revoked]
    assert list(all_tokens(administrator, TokenFilters(state="expired"))) == [expired]
