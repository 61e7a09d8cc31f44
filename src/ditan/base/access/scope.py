"""Whose data a user may see: the one value that every selector asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Scope:
    """The data that a user reaches with a permission: the union over the roles that give it.

    everything
        All data (全部). The other fields then say nothing.
    organisations
        Keys of the organisations whose data is reached (自定义, 本部门, 本部门及以下).
    names
        The canonical names of those organisations, as items of plans print or resolve them.
    own
        The person's own data too (仅本人): rows that this user made or decided.
    user_pk
        Who asks.
    """

    everything: bool = False
    organisations: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()
    own: bool = False
    user_pk: int | None = None

    @property
    def nothing(self) -> bool:
        """Whether no row at all is reached."""
        return not (self.everything or self.organisations or self.own)


NOTHING = Scope()
EVERYTHING = Scope(everything=True)


def scope_of(user: Any, permission: str) -> Scope:
    """What the user reaches with this permission today; `NOTHING` where it is not held. Default deny."""
    if not (user.is_authenticated and user.is_active and user.has_perm(permission)):
        return NOTHING
    return EVERYTHING
