"""An installation that had groups for roles keeps who may do what."""

from __future__ import annotations

import importlib
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.db import connection

from ditan.base.access.models import Grant, Role
from ditan.base.access.services import make_declared_roles

pytestmark = pytest.mark.django_db
migration = importlib.import_module("ditan.base.access.migrations.0002_groups_become_roles")


def carry_over() -> None:
    """Run the data migration on the tables of today."""
    migration.carry_over(apps, SimpleNamespace(connection=connection))


def group(name: str, *codenames: str) -> Group:
    """A group with these permissions of plans."""
    made = Group.objects.create(name=name)
    made.permissions.set(Permission.objects.filter(content_type__app_label="plans", codename__in=codenames))
    return made


def test_members_of_a_group_hold_the_role_that_it_becomes() -> None:
    user = User.objects.create_user("jiu")
    user.groups.add(group("审核员", "review_items", "export_items"))
    carry_over()
    role = Role.objects.get(name="审核员")
    assert (role.scope, role.built_in) == ("all", True)
    assert Grant.objects.get(user=user).role == role
    assert User.objects.get(pk=user.pk).has_perm("plans.review_items") is True


def test_the_coordinating_offices_group_takes_its_short_name() -> None:
    group("统筹办", "manage_plans")
    carry_over()
    assert list(Role.objects.values_list("name", flat=True)) == ["统筹"]


def test_what_a_group_had_lost_is_not_given_back() -> None:
    group("审核员", "review_items")
    carry_over()
    make_declared_roles()
    held = set(Role.objects.get(name="审核员").permissions.values_list("codename", flat=True))
    assert held == {"review_items", "view_plans"}


def test_a_group_of_something_else_is_left_alone() -> None:
    Group.objects.create(name="别的")
    carry_over()
    assert Role.objects.count() == 0


def test_carrying_over_twice_changes_nothing_more() -> None:
    user = User.objects.create_user("jiu")
    user.groups.add(group("查阅人员", "export_items"))
    carry_over()
    carry_over()
    assert (Role.objects.count(), Grant.objects.count()) == (1, 1)
    assert Group.objects.count() == 1
