"""What an account may do: the union of the roles that it holds today."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission, User
from django.test import Client
from django.utils import timezone

from ditan.base.access.held import forget, roles_held
from ditan.base.access.models import Grant, Role, RoleOfPost
from ditan.base.directory.models import Holding, Organisation, Post
from tests.base.access.conftest import LONG_AGO, MakePerson

pytestmark = pytest.mark.django_db


def again(user: User) -> User:
    """The account as the next request reads it."""
    return User.objects.get(pk=user.pk)


def test_a_role_of_a_post_gives_its_permissions(clerk: User) -> None:
    assert clerk.has_perm("plans.view_plans") is True
    assert clerk.has_perm("plans.review_items") is False


def test_a_granted_role_gives_its_permissions(make_person: MakePerson, roles: dict[str, Role]) -> None:
    user = make_person("shenhe", granted=(roles["审核员"],))
    assert user.get_all_permissions() == {"plans.view_plans", "plans.review_items", "plans.export_items"}


def test_several_roles_give_the_union(clerk: User, roles: dict[str, Role]) -> None:
    Grant.objects.create(user=clerk, role=roles["审核员"], valid_from=LONG_AGO)
    assert {"plans.view_plans", "plans.review_items", "plans.export_items"} <= again(clerk).get_all_permissions()


def test_nobody_in_particular_holds_nothing(roles: dict[str, Role]) -> None:
    assert AnonymousUser().has_perm("plans.view_plans") is False
    assert roles_held(AnonymousUser()).roles == ()
    assert User.objects.create_user("xin").get_all_permissions() == set()


def test_a_disabled_account_holds_nothing(clerk: User) -> None:
    clerk.is_active = False
    clerk.save()
    assert again(clerk).has_perm("plans.view_plans") is False
    assert again(clerk).get_all_permissions() == set()


@pytest.mark.parametrize(
    ("starts", "ends", "held"),
    [(0, None, True), (-1, 1, True), (1, None, False), (-9, 0, False), (-9, -1, False), (0, 1, True), (0, 0, False)],
)
def test_a_grant_is_held_from_its_first_day_to_the_day_before_its_last(
    starts: int, ends: int | None, held: bool, roles: dict[str, Role]
) -> None:
    user, today = User.objects.create_user("linshi"), timezone.localdate()
    end = None if ends is None else today + timedelta(days=ends)
    Grant.objects.create(user=user, role=roles["部门"], valid_from=today + timedelta(days=starts), valid_to=end)
    assert again(user).has_perm("plans.view_plans") is held


def test_who_leaves_a_post_loses_its_roles_and_who_follows_has_them(
    clerk: User, make_person: MakePerson, finance: Organisation
) -> None:
    follower = make_person("jieren", finance)
    holding = Holding.objects.get(person__user=clerk)
    holding.valid_to = timezone.localdate()
    holding.save()
    Holding.objects.create(person=follower.person, post=holding.post, valid_from=timezone.localdate())
    assert again(clerk).has_perm("plans.view_plans") is False
    assert again(follower).has_perm("plans.view_plans") is True


def test_a_post_that_is_abolished_gives_nothing(clerk: User) -> None:
    Post.objects.update(valid_to=timezone.localdate())
    assert again(clerk).has_perm("plans.view_plans") is False


def test_groups_give_nothing_any_more(roles: dict[str, Role]) -> None:
    user = User.objects.create_user("jiu")
    group = Group.objects.create(name="旧角色")
    group.permissions.set(Permission.objects.filter(codename="review_items"))
    user.groups.add(group)
    assert again(user).has_perm("plans.review_items") is False


def test_a_permission_set_on_the_account_itself_still_counts(db: None) -> None:
    user = User.objects.create_user("jiaoben")
    user.user_permissions.set(Permission.objects.filter(codename="review_items"))
    assert again(user).has_perm("plans.review_items") is True


def test_two_duties_in_one_pair_of_hands_give_business_alone(clerk: User, roles: dict[str, Role]) -> None:
    Grant.objects.create(user=clerk, role=roles["安全管理员"], valid_from=LONG_AGO)
    assert again(clerk).has_perm("plans.view_plans") is True
    assert again(clerk).has_perm("access.manage_roles") is False


def test_two_administrators_in_one_pair_of_hands_give_nothing(security: User, roles: dict[str, Role]) -> None:
    Grant.objects.create(user=security, role=roles["审计管理员"], valid_from=LONG_AGO)
    assert again(security).get_all_permissions() == set()


def test_roles_are_read_once_a_request(clerk: User, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(3):  # type: ignore[operator]
        assert clerk.has_perm("plans.view_plans") is True
        assert clerk.has_perm("plans.review_items") is False
        assert roles_held(clerk).roles != ()


def test_who_holds_no_role_costs_no_third_query(roles: dict[str, Role], django_assert_num_queries: object) -> None:
    user = User.objects.create_user("xin")
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert user.has_perm("plans.view_plans") is False


def test_a_user_object_can_be_read_again_after_a_change(clerk: User) -> None:
    assert clerk.has_perm("plans.view_plans") is True
    RoleOfPost.objects.all().delete()
    assert clerk.has_perm("plans.view_plans") is True
    forget(clerk)
    assert clerk.has_perm("plans.view_plans") is False


def test_an_acting_holder_has_the_roles_of_the_post(
    clerk: User, make_person: MakePerson, finance: Organisation
) -> None:
    acting = make_person("daili", finance)
    post = Holding.objects.get(person__user=clerk).post
    Holding.objects.create(person=acting.person, post=post, valid_from=date(2026, 1, 1), acting=True)
    assert again(acting).has_perm("plans.view_plans") is True


def test_passwords_are_checked_as_before(client: Client) -> None:
    User.objects.create_user("denglu", password="Bright-Field-39")
    assert client.login(username="denglu", password="wrong") is False
    assert client.login(username="denglu", password="Bright-Field-39") is True
