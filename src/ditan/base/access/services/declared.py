"""The roles that domains declare, made once and then left to the security administrator."""

from __future__ import annotations

from django.db import transaction

from ditan.base.access.declared import declared_permissions, declared_roles, stored
from ditan.base.access.duties import check_permissions
from ditan.base.access.models import BUSINESS, Role
from ditan.base.audit.services import record


@transaction.atomic
def make_declared_roles() -> list[str]:
    """Make each declared role that does not exist yet; gives the names of those made.

    A role that exists is left as it was arranged; it is only offered the permissions that were declared for it since.
    """
    defaults: dict[str, set[str]] = {name: set() for name in declared_roles()}
    for permission in declared_permissions().values():
        for name in permission.roles:
            defaults[name].add(permission.name)
    known = {role.name: role for role in Role.objects.filter(name__in=defaults)}
    made = []
    for name, declared in declared_roles().items():
        check_permissions(name=name, duty=declared.administrator or BUSINESS, permissions=defaults[name])
        role = known.get(name)
        if role is None:
            made.append(name)
            role = Role.objects.create(
                name=name,
                label=str(declared.label),
                scope=declared.scope,
                administrator=declared.administrator,
                built_in=True,
            )
        _offer(role, defaults[name])
    return made


def _offer(role: Role, defaults: set[str]) -> None:
    """Give the role those of its default permissions that it was never offered."""
    new = sorted(defaults - set(role.offered))
    if not new:
        return
    role.permissions.add(*stored(new))
    role.offered = sorted({*role.offered, *new})
    role.save(update_fields=["offered", "changed_at"])
    record(
        act="access.defaults_given",
        target_kind="role",
        target_key=role.pk,
        target_name=role.name,
        after={"permissions": new},
    )
