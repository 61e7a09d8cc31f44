"""From proved claims to a signed-in person: only accounts that exist, unless the installation makes new ones."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.accounts.services.signing_in import needs_code
from ditan.base.audit.services import record, record_apart
from ditan.base.identity.errors import SignOnRefused
from ditan.base.identity.models import ExternalAccount
from ditan.base.identity.oidc.provider import Provider

PENDING = "pending_sign_in"
"""Where the page of one-time codes looks for whoever has yet to give one."""


def person_of(own: Provider, claims: dict[str, Any]) -> User:
    """The account of these claims: by external id first, then by user name; a new one where that is allowed."""
    value = claims.get(own.claim)
    if not isinstance(value, str) or not 0 < len(value) <= 120 or value != value.strip():
        raise SignOnRefused(
            _("身份凭证中没有可用的“%(claim)s”；请系统管理员核对 DITAN_OIDC_CLAIM。") % {"claim": own.claim}
        )
    known = ExternalAccount.objects.filter(external_id=value).select_related("user").first()
    user = known.user if known else User.objects.filter(username=value, external_account=None).first()
    if user is None and own.create:
        user = _made(value, claims)
    if user is None:
        raise SignOnRefused(_("统一身份认证已通过，但本系统没有您的账号；请联系系统管理员开通。"))
    if not user.is_active:
        raise SignOnRefused(_("该账号已停用，请联系系统管理员。"))
    if user.is_superuser:
        raise SignOnRefused(_("试用账号不能通过统一身份认证登录；请用用户名和密码登录。"))
    return user


def enter(*, request: HttpRequest, user: User, onward: str) -> bool:
    """Sign this person in, or lead to the one-time code that the account asks for: False where that is still due."""
    if needs_code(user):
        request.session[PENDING] = {"user": user.pk, "at": timezone.now().timestamp(), "next": onward}
        return False
    with transaction.atomic():
        login(request, user)
        record(
            act="accounts.signed_in",
            user=user,
            target_kind="account",
            target_key=user.pk,
            target_name=user.get_username(),
            detail=_("统一身份认证"),
        )
    return True


def refused(why: str, name: str = "") -> None:
    """A row of its own for a sign-on that did not come about."""
    record_apart(act="identity.sign_on_refused", target_kind="account", target_name=name[:150], detail=why)


@transaction.atomic
def _made(value: str, claims: dict[str, Any]) -> User:
    if User.objects.filter(username=value[:150]).exists():
        raise SignOnRefused(_("用户名“%(name)s”已属于另一个外部账号；请联系系统管理员。") % {"name": value})
    name = claims.get("name")
    user = User(username=value, last_name=name[:150] if isinstance(name, str) else "")
    user.set_unusable_password()
    user.save()
    ExternalAccount.objects.create(external_id=value, user=user, synced_at=timezone.now())
    record(
        act="identity.account_made",
        user=user,
        target_kind="account",
        target_key=user.pk,
        target_name=value,
        after={"external_id": value},
        detail=_("首次通过统一身份认证登录"),
    )
    return user
