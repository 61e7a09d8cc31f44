"""From a name and a password to a signed-in person. Failed tries are logged apart and counted; five lock."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import authenticate, login
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.accounts.clients import address_of
from ditan.base.accounts.errors import Locked, WrongCode, WrongPassword
from ditan.base.accounts.models import Failures, TotpDevice
from ditan.base.accounts.services import failures
from ditan.base.accounts.services.factors import use_code
from ditan.base.audit.services import record, record_apart
from ditan.base.notices.services import notify
from ditan.core.security.lockout import worth_a_row

FAILED = "failed"


def check_password(*, request: HttpRequest, name: str, password: str) -> User:
    """The person with this name and password. Signs nobody in.

    Raises
    ------
    Locked
        Where account or address are locked, whatever the password; nothing is hashed then.
    WrongPassword
        Where they do not fit or the account is switched off; the try is counted.
    """
    keys = failures.keys_of(name, address_of(request))
    _refuse_while_locked(keys, name)
    user = authenticate(request, username=name, password=password)
    if user is None:
        _failed(keys, name, address_of(request), _("用户名或密码不正确"))
        raise WrongPassword(_("用户名或密码不正确。请检查大小写和输入法；仍不能登录时请联系管理员重置密码。"))
    # While the password was hashed, other tries may have locked the account: a guess among many at once is no help.
    _refuse_while_locked(keys, name)
    assert isinstance(user, User)
    return user


def check_second(*, request: HttpRequest, user: User, code: str) -> None:
    """Whether a one-time code is this person's; a wrong one is counted like a wrong password."""
    name = user.get_username()
    keys = failures.keys_of(name, address_of(request))
    _refuse_while_locked(keys, name)
    try:
        use_code(user=user, code=code)
    except WrongCode:
        _failed(keys, name, address_of(request), _("动态口令不正确"))
        raise


def complete(*, request: HttpRequest, user: User, second: bool = False) -> None:
    """Sign this person in: a new session with a new key, the log row in the same transaction."""
    how = _("密码和动态口令") if second else _("密码")
    with transaction.atomic():
        failures.forget(failures.keys_of(user.get_username(), address_of(request)))
        login(request, user)
        if second:
            request.session["second_factor_at"] = timezone.now().timestamp()
        record(
            act="accounts.signed_in",
            user=user,
            target_kind="account",
            target_key=user.pk,
            target_name=user.get_username(),
            detail=how,
        )


def needs_code(user: User) -> bool:
    """Whether this account has a confirmed second factor."""
    return TotpDevice.objects.filter(user=user, confirmed_at__isnull=False).exists()


def _refuse_while_locked(keys: tuple[failures.Counted, ...], name: str) -> None:
    now = timezone.now()
    try:
        failures.refuse_while_locked(keys, now)
    except Locked as error:
        times = failures.turned_away(keys, now)
        if worth_a_row(times):
            detail = _("锁定期间仍在尝试，至此 %(times)s 次") % {"times": times}
            record_apart(act="accounts.sign_in_refused", target_kind="account", target_name=name[:150], detail=detail)
        raise error


def _failed(keys: tuple[failures.Counted, ...], name: str, address: str, why: str) -> None:
    """The row of the log, the count, and where it locks the message: together."""
    now = timezone.now()
    with transaction.atomic():
        record_apart(
            act="accounts.sign_in_failed",
            target_kind="account",
            target_name=name[:150],
            outcome=FAILED,
            detail=why,
        )
        for lock in failures.count_failure(keys, now):
            _tell_of(lock, name, address)


def _tell_of(lock: failures.NewLock, name: str, address: str) -> None:
    when = timezone.localtime()
    account = lock.kind == Failures.Kind.ACCOUNT
    record(
        act="accounts.locked",
        target_kind="account" if account else "address",
        target_name=(name if account else lock.key)[:150],
        outcome="refused",
        detail=_("连续 %(tries)s 次失败，锁定 %(minutes)s 分钟")
        % {"tries": lock.rule.tries, "minutes": lock.rule.minutes},
    )
    if account and lock.key.startswith("user:"):
        context: dict[str, Any] = {
            "name": name,
            "when": when.strftime("%Y-%m-%d %H:%M"),
            "tries": lock.rule.tries,
            "minutes": lock.rule.minutes,
            "address": address,
        }
        people = User.objects.filter(pk=lock.key.removeprefix("user:"))
        notify(kind="accounts.locked", to=people, context=context, key=f"{lock.key}:{when.timestamp():.0f}")
