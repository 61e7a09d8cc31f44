"""What the installed domains declare of permissions, roles and addresses, in one place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from django.contrib.auth import models as auth

from ditan.base.access.models import BUSINESS
from ditan.base.declaration import Access, DeclaredRole, Domain, Label, domains


@dataclass(frozen=True, slots=True)
class Declared:
    """A permission as its domain declares it, with its duties settled."""

    name: str
    label: Label
    duties: tuple[str, ...]
    roles: tuple[str, ...]
    domain: Domain

    @property
    def business(self) -> bool:
        return BUSINESS in self.duties


def declared_roles() -> dict[str, DeclaredRole]:
    """The declared roles by name, the built-in ones first; one that only a permission names reaches its own
    organisation and below."""
    built_in_first = sorted(domains(), key=lambda domain: domain.name != "access")
    found = {role.name: role for domain in built_in_first for role in domain.roles}
    for domain in domains():
        for permission in domain.permissions:
            for name in permission.roles:
                found.setdefault(name, DeclaredRole(name, name))
    return found


def declared_permissions() -> dict[str, Declared]:
    """All declared permissions by dotted name, in the order of the menu."""
    roles = declared_roles()
    return {
        each.name: Declared(each.name, each.label, each.duties or _duties(each.roles, roles), each.roles, domain)
        for domain in domains()
        for each in domain.permissions
    }


def _duties(names: Iterable[str], roles: Mapping[str, DeclaredRole]) -> tuple[str, ...]:
    """The duties of the roles that hold a permission by default; business where none does."""
    return tuple(dict.fromkeys(roles[name].administrator or BUSINESS for name in names)) or (BUSINESS,)


def declared_access() -> dict[str, Access]:
    """What opens each address and operation, by name."""
    return _access(domains())


@cache
def _access(of: tuple[Domain, ...]) -> dict[str, Access]:
    return {each.name: each for domain in of for each in domain.access}


def stored(names: Iterable[str]) -> list[auth.Permission]:
    """The stored permissions of these dotted names; LookupError where one is declared and belongs to no model."""
    wanted = set(names)
    codenames = {name.partition(".")[2] for name in wanted}
    rows = auth.Permission.objects.filter(codename__in=codenames).select_related("content_type")
    found = {f"{row.content_type.app_label}.{row.codename}": row for row in rows}
    for name in sorted(wanted):
        if name not in found:
            raise LookupError(f"permission {name!r} is declared by a domain and belongs to no model")
    return [found[name] for name in sorted(wanted)]
