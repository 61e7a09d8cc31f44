"""Giving roles to accounts and posts, taking them back, and 三员分立."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from ditan.base.access.administration import administration_held, duties_left_alone
from ditan.base.access.errors import DutiesMixed, InvalidRole, LastAdministrator, NotAllowed, OwnRole, RoleInUse
from ditan.base.access.models import Grant, Role, RoleOfPost
from ditan.base.access.services import give_to_post, grant_role, revoke_grant, take_from_post
from ditan.base.audit.models import Entry, Outcome
from ditan.base.directory.models import Holding, Organisation, Post
from tests.base.access.conftest import LONG_AGO, MakePerson

pytestmark = pytest.mark.django_db


def everything() -> list[object]:
    """All that a write could have changed."""
    return [list(Grant.objects.order_by("pk").values()), list(RoleOfPost.objects.order_by("pk").values())]


def again(user: User) -> User:
    """The account as the next request reads it."""
    return User.objects.get(pk=user.pk)


def post_of(user: User) -> Post:
    """The post that somebody holds."""
    return Holding.objects.get(person__user=user).post


def test_a_role_is_granted_from_today_and_recorded(security: User, clerk: User, roles: dict[str, Role]) -> None:
    grant = grant_role(user=security, to=clerk, role=roles["审核员"])
    assert (grant.valid_from, grant.valid_to) == (timezone.localdate(), None)
    assert again(clerk).has_perm("plans.review_items") is True
    row = Entry.objects.get(act="access.role_granted")
    assert (row.target_name, row.user_name) == ("审核员", "anquan")
    assert row.after == {
        "user": "banshi",
        "role": "审核员",
        "organisation": None,
        "valid_from": timezone.localdate().isoformat(),
        "valid_to": None,
    }


def test_a_grant_that_is_revoked_ends_today_and_stays_on_record(
    security: User, clerk: User, roles: dict[str, Role]
) -> None:
    grant = grant_role(user=security, to=clerk, role=roles["审核员"])
    revoke_grant(user=security, pk=grant.pk)
    assert again(clerk).has_perm("plans.review_items") is False
    assert Grant.objects.get(pk=grant.pk).valid_to == timezone.localdate()
    row = Entry.objects.get(act="access.grant_revoked")
    assert (row.before["valid_to"], row.after["valid_to"]) == (None, timezone.localdate().isoformat())


def test_a_grant_of_the_future_that_is_revoked_never_begins(
    security: User, clerk: User, roles: dict[str, Role]
) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    grant = grant_role(user=security, to=clerk, role=roles["审核员"], valid_from=tomorrow)
    assert revoke_grant(user=security, pk=grant.pk).valid_to == tomorrow


def test_a_role_is_given_to_a_post_and_taken_back(security: User, clerk: User, roles: dict[str, Role]) -> None:
    given = give_to_post(user=security, post=post_of(clerk), role=roles["审核员"])
    assert again(clerk).has_perm("plans.review_items") is True
    take_from_post(user=security, pk=given.pk)
    assert again(clerk).has_perm("plans.review_items") is False
    acts = Entry.objects.filter(act__contains="post").order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["access.role_given_to_post", "access.role_taken_from_post"]


@pytest.mark.parametrize(
    ("first", "second"),
    [("安全管理员", "审计管理员"), ("审计管理员", "系统管理员"), ("系统管理员", "统筹"), ("部门", "审计管理员")],
)
def test_one_person_has_one_duty(
    first: str, second: str, security: User, make_person: MakePerson, roles: dict[str, Role]
) -> None:
    user = make_person("yiren", granted=(roles[first],))
    before = everything()
    with pytest.raises(DutiesMixed, match=f"“yiren”已有角色“{first}”.*三员分立要求一人只担一种职责"):
        grant_role(user=security, to=user, role=roles[second])
    assert everything() == before


def test_two_duties_one_after_the_other_are_no_conflict(security: User, roles: dict[str, Role]) -> None:
    user, today = User.objects.create_user("lunhuan"), timezone.localdate()
    month = today + timedelta(days=30)
    grant_role(user=security, to=user, role=roles["部门"], valid_to=month)
    grant_role(user=security, to=user, role=roles["审计管理员"], valid_from=month)
    assert Grant.objects.filter(user=user).count() == 2


def test_a_duty_to_come_counts_too(security: User, roles: dict[str, Role]) -> None:
    user, today = User.objects.create_user("jianglai"), timezone.localdate()
    grant_role(user=security, to=user, role=roles["审计管理员"], valid_from=today + timedelta(days=30))
    before = everything()
    with pytest.raises(DutiesMixed):
        grant_role(user=security, to=user, role=roles["部门"])
    assert everything() == before


def test_a_post_does_not_bring_its_holder_a_second_duty(security: User, clerk: User, roles: dict[str, Role]) -> None:
    before = everything()
    with pytest.raises(DutiesMixed, match="“banshi”已有角色“部门”"):
        give_to_post(user=security, post=post_of(clerk), role=roles["系统管理员"])
    assert everything() == before


def test_nobody_gives_to_themselves(security: User, roles: dict[str, Role]) -> None:
    before = everything()
    with pytest.raises(OwnRole, match="不能给自己增减角色"):
        grant_role(user=security, to=security, role=roles["安全管理员"], valid_from=LONG_AGO)
    with pytest.raises(OwnRole):
        revoke_grant(user=security, pk=Grant.objects.get(user=security).pk)
    assert everything() == before


def test_nobody_arranges_the_post_that_they_hold(
    make_person: MakePerson, roles: dict[str, Role], forestry: Organisation
) -> None:
    holder = make_person("anquan", forestry, post_roles=(roles["安全管理员"],))
    before = everything()
    with pytest.raises(OwnRole):
        give_to_post(user=holder, post=post_of(holder), role=roles["审核员"])
    with pytest.raises(OwnRole):
        take_from_post(user=holder, pk=RoleOfPost.objects.get().pk)
    assert everything() == before


def test_the_last_administrator_is_not_taken_away(security: User, auditor: User) -> None:
    before = everything()
    with pytest.raises(LastAdministrator, match="请先把该权限交给另一名管理员"):
        revoke_grant(user=security, pk=Grant.objects.get(user=auditor).pk)
    assert everything() == before


def test_the_last_but_one_administrator_may_be_taken_away(
    security: User, auditor: User, make_person: MakePerson, roles: dict[str, Role]
) -> None:
    make_person("shenji-2", granted=(roles["审计管理员"],))
    revoke_grant(user=security, pk=Grant.objects.get(user=auditor).pk)
    assert again(auditor).get_all_permissions() == set()


def test_a_disabled_administrator_does_not_count(
    security: User, auditor: User, make_person: MakePerson, roles: dict[str, Role]
) -> None:
    second = make_person("shenji-2", granted=(roles["审计管理员"],))
    User.objects.filter(pk=second.pk).update(is_active=False)
    with pytest.raises(LastAdministrator):
        revoke_grant(user=security, pk=Grant.objects.get(user=auditor).pk)


def test_the_last_administrators_post_keeps_its_role(
    security: User, make_person: MakePerson, roles: dict[str, Role], forestry: Organisation
) -> None:
    make_person("xitong", forestry, post_roles=(roles["系统管理员"],))
    held = administration_held()
    assert any(name.startswith(("accounts.", "directory.")) for name in held)
    with pytest.raises(LastAdministrator):
        take_from_post(user=security, pk=RoleOfPost.objects.get().pk)
    assert administration_held() == held


def test_what_only_one_account_holds_is_known_before_it_is_disabled(
    security: User, auditor: User, make_person: MakePerson, roles: dict[str, Role]
) -> None:
    assert "access.manage_roles" in duties_left_alone(security)
    assert "access.view_matrix" not in duties_left_alone(security)
    make_person("anquan-2", granted=(roles["安全管理员"],))
    assert duties_left_alone(security) == ()


@pytest.mark.parametrize(
    ("start", "end", "message"), [(0, 0, "不晚于生效日期"), (5, 3, "不晚于生效日期"), (-9, -1, "已过")]
)
def test_dates_that_cannot_be_are_refused(
    start: int, end: int, message: str, security: User, clerk: User, roles: dict[str, Role]
) -> None:
    today, before = timezone.localdate(), everything()
    first, last = today + timedelta(days=start), today + timedelta(days=end)
    with pytest.raises(InvalidRole, match=message):
        grant_role(user=security, to=clerk, role=roles["审核员"], valid_from=first, valid_to=last)
    assert everything() == before


def test_what_is_held_is_not_granted_twice(security: User, clerk: User, roles: dict[str, Role]) -> None:
    grant_role(user=security, to=clerk, role=roles["审核员"])
    give_to_post(user=security, post=post_of(clerk), role=roles["审核员"])
    before = everything()
    with pytest.raises(RoleInUse, match="“banshi”已有角色“审核员”"):
        grant_role(user=security, to=clerk, role=roles["审核员"])
    with pytest.raises(RoleInUse, match="已有角色“审核员”"):
        give_to_post(user=security, post=post_of(clerk), role=roles["审核员"])
    assert everything() == before


def test_what_has_ended_is_not_revoked_again(security: User, clerk: User, roles: dict[str, Role]) -> None:
    grant = grant_role(user=security, to=clerk, role=roles["审核员"])
    revoke_grant(user=security, pk=grant.pk)
    before = everything()
    with pytest.raises(RoleInUse, match="结束，不必再收回"):
        revoke_grant(user=security, pk=grant.pk)
    assert everything() == before


@pytest.mark.parametrize("who", ["clerk", "auditor"])
def test_who_may_not_grant_changes_nothing(who: str, request: pytest.FixtureRequest, roles: dict[str, Role]) -> None:
    user = request.getfixturevalue(who)
    other = User.objects.create_user("qita")
    grant = Grant.objects.create(user=other, role=roles["部门"], valid_from=LONG_AGO)
    before = everything()
    with pytest.raises(NotAllowed, match="您没有“授予与收回角色”权限"):
        grant_role(user=user, to=other, role=roles["审核员"])
    with pytest.raises(NotAllowed):
        revoke_grant(user=user, pk=grant.pk)
    assert everything() == before
    assert list(Entry.objects.filter(outcome=Outcome.REFUSED).values_list("act", flat=True)) == [
        "access.grant_revoked",
        "access.role_granted",
    ]
