"""Making, changing and deleting roles, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import User

from ditan.base.access.errors import (
    AccessRefused,
    Changed,
    DutiesMixed,
    InvalidRole,
    LastAdministrator,
    NotAllowed,
    OwnRole,
    RoleInUse,
)
from ditan.base.access.models import Role, ScopeKind
from ditan.base.access.services import RoleDraft, change_role, delete_role, make_role
from ditan.base.access.services.roles import shown
from ditan.base.audit.models import Entry, Outcome
from ditan.base.directory.models import Organisation
from tests.base.access.conftest import MakePerson

pytestmark = pytest.mark.django_db

DRAFT = RoleDraft("园区专员", ScopeKind.OWN_AND_BELOW, "高新区各园区", frozenset({"plans.view_plans"}))


def everything() -> list[object]:
    """All that a write could have changed."""
    return [
        list(Role.objects.order_by("pk").values()),
        list(Role.permissions.through.objects.order_by("pk").values()),
        list(Role.organisations.through.objects.order_by("pk").values()),
    ]


def as_it_is(role: Role) -> RoleDraft:
    """A draft that changes nothing."""
    now = shown(role)
    chosen = frozenset(role.organisations.values_list("pk", flat=True))
    return RoleDraft(role.name, role.scope, role.label, frozenset(now["permissions"]), chosen)


def test_a_role_is_made_with_its_permissions_and_recorded(security: User) -> None:
    role = make_role(user=security, draft=DRAFT)
    assert (role.name, role.scope, role.administrator, role.built_in) == ("园区专员", "own_and_below", "", False)
    row = Entry.objects.get(act="access.role_made")
    assert (row.user_name, row.target_key, row.target_name) == ("anquan", str(role.pk), "园区专员")
    assert row.after == {
        "name": "园区专员",
        "label": "高新区各园区",
        "scope": "own_and_below",
        "permissions": ["plans.view_plans"],
        "organisations": [],
    }


def test_a_role_is_changed_and_the_row_says_from_what_to_what(security: User) -> None:
    role = make_role(user=security, draft=DRAFT)
    wider = replace(DRAFT, permissions=frozenset({"plans.view_plans", "plans.export_items"}), scope=ScopeKind.ALL)
    changed = change_role(user=security, pk=role.pk, version=1, draft=wider)
    assert changed.version == 2
    row = Entry.objects.get(act="access.role_changed")
    assert row.before["permissions"] == ["plans.view_plans"]
    assert row.after["permissions"] == ["plans.export_items", "plans.view_plans"]
    assert (row.before["scope"], row.after["scope"]) == ("own_and_below", "all")


def test_a_custom_scope_keeps_its_organisations_and_another_drops_them(security: User, forestry: Organisation) -> None:
    custom = replace(DRAFT, scope=ScopeKind.CUSTOM, organisations=frozenset({forestry.pk}))
    role = make_role(user=security, draft=custom)
    assert list(role.organisations.all()) == [forestry]
    change_role(user=security, pk=role.pk, version=1, draft=replace(custom, scope=ScopeKind.ALL))
    assert role.organisations.count() == 0


@pytest.mark.parametrize(
    ("draft", "message"),
    [
        (replace(DRAFT, name="  "), "应为 1—32 个字"),
        (replace(DRAFT, name="长" * 33), "应为 1—32 个字"),
        (replace(DRAFT, name="两\n行"), "不可见字符"),
        (replace(DRAFT, name="统筹"), "已有名为“统筹”的角色"),
        (replace(DRAFT, label="长" * 201), "有 201 个字，最多 200 个字"),
        (replace(DRAFT, scope="galaxy"), "没有数据范围“galaxy”"),
        (replace(DRAFT, scope=ScopeKind.CUSTOM), "至少选择一个单位"),
        (replace(DRAFT, scope=ScopeKind.CUSTOM, organisations=frozenset({999_999})), "单位已不存在"),
        (replace(DRAFT, permissions=frozenset({"plans.fly"})), "没有名为“plans.fly”的权限"),
        (replace(DRAFT, permissions=frozenset({"auth.add_user"})), "没有名为“auth.add_user”的权限"),
    ],
)
def test_a_draft_that_cannot_be_is_refused_in_words(draft: RoleDraft, message: str, security: User) -> None:
    before = everything()
    with pytest.raises(InvalidRole, match=message):
        make_role(user=security, draft=draft)
    assert everything() == before


def test_a_business_role_takes_no_administration(security: User) -> None:
    before = everything()
    mixed = replace(DRAFT, permissions=frozenset({"plans.view_plans", "access.manage_roles"}))
    with pytest.raises(DutiesMixed, match="不能包含管理权限：维护角色"):
        make_role(user=security, draft=mixed)
    assert everything() == before


@pytest.mark.parametrize("name", ["系统管理员", "审计管理员"])
def test_an_administrators_role_takes_no_business(name: str, security: User, roles: dict[str, Role]) -> None:
    role, before = roles[name], everything()
    draft = replace(as_it_is(role), permissions=frozenset({"plans.view_plans"}))
    with pytest.raises(DutiesMixed, match="不能包含其他职责的权限：查看规划"):
        change_role(user=security, pk=role.pk, version=role.version, draft=draft)
    assert everything() == before


def test_one_administrators_role_takes_nothing_of_another(security: User, roles: dict[str, Role]) -> None:
    role, before = roles["审计管理员"], everything()
    draft = replace(as_it_is(role), permissions=frozenset({"access.manage_roles"}))
    with pytest.raises(DutiesMixed, match="审计管理员"):
        change_role(user=security, pk=role.pk, version=role.version, draft=draft)
    assert everything() == before


def test_nobody_changes_a_role_that_they_hold(security: User, roles: dict[str, Role]) -> None:
    role, before = roles["安全管理员"], everything()
    with pytest.raises(OwnRole, match="您本人持有角色“安全管理员”"):
        change_role(user=security, pk=role.pk, version=role.version, draft=as_it_is(role))
    assert everything() == before


def test_a_change_that_leaves_no_administrator_is_refused(
    security: User, auditor: User, roles: dict[str, Role]
) -> None:
    role, before = roles["审计管理员"], everything()
    draft = replace(as_it_is(role), permissions=frozenset())
    with pytest.raises(LastAdministrator, match="将没有任何在用账号拥有"):
        change_role(user=security, pk=role.pk, version=role.version, draft=draft)
    assert everything() == before


def test_an_administrators_role_that_nobody_holds_may_be_emptied(security: User, roles: dict[str, Role]) -> None:
    role = roles["系统管理员"]
    draft = replace(as_it_is(role), permissions=frozenset())
    change_role(user=security, pk=role.pk, version=role.version, draft=draft)
    assert role.permissions.count() == 0


def test_an_old_version_is_refused(security: User, roles: dict[str, Role]) -> None:
    role = roles["部门"]
    change_role(user=security, pk=role.pk, version=1, draft=as_it_is(role))
    before = everything()
    with pytest.raises(Changed, match="已被他人修改"):
        change_role(user=security, pk=role.pk, version=1, draft=as_it_is(role))
    assert everything() == before


def test_a_built_in_role_keeps_its_name(security: User, roles: dict[str, Role]) -> None:
    role, before = roles["部门"], everything()
    with pytest.raises(InvalidRole, match="“部门”是内置角色，不能改名"):
        change_role(user=security, pk=role.pk, version=1, draft=replace(as_it_is(role), name="委办局"))
    assert everything() == before


def test_a_role_that_nobody_holds_is_deleted_and_recorded(security: User) -> None:
    role = make_role(user=security, draft=DRAFT)
    delete_role(user=security, pk=role.pk)
    assert Role.objects.filter(name="园区专员").exists() is False
    assert Entry.objects.get(act="access.role_deleted").before["permissions"] == ["plans.view_plans"]


def test_a_role_in_use_is_not_deleted(security: User, make_person: MakePerson, forestry: Organisation) -> None:
    role = make_role(user=security, draft=DRAFT)
    make_person("ban", forestry, post_roles=(role,), granted=(role,))
    before = everything()
    with pytest.raises(RoleInUse, match="仍有 1 个账号、1 个岗位在用"):
        delete_role(user=security, pk=role.pk)
    assert everything() == before


def test_a_built_in_role_is_not_deleted(security: User, roles: dict[str, Role]) -> None:
    before = everything()
    with pytest.raises(RoleInUse, match="内置角色，不能删除"):
        delete_role(user=security, pk=roles["公众"].pk)
    assert everything() == before


@pytest.mark.parametrize("who", ["clerk", "auditor"])
def test_who_may_not_manage_roles_changes_nothing(
    who: str, request: pytest.FixtureRequest, roles: dict[str, Role]
) -> None:
    user, role = request.getfixturevalue(who), roles["部门"]
    before = everything()
    for act in (
        lambda: make_role(user=user, draft=DRAFT),
        lambda: change_role(user=user, pk=role.pk, version=1, draft=as_it_is(role)),
        lambda: delete_role(user=user, pk=role.pk),
    ):
        with pytest.raises(NotAllowed, match="您没有“维护角色”权限"):
            act()
    assert everything() == before


def test_a_refusal_leaves_a_row_of_its_own(security: User, roles: dict[str, Role]) -> None:
    with pytest.raises(AccessRefused):
        delete_role(user=security, pk=roles["公众"].pk)
    row = Entry.objects.get(act="access.role_deleted")
    assert (row.outcome, row.user_name) == (Outcome.REFUSED, "anquan")
    assert "内置角色" in row.detail
