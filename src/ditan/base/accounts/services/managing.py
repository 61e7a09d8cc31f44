"""What the system administrator does with accounts. Business data is out of reach; so are people's passwords."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.access.administration import duties_left_alone
from ditan.base.access.held import roles_held
from ditan.base.access.models import Duty, Withheld
from ditan.base.accounts.errors import AccountError, OwnAccount
from ditan.base.accounts.models import Failures, TotpDevice
from ditan.base.accounts.permissions import MANAGE, require
from ditan.base.accounts.policy import controls
from ditan.base.accounts.services.passwords import state_of
from ditan.base.accounts.services.releasing import ENABLED, RESET, refuse_without_releaser, withhold
from ditan.base.audit.services import record
from ditan.base.notices.services import notify


@transaction.atomic
def disable(*, user: User, of: User, reason: str) -> None:
    """Switch an account off; its session ends with the next request."""
    require(user, MANAGE)
    if user.pk == of.pk:
        raise OwnAccount(_("不能停用自己正在使用的账号；请由另一位管理员办理。"))
    if not reason.strip():
        raise AccountError(_("请填写停用原因，例如“调离岗位”。"))
    if not of.is_active:
        raise AccountError(_("账号“%(name)s”已经停用。") % {"name": of.get_username()})
    left_alone = duties_left_alone(of)
    if left_alone:
        raise OwnAccount(
            _("账号“%(name)s”是唯一的%(labels)s，停用后平台会无人管理；请先把该职责交给另一个账号。")
            % {"name": of.get_username(), "labels": _duties(of)}
        )
    _switch_off(user, of, reason.strip()[:200])


@transaction.atomic
def enable(*, user: User, of: User) -> None:
    """Switch an account on again. Its ninety unused days start anew."""
    require(user, MANAGE)
    if of.is_active:
        raise AccountError(_("账号“%(name)s”没有停用。") % {"name": of.get_username()})
    state = state_of(of)
    before = {"is_active": False, "reason": state.disabled_reason}
    of.is_active = True
    of.save(update_fields=["is_active"])
    state.disabled_at, state.disabled_reason, state.enabled_at = None, "", timezone.now()
    state.save(update_fields=["disabled_at", "disabled_reason", "enabled_at"])
    _record("accounts.enabled", user, of, before=before, after={"is_active": True})
    withhold(by=user, of=of, why=ENABLED)


@transaction.atomic
def unlock(*, user: User, of: User) -> None:
    """Lift the lock of an account before its time."""
    require(user, MANAGE)
    deleted, _by_model = Failures.objects.filter(kind=Failures.Kind.ACCOUNT, key=f"user:{of.pk}").delete()
    if not deleted:
        raise AccountError(_("账号“%(name)s”没有被锁定。") % {"name": of.get_username()})
    _record("accounts.unlocked", user, of)


@transaction.atomic
def unlock_address(*, user: User, key: str) -> None:
    """Lift the lock of an address before its time."""
    require(user, MANAGE)
    deleted, _by_model = Failures.objects.filter(kind=Failures.Kind.ADDRESS, key=key).delete()
    if not deleted:
        raise AccountError(_("地址“%(address)s”没有被锁定。") % {"address": key})
    record(act="accounts.address_unlocked", user=user, target_kind="address", target_name=key)


@transaction.atomic
def reset_password(*, user: User, of: User) -> str:
    """A random password that is shown once, opens the door once, and must be changed behind it."""
    require(user, MANAGE)
    if user.pk == of.pk:
        raise OwnAccount(_("自己的密码请在“修改密码”中修改。"))
    refuse_without_releaser(of)
    password = one_time_password()
    of.set_password(password)
    of.save(update_fields=["password"])
    state = state_of(of)
    state.must_change, state.session_token = True, ""
    state.save(update_fields=["must_change", "session_token"])
    _record("accounts.password_reset", user, of)
    when = timezone.localtime()
    context = {"when": when.strftime("%Y-%m-%d %H:%M"), "by": user.get_username()}
    notify(kind="accounts.password_reset", to=[of], context=context, key=f"{of.pk}:{when.timestamp():.3f}")
    withhold(by=user, of=of, why=RESET)
    return password


@transaction.atomic
def rescue(*, of: User) -> str:
    """Let an account in again from the server's own console: on, unlocked, without telephone, one-time password.

    Nobody has to release it: whoever commands the server commands all of it, and an office whose administrators are all
    gone must find a way back in.
    """
    Withheld.objects.filter(user=of).delete()
    Failures.objects.filter(kind=Failures.Kind.ACCOUNT, key=f"user:{of.pk}").delete()
    TotpDevice.objects.filter(user=of).delete()
    password = one_time_password()
    of.is_active = True
    of.set_password(password)
    of.save(update_fields=["is_active", "password"])
    state = state_of(of)
    state.disabled_at, state.disabled_reason, state.enabled_at = None, "", timezone.now()
    state.must_change, state.session_token = True, ""
    state.save()
    _record("accounts.rescued", None, of)
    return password


@transaction.atomic
def disable_unused() -> list[str]:
    """Switch off the accounts that nobody has used for ninety days; gives their names."""
    days = controls().unused_days
    before = timezone.now() - timedelta(days=days)
    used = Greatest(
        "date_joined",
        Coalesce("last_login", "date_joined"),
        Coalesce(F("account__last_seen"), "date_joined"),
        Coalesce(F("account__enabled_at"), "date_joined"),
    )
    idle = User.objects.filter(is_active=True).annotate(used_at=used).filter(used_at__lt=before).order_by("pk")
    names = []
    for account in idle:
        # An office whose only administrator was away must not find itself locked out.
        if duties_left_alone(account):
            continue
        _switch_off(None, account, _("超过 %(days)s 天未使用，自动停用") % {"days": days})
        names.append(account.get_username())
    return names


def one_time_password() -> str:
    """Random, with all four classes in it, and without characters that are read wrongly."""
    letters, capitals, digits, marks = "abcdefghjkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789", "-+=?#"
    chosen = [secrets.choice(kind) for kind in (letters, capitals, digits, marks)]
    chosen += [secrets.choice(letters + capitals + digits) for _each in range(12)]
    secrets.SystemRandom().shuffle(chosen)
    return "".join(chosen)


def _duties(of: User) -> str:
    words = dict(Duty.choices)
    return "、".join(sorted({str(words[role.duty]) for role in roles_held(of).roles if role.duty in words}))


def _switch_off(user: User | None, of: User, reason: str) -> None:
    of.is_active = False
    of.save(update_fields=["is_active"])
    state = state_of(of)
    state.disabled_at, state.disabled_reason, state.session_token = timezone.now(), reason, ""
    state.save(update_fields=["disabled_at", "disabled_reason", "session_token"])
    _record("accounts.disabled", user, of, before={"is_active": True}, after={"is_active": False, "reason": reason})


def _record(act: str, user: User | None, of: User, *, before: Any = None, after: Any = None) -> None:
    record(
        act=act,
        user=user,
        target_kind="account",
        target_key=of.pk,
        target_name=of.get_username(),
        before=before,
        after=after,
    )
