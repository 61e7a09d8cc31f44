"""Roles that domains declare become groups once, and then belong to the administrators."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User

from ditan.base.declaration import Domain, Permission
from ditan.base.roles import make_declared_roles
from ditan.domains.plans.apps import PlansConfig

pytestmark = pytest.mark.django_db


def test_declared_roles_are_made_with_their_permissions() -> None:
    assert make_declared_roles() == ["统筹", "领导", "部门", "镇街", "审核员", "查阅人员"]
    held = {role.name: {each.codename for each in role.permissions.all()} for role in Group.objects.all()}
    assert held == {
        "统筹": {"view_plans", "upload_plan", "review_items", "manage_plans", "import_items", "export_items"},
        "领导": {"view_plans"},
        "部门": {"view_plans"},
        "镇街": {"view_plans"},
        "审核员": {"view_plans", "review_items", "export_items"},
        "查阅人员": {"view_plans", "export_items"},
    }


def test_somebody_in_a_role_may_do_what_the_role_may() -> None:
    make_declared_roles()
    user = User.objects.create_user("reviewer")
    user.groups.add(Group.objects.get(name="审核员"))
    assert user.has_perm("plans.review_items") is True
    assert user.has_perm("plans.upload_plan") is False


def test_a_role_that_exists_is_left_as_it_was_arranged() -> None:
    make_declared_roles()
    Group.objects.get(name="审核员").permissions.clear()
    assert make_declared_roles() == []
    assert Group.objects.get(name="审核员").permissions.count() == 0


def test_a_declared_permission_that_no_model_has_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Domain("broken", "测试", permissions=(Permission("plans.fly", "飞行", ("飞行员",)),))
    monkeypatch.setattr(PlansConfig, "domain", broken)
    with pytest.raises(LookupError, match=r"plans\.fly"):
        make_declared_roles()
    assert Group.objects.count() == 0
