"""The roles that domains declare, as Django groups."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from ditan.base.declaration import domains


@transaction.atomic
def make_declared_roles() -> list[str]:
    """Make each declared role that does not exist yet, with its permissions; gives the names of those made.

    A role that exists is left as its administrators have arranged it.
    """
    wanted: dict[str, list[str]] = {}
    for domain in domains():
        for permission in domain.permissions:
            for role in permission.roles:
                wanted.setdefault(role, []).append(permission.name)
    known = set(Group.objects.filter(name__in=wanted).values_list("name", flat=True))
    made = [role for role in wanted if role not in known]
    for role in made:
        Group.objects.create(name=role).permissions.set(_permissions(wanted[role]))
    return made


def _permissions(names: list[str]) -> list[Permission]:
    """The permissions of these dotted names; LookupError where one is declared and not stored."""
    found = []
    for name in names:
        app, _dot, codename = name.partition(".")
        permission = Permission.objects.filter(content_type__app_label=app, codename=codename).first()
        if permission is None:
            raise LookupError(f"permission {name!r} is declared by a domain and belongs to no model")
        found.append(permission)
    return found
