"""Making, changing and deleting roles."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from ditan.base.access.administration import administration_held, check_not_last
from ditan.base.access.declared import stored
from ditan.base.access.duties import check_permissions
from ditan.base.access.errors import Changed, InvalidRole, OwnRole, RoleInUse
from ditan.base.access.held import roles_held, today
from ditan.base.access.models import Role, ScopeKind
from ditan.base.access.permissions import MANAGE, require
from ditan.base.access.services.deeds import deed
from ditan.base.audit.services import record
from ditan.base.directory.models import Organisation

LONGEST_NAME = 32


@dataclass(frozen=True, slots=True)
class RoleDraft:
    """What a role is to be. `permissions` are dotted names, `organisations` keys."""

    name: str
    scope: str
    label: str = ""
    permissions: frozenset[str] = frozenset()
    organisations: frozenset[int] = field(default_factory=frozenset)


@deed("access.role_made")
def make_role(*, user: User, draft: RoleDraft) -> Role:
    """Make a business role. The administrators' roles are built in: a fourth kind of administrator cannot be made."""
    require(user, MANAGE)
    _check(draft, existing=None)
    role = Role.objects.create(name=draft.name.strip(), label=draft.label.strip(), scope=draft.scope)
    _fill(role, draft)
    record(act="access.role_made", user=user, after=shown(role), **target(role))
    return role


@deed("access.role_changed")
def change_role(*, user: User, pk: int, version: int, draft: RoleDraft) -> Role:
    """Change a role's name, scope or permissions; nobody changes a role that they hold."""
    require(user, MANAGE)
    role = Role.objects.get(pk=pk)
    _not_ones_own(user, role)
    if role.version != version:
        raise Changed(_("角色“%(role)s”已被他人修改；请刷新页面，核对后再改。") % {"role": role.name})
    _check(draft, existing=role)
    administration = administration_held()
    before = shown(role)
    role.name, role.label, role.scope = draft.name.strip(), draft.label.strip(), draft.scope
    role.version += 1
    role.save()
    _fill(role, draft)
    check_not_last(administration)
    record(act="access.role_changed", user=user, before=before, after=shown(role), **target(role))
    return role


@deed("access.role_deleted")
def delete_role(*, user: User, pk: int) -> None:
    """Delete a role that was made here and that nobody holds or ever held."""
    require(user, MANAGE)
    role = Role.objects.get(pk=pk)
    if role.built_in:
        raise RoleInUse(
            _("角色“%(role)s”是内置角色，不能删除；不再使用时收回各账号和岗位的授权即可。") % {"role": role.name}
        )
    grants, posts = role.grants.exclude(valid_to__lte=today()).count(), role.of_posts.count()
    if grants or posts:
        raise RoleInUse(
            _("角色“%(role)s”仍有 %(grants)d 个账号、%(posts)d 个岗位在用；请先收回，再删除。")
            % {"role": role.name, "grants": grants, "posts": posts}
        )
    record(act="access.role_deleted", user=user, before=shown(role), **target(role))
    role.grants.all().delete()
    role.delete()


def shown(role: Role) -> dict[str, Any]:
    """A role as the log keeps it."""
    return {
        "name": role.name,
        "label": role.label,
        "scope": role.scope,
        "permissions": sorted(
            f"{app}.{codename}" for app, codename in role.permissions.values_list("content_type__app_label", "codename")
        ),
        "organisations": sorted(role.organisations.values_list("name", flat=True)),
    }


def target(role: Role) -> dict[str, Any]:
    """A role as the target of a row of the log."""
    return {"target_kind": "role", "target_key": role.pk, "target_name": role.name}


def _not_ones_own(user: User, role: Role) -> None:
    if any(each.role == role.pk for each in roles_held(user).roles):
        raise OwnRole(_("您本人持有角色“%(role)s”，不能修改它；请由另一名安全管理员办理。") % {"role": role.name})


def _check(draft: RoleDraft, *, existing: Role | None) -> None:
    name = draft.name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise InvalidRole(
            _("角色名称“%(name)s”应为 1—%(most)d 个字，不含换行等不可见字符；请修改后保存。")
            % {"name": name[:40], "most": LONGEST_NAME}
        )
    if existing is not None and existing.built_in and name != existing.name:
        raise InvalidRole(_("“%(role)s”是内置角色，不能改名；需要别的名称时请新建角色。") % {"role": existing.name})
    if Role.objects.filter(name=name).exclude(pk=existing.pk if existing else 0).exists():
        raise InvalidRole(_("已有名为“%(name)s”的角色；请换一个名称。") % {"name": name})
    if len(draft.label.strip()) > 200:
        raise InvalidRole(_("说明有 %(found)d 个字，最多 200 个字；请缩短。") % {"found": len(draft.label.strip())})
    _check_scope(draft)
    check_permissions(name=name, duty=existing.duty if existing else "business", permissions=draft.permissions)


def _check_scope(draft: RoleDraft) -> None:
    if draft.scope not in ScopeKind.values:
        raise InvalidRole(_("没有数据范围“%(scope)s”；请在五种范围中选择。") % {"scope": draft.scope[:40]})
    known = set(Organisation.objects.filter(pk__in=draft.organisations).values_list("pk", flat=True))
    if known != set(draft.organisations):
        raise InvalidRole(_("自定义范围中有单位已不存在；请刷新页面后重新选择。"))
    if draft.scope == ScopeKind.CUSTOM and not known:
        raise InvalidRole(_("数据范围为“自定义”时至少选择一个单位；请添加单位，或改选其他范围。"))


def _fill(role: Role, draft: RoleDraft) -> None:
    role.permissions.set(stored(draft.permissions))
    role.organisations.set(draft.organisations if draft.scope == ScopeKind.CUSTOM else ())
