"""Giving roles to accounts and posts, and taking them back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from ditan.base.access.administration import administration_held, check_not_last
from ditan.base.access.duties import check_hands
from ditan.base.access.errors import InvalidRole, OwnRole, RoleInUse
from ditan.base.access.held import today
from ditan.base.access.models import Grant, Role, RoleOfPost
from ditan.base.access.permissions import GRANT, require
from ditan.base.access.services.deeds import deed
from ditan.base.access.services.roles import target
from ditan.base.audit.services import record
from ditan.base.directory.models import Holding, Organisation, Post
from ditan.base.directory.models.dated import holds


@deed("access.role_granted")
def grant_role(
    *,
    user: User,
    to: User,
    role: Role,
    organisation: Organisation | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Grant:
    """Give a role to an account, from a day to the day before another. Nobody gives to themselves."""
    require(user, GRANT)
    _not_oneself(user, to)
    start = valid_from or today()
    if valid_to is not None and valid_to <= start:
        raise InvalidRole(
            _("失效日期 %(end)s 不晚于生效日期 %(start)s；请改为之后的日期。") % {"end": valid_to, "start": start}
        )
    if valid_to is not None and valid_to <= today():
        raise InvalidRole(_("失效日期 %(end)s 已过，授权不会生效；请改为今天之后的日期。") % {"end": valid_to})
    if Grant.objects.filter(holds(start), user=to, role=role, organisation=organisation).exists():
        raise RoleInUse(
            _("“%(person)s”已有角色“%(role)s”；请先收回，或换一个生效日期。")
            % {"person": to.get_username(), "role": role.name}
        )
    check_hands(to, role, (start, valid_to))
    grant = Grant.objects.create(user=to, role=role, organisation=organisation, valid_from=start, valid_to=valid_to)
    record(act="access.role_granted", user=user, after=_granted(grant), **target(role))
    return grant


@deed("access.grant_revoked")
def revoke_grant(*, user: User, pk: int) -> Grant:
    """Take a role back from today on; the row stays."""
    require(user, GRANT)
    grant = Grant.objects.select_related("role", "user", "organisation").get(pk=pk)
    _not_oneself(user, grant.user)
    if grant.valid_to is not None and grant.valid_to <= today():
        raise RoleInUse(_("这项授权已于 %(day)s 结束，不必再收回。") % {"day": grant.valid_to})
    before, administration = _granted(grant), administration_held()
    grant.valid_to = max(today(), grant.valid_from)
    grant.save(update_fields=["valid_to"])
    check_not_last(administration)
    record(act="access.grant_revoked", user=user, before=before, after=_granted(grant), **target(grant.role))
    return grant


@deed("access.role_given_to_post")
def give_to_post(*, user: User, post: Post, role: Role) -> RoleOfPost:
    """Give a role to whoever holds the post, today and later."""
    require(user, GRANT)
    if RoleOfPost.objects.filter(post=post, role=role).exists():
        raise RoleInUse(_("岗位“%(post)s”已有角色“%(role)s”。") % {"post": post, "role": role.name})
    for holding in _holders(post):
        _not_oneself(user, holding.person.user)
        check_hands(holding.person.user, role, (max(holding.valid_from, today()), holding.valid_to))
    given = RoleOfPost.objects.create(post=post, role=role)
    record(act="access.role_given_to_post", user=user, after=_of_post(given), **target(role))
    return given


@deed("access.role_taken_from_post")
def take_from_post(*, user: User, pk: int) -> None:
    """Take a role back from a post."""
    require(user, GRANT)
    given = RoleOfPost.objects.select_related("role", "post__organisation").get(pk=pk)
    for holding in _holders(given.post):
        _not_oneself(user, holding.person.user)
    before, administration, role = _of_post(given), administration_held(), given.role
    given.delete()
    check_not_last(administration)
    record(act="access.role_taken_from_post", user=user, before=before, **target(role))


def _holders(post: Post) -> list[Holding]:
    """Those who hold the post today or will, and have an account."""
    rows = Holding.objects.filter(post=post, person__user__isnull=False).select_related("person__user")
    return [each for each in rows if each.valid_to is None or each.valid_to > today()]


def _not_oneself(user: User, other: User | None) -> None:
    if other is not None and user.pk == other.pk:
        raise OwnRole(_("不能给自己增减角色；请由另一名安全管理员办理。"))


def _granted(grant: Grant) -> dict[str, Any]:
    return {
        "user": grant.user.get_username(),
        "role": grant.role.name,
        "organisation": grant.organisation.name if grant.organisation else None,
        "valid_from": grant.valid_from.isoformat(),
        "valid_to": grant.valid_to.isoformat() if grant.valid_to else None,
    }


def _of_post(given: RoleOfPost) -> dict[str, Any]:
    return {"post": given.post.title, "organisation": given.post.organisation.name, "role": given.role.name}
