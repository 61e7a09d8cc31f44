"""Issuing, revoking and using tokens. The value of a token leaves `issue_token` once and is nowhere stored."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.audit.services import record, record_apart
from ditan.base.identity.errors import IdentityError, InvalidToken, WrongInput
from ditan.base.identity.models import ApiToken, Bearer
from ditan.base.identity.permissions import ISSUE, require
from ditan.base.identity.selectors import get_token, grantable

PREFIX = "dt_"
LONGEST = 365
"""Days that a token may live."""
SEEN_EVERY = timedelta(minutes=1)
"""The last use is written once a minute, not once a request."""


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """A new token and its value, which nobody can read again."""

    token: ApiToken
    value: str

    def __repr__(self) -> str:
        return f"IssuedToken({self.token.name!r})"


@transaction.atomic
def issue_token(*, user: Any, name: str, permissions: Iterable[str], expires_on: date | None) -> IssuedToken:
    """A token for oneself, good to the end of the day `expires_on`."""
    require(user, ISSUE)
    _refuse_bearer(user)
    wanted = sorted(set(permissions))
    _check(user, name.strip(), wanted, expires_on)
    assert expires_on is not None
    value = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        owner_id=user.pk,
        name=name.strip(),
        digest=digest(value),
        beginning=value[:8],
        permissions=wanted,
        created_at=timezone.now(),
        expires_at=_end_of(expires_on),
    )
    after = {"owner": user.get_username(), "permissions": wanted, "expires_on": expires_on.isoformat()}
    _record("identity.token_issued", user, token, after=after)
    return IssuedToken(token, value)


@transaction.atomic
def revoke_token(*, user: Any, pk: int) -> ApiToken:
    """End a token at once: one's own, or any with the permission for all."""
    _refuse_bearer(user)
    token = get_token(user, pk)
    if token.revoked_at is not None:
        raise IdentityError(_("令牌“%(name)s”已经吊销，无需再次操作。") % {"name": token.name})
    token.revoked_at = timezone.now()
    token.revoked_by_name = f"{user.last_name}{user.first_name}" or user.get_username()
    token.save(update_fields=["revoked_at", "revoked_by_name"])
    _record("identity.token_revoked", user, token, before={"state": "valid"}, after={"state": "revoked"})
    return token


def use_token(*, value: str, address: str) -> Bearer:
    """Whoever the token lets in, narrowed to what it permits; `InvalidToken` says why it opens nothing."""
    token = ApiToken.objects.filter(digest=digest(value)).first() if value.startswith(PREFIX) else None
    if token is None:
        raise _refused(None, value, _("令牌无效：没有这个令牌。请核对是否复制完整，或在“接口令牌”中重新申请。"))
    now = timezone.now()
    if token.revoked_at is not None:
        raise _refused(token, value, _("令牌“%(name)s”已被吊销；请在“接口令牌”中重新申请。") % {"name": token.name})
    if now >= token.expires_at:
        raise _refused(token, value, _("令牌“%(name)s”已过期；请在“接口令牌”中重新申请。") % {"name": token.name})
    bearer = Bearer.objects.get(pk=token.owner_id)
    if not bearer.is_active:
        raise _refused(token, value, _("令牌“%(name)s”所属账号已停用；请联系系统管理员。") % {"name": token.name})
    unseen = Q(last_used_at__isnull=True) | Q(last_used_at__lt=now - SEEN_EVERY)
    if token.last_used_at is None or token.last_used_at < now - SEEN_EVERY:
        ApiToken.objects.filter(unseen, pk=token.pk).update(last_used_at=now, last_used_address=address[:64])
    bearer.token, bearer.token_permissions = token, frozenset(token.permissions)
    return bearer


def digest(value: str) -> str:
    """What is kept of a token. Its 256 random bits need no slow hash."""
    return hashlib.sha256(value.encode()).hexdigest()


def _check(user: Any, name: str, wanted: list[str], expires_on: date | None) -> None:
    errors = {}
    today = timezone.localdate()
    if not name or len(name) > 60:
        errors["name"] = _("请填写令牌名称（60 个字以内），写明用它的系统，例如“能耗平台同步”。")
    elif ApiToken.objects.filter(owner_id=user.pk, name=name, revoked_at__isnull=True).exists():
        errors["name"] = _("您已有名为“%(name)s”的令牌；请换一个名称，或先吊销原来的。") % {"name": name}
    foreign = [each for each in wanted if each not in grantable(user)]
    if not wanted:
        errors["permissions"] = _("请至少勾选一项权限；令牌只能做勾选的事。")
    elif foreign:
        errors["permissions"] = _("您没有权限 %(names)s，不能授予令牌。") % {"names": "、".join(foreign)}
    if expires_on is None or not today < expires_on <= today + timedelta(days=LONGEST):
        last = today + timedelta(days=LONGEST)
        errors["expires_on"] = _("有效期须在明天至 %(last)s 之间（最长一年）。") % {"last": last.isoformat()}
    if errors:
        raise WrongInput(errors)


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _refuse_bearer(user: Any) -> None:
    """A token makes and ends no tokens: whoever steals one could otherwise outlive its revocation."""
    if isinstance(user, Bearer):
        raise IdentityError(_("接口令牌不能用来申请或吊销令牌；请登录后在“接口令牌”页面办理。"))


def _refused(token: ApiToken | None, value: str, why: str) -> InvalidToken:
    record_apart(
        act="identity.token_refused",
        user=token.owner if token else None,
        target_kind="token",
        target_key=token.pk if token else "",
        target_name=token.name if token else value[:8],
        detail=why,
    )
    return InvalidToken(why)


def _record(act: str, user: Any, token: ApiToken, *, before: Any = None, after: Any = None) -> None:
    record(
        act=act,
        user=user,
        target_kind="token",
        target_key=token.pk,
        target_name=token.name,
        before=before,
        after=after,
    )
