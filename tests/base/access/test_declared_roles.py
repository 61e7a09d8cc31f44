"""The roles that domains declare are made once, and then belong to the security administrator."""

from __future__ import annotations

import pytest

from ditan.base.access.declared import declared_permissions, declared_roles
from ditan.base.access.duties import check_permissions
from ditan.base.access.errors import DutiesMixed
from ditan.base.access.models import Role
from ditan.base.access.services import make_declared_roles
from ditan.base.audit.models import Entry
from ditan.base.declaration import DeclaredRole, Domain, Permission, label_of
from ditan.domains.plans.apps import PlansConfig

pytestmark = pytest.mark.django_db
BUILT_IN = ["统筹", "领导", "部门", "镇街", "企业", "核查", "公众", "系统管理员", "安全管理员", "审计管理员"]


def held(role: Role) -> set[str]:
    """The dotted names of a role's permissions."""
    return {
        f"{each.content_type.app_label}.{each.codename}" for each in role.permissions.select_related("content_type")
    }


def test_the_ten_built_in_roles_and_those_of_plans_are_made() -> None:
    assert set(make_declared_roles()) >= {*BUILT_IN, "审核员", "查阅人员"}
    assert set(Role.objects.values_list("built_in", flat=True)) == {True}


def test_their_scopes_and_duties_are_those_declared(roles: dict[str, Role]) -> None:
    assert {name: (roles[name].scope, roles[name].administrator) for name in BUILT_IN} == {
        "统筹": ("all", ""),
        "领导": ("all", ""),
        "部门": ("own_and_below", ""),
        "镇街": ("own_and_below", ""),
        "企业": ("own_organisation", ""),
        "核查": ("own_only", ""),
        "公众": ("own_only", ""),
        "系统管理员": ("all", "system"),
        "安全管理员": ("all", "security"),
        "审计管理员": ("all", "audit"),
    }


def test_they_hold_their_default_permissions(roles: dict[str, Role]) -> None:
    assert {name for name in held(roles["统筹"]) if name.startswith("plans.")} == {
        "plans.view_plans",
        "plans.upload_plan",
        "plans.review_items",
        "plans.manage_plans",
        "plans.view_targets",
        "plans.manage_targets",
        "plans.import_items",
        "plans.export_items",
    }
    assert {name for name in held(roles["安全管理员"]) if name.startswith("access.")} == {
        "access.view_roles",
        "access.manage_roles",
        "access.grant_roles",
        "access.view_matrix",
    }
    assert "access.view_matrix" in held(roles["审计管理员"])


def test_no_declared_role_mixes_duties(roles: dict[str, Role]) -> None:
    for role in roles.values():
        check_permissions(name=role.name, duty=role.duty, permissions=held(role))


def test_no_administrator_sees_business(roles: dict[str, Role]) -> None:
    declared = declared_permissions()
    for name in BUILT_IN[7:]:
        assert [each for each in held(roles[name]) if declared[each].duties == ("business",)] == []


def test_a_role_that_exists_is_left_as_it_was_arranged(roles: dict[str, Role]) -> None:
    roles["审核员"].permissions.clear()
    assert make_declared_roles() == []
    assert roles["审核员"].permissions.count() == 0


def test_making_them_again_writes_no_row(roles: dict[str, Role]) -> None:
    before = Entry.objects.count()
    make_declared_roles()
    assert Entry.objects.count() == before


def test_a_permission_that_was_declared_later_is_offered_once(roles: dict[str, Role]) -> None:
    role = roles["审核员"]
    role.offered = ["plans.view_plans", "plans.review_items"]
    role.save()
    role.permissions.clear()
    make_declared_roles()
    assert held(role) == {"plans.export_items"}
    role.permissions.clear()
    make_declared_roles()
    assert held(role) == set()


def test_a_declared_permission_that_no_model_has_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Domain("broken", "测试", permissions=(Permission("plans.fly", "飞行", ("飞行员",)),))
    monkeypatch.setattr(PlansConfig, "domain", broken)
    with pytest.raises(LookupError, match=r"plans\.fly"):
        make_declared_roles()
    assert Role.objects.count() == 0


def test_a_declaration_that_mixes_duties_makes_no_role(monkeypatch: pytest.MonkeyPatch) -> None:
    mixed = Domain(
        "mixed", "测试", permissions=(Permission("plans.view_plans", "查看", ("审计管理员",), duties=("business",)),)
    )
    monkeypatch.setattr(PlansConfig, "domain", mixed)
    with pytest.raises(DutiesMixed):
        make_declared_roles()
    assert Role.objects.count() == 0


def test_duties_follow_from_the_default_roles() -> None:
    declared = declared_permissions()
    assert declared["plans.review_items"].duties == ("business",)
    assert declared["access.manage_roles"].duties == ("security",)
    assert set(declared["access.view_matrix"].duties) == {"security", "audit"}


def test_a_role_that_only_a_permission_names_reaches_its_own_branch(monkeypatch: pytest.MonkeyPatch) -> None:
    named = Domain("named", "测试", permissions=(Permission("plans.view_plans", "查看", ("值班员",)),))
    monkeypatch.setattr(PlansConfig, "domain", named)
    assert declared_roles()["值班员"] == DeclaredRole("值班员", "值班员", "own_and_below", "")


def test_a_permission_is_called_by_its_label() -> None:
    assert label_of("plans.review_items") == "审核条目"
    assert label_of("plans.unknown") == "plans.unknown"
