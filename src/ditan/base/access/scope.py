"""Whose data a user may see: the one value that every selector asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from ditan.base.access.held import HeldRole, roles_held, today
from ditan.base.access.models import Role, ScopeKind
from ditan.base.access.places import below, names_of, own_organisations


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


NOTHING = Scope()
EVERYTHING = Scope(everything=True)


def scope_of(user: Any, permission: str) -> Scope:
    """What the user reaches with this permission today; `NOTHING` where it is not held. Default deny.

    Read once for all permissions that the same roles give, and user object; never more than ten queries, however many roles or organisations.
    """
    if not (user.is_authenticated and user.is_active and user.has_perm(permission)):
        return NOTHING
    kept: dict[str, Scope] = user.__dict__.setdefault("_ditan_scopes", {})
    if permission not in kept:
        kept[permission] = _read(user, permission)
    return kept[permission]


def _read(user: Any, permission: str) -> Scope:
    giving = roles_held(user).giving(permission)
    if _set_on_the_account(user, permission) or any(each.scope == ScopeKind.ALL for each in giving):
        return EVERYTHING
    # Most permissions of a person come from the same roles: a page that asks for eight reads their reach once.
    kept: dict[frozenset[HeldRole], Scope] = user.__dict__.setdefault("_ditan_scopes_of_roles", {})
    roles = frozenset(giving)
    if roles not in kept:
        organisations = _organisations(user, giving)
        kept[roles] = Scope(
            organisations=organisations,
            names=names_of(organisations) if organisations else frozenset(),
            own=any(each.scope == ScopeKind.OWN_ONLY for each in giving),
            user_pk=user.pk,
        )
    return kept[roles]


def _set_on_the_account(user: Any, permission: str) -> bool:
    """Whether the permission comes from no role: one set by a script or test; for a superuser, only in a trial."""
    if user.is_superuser:
        return bool(settings.TRIAL_MODE)
    return permission in user.get_user_permissions()


def _organisations(user: Any, giving: tuple[HeldRole, ...]) -> frozenset[int]:
    kinds = {each.scope for each in giving}
    posts = frozenset[int]()
    if any(each.organisation is None for each in giving) and kinds & {
        ScopeKind.OWN_ORGANISATION,
        ScopeKind.OWN_AND_BELOW,
    }:
        posts = own_organisations(user, today())
    own = _places(giving, ScopeKind.OWN_ORGANISATION, posts)
    upper = _places(giving, ScopeKind.OWN_AND_BELOW, posts)
    custom = {each.role for each in giving if each.scope == ScopeKind.CUSTOM}
    chosen = Role.organisations.through.objects.filter(role_id__in=custom).values_list("organisation_id", flat=True)
    return own | (below(upper) if upper else frozenset()) | (frozenset(chosen) if custom else frozenset())


def _places(giving: tuple[HeldRole, ...], kind: str, posts: frozenset[int]) -> frozenset[int]:
    """The organisations for which roles of this scope are held: the named one, or those of the person's posts."""
    found = frozenset[int]()
    for each in giving:
        if each.scope == kind:
            found |= posts if each.organisation is None else frozenset((each.organisation,))
    return found
