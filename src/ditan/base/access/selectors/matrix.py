"""The permission matrix: every address and operation of the platform, and every role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ditan.base.access.addresses import OPERATION, Address, addresses
from ditan.base.access.declared import declared_access
from ditan.base.access.held import permissions_of
from ditan.base.access.models import Role
from ditan.base.access.permissions import MATRIX, require
from ditan.base.declaration import ANYBODY, SIGNED_IN, Access, domains, label_of


@dataclass(frozen=True, slots=True)
class Line:
    """One address. `reads` and `writes` are the permissions asked for, None where it is not declared: then it is shut
    to everybody. `opens` says by role key whether it opens at all, `acts` whether it may be written to."""

    address: Address
    declared: Access | None
    reads: str | None
    writes: str | None
    opens: dict[int, bool]
    acts: dict[int, bool]

    @property
    def is_operation(self) -> bool:
        return self.address.kind == OPERATION

    @property
    def module(self) -> str:
        """The domain of the address: the first part of its name, or of the operation's id."""
        name = self.address.name.removeprefix("api:")
        return name.partition("_")[0] if self.is_operation else name.partition(":")[0] if ":" in name else "web"

    def mark(self, role: int) -> str:
        """What the role may do: open and write, only open, or neither."""
        if not self.opens[role]:
            return "—"
        return _("可") if self.acts[role] else _("只读")

    @property
    def marks(self) -> list[tuple[bool, bool]]:
        """Whether it opens and may be written to, in the order of the roles."""
        return [(self.opens[role], self.acts[role]) for role in self.opens]

    @property
    def needs(self) -> str:
        """The permission in words."""
        return _words(self.reads)

    @property
    def needs_to_write(self) -> str:
        """The permission for writing in words, "" where it is the same."""
        return "" if self.writes == self.reads else _words(self.writes)

    @property
    def second_factor(self) -> bool:
        """Whether a fresh one-time code is asked for besides the permission."""
        return self.declared is not None and self.declared.second_factor


@dataclass(frozen=True, slots=True)
class Matrix:
    """Roles as columns, addresses as lines."""

    roles: tuple[Role, ...]
    lines: tuple[Line, ...]

    @property
    def modules(self) -> list[tuple[str, str]]:
        """The groups of addresses, for a choice."""
        labels = {domain.name: str(domain.label) for domain in domains()}
        return [(name, labels.get(name, name)) for name in dict.fromkeys(line.module for line in self.lines)]

    @property
    def undeclared(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.declared is None)


def permission_matrix(user: Any) -> Matrix:
    """What opens for whom, from the declarations and the roles as they are now."""
    require(user, MATRIX)
    roles = tuple(Role.objects.all())
    permissions = permissions_of({role.pk for role in roles})
    held = {role.pk: permissions[role.pk] for role in roles}
    declared = declared_access()
    return Matrix(roles, tuple(_line(each, declared.get(each.name), held) for each in addresses()))


def _line(address: Address, access: Access | None, held: dict[int, frozenset[str]]) -> Line:
    method = address.methods[0] if address.methods else "GET"
    reads = None if access is None else access.asks(method)
    writes = None if access is None else access.asks("POST" if not address.methods else method)
    opens = {role: _opens(reads, permissions) for role, permissions in held.items()}
    acts = {role: _opens(writes, permissions) for role, permissions in held.items()}
    return Line(address, access, reads, writes, opens, acts)


def _opens(permission: str | None, held: frozenset[str]) -> bool:
    return permission is not None and (permission in (ANYBODY, SIGNED_IN) or permission in held)


def _words(permission: str | None) -> str:
    if permission is None:
        return _("未声明，一律拒绝")
    if permission == ANYBODY:
        return _("无需登录")
    return label_of(permission) if permission else _("登录即可")
