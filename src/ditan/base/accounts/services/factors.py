"""The second factor: a telephone that shows a code every thirty seconds."""

from __future__ import annotations

from typing import Any

import pyotp
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.accounts.errors import WrongCode
from ditan.base.accounts.models import TotpDevice
from ditan.base.accounts.permissions import MANAGE, require
from ditan.base.accounts.services.releasing import FACTOR, refuse_without_releaser, withhold
from ditan.base.audit.services import record
from ditan.base.crypto import decrypt, encrypt
from ditan.base.notices.services import notify
from ditan.core.security.codes import matching_step


@transaction.atomic
def enrol_totp(*, user: User) -> str:
    """The secret of a telephone that is not confirmed yet: a new one, or the one that still waits. Base 32."""
    device = TotpDevice.objects.select_for_update().filter(user=user).first()
    if device is not None and device.confirmed_at is not None:
        raise WrongCode(_("动态口令已经启用；要更换手机，请先移除原来的。"))
    if device is None:
        secret = pyotp.random_base32(32)
        TotpDevice.objects.create(user=user, secret=encrypt(secret))
        _record("accounts.totp_begun", user, user)
        return secret
    return decrypt(device.secret)


@transaction.atomic
def confirm_totp(*, user: User, code: str) -> None:
    """The telephone shows a right code: from now on it is asked for."""
    device = TotpDevice.objects.select_for_update().filter(user=user, confirmed_at__isnull=True).first()
    if device is None:
        raise WrongCode(_("没有待确认的动态口令；请重新打开登记页面。"))
    _accept(device, code)
    device.confirmed_at = timezone.now()
    device.save(update_fields=["confirmed_at", "last_step"])
    _record("accounts.totp_confirmed", user, user)
    _tell(user, user, _("启用"))


@transaction.atomic
def use_code(*, user: User, code: str) -> None:
    """Spend one code of a confirmed telephone; the same code never serves twice."""
    device = TotpDevice.objects.select_for_update().filter(user=user, confirmed_at__isnull=False).first()
    if device is None:
        raise WrongCode(_("该账号没有启用动态口令。"))
    _accept(device, code)
    device.save(update_fields=["last_step"])


@transaction.atomic
def remove_totp(*, user: User, of: User, code: str = "") -> None:
    """Take the telephone away: one's own with a last code of it, another's as system administrator after a loss."""
    if user.pk == of.pk:
        use_code(user=user, code=code)
    else:
        require(user, MANAGE)
        refuse_without_releaser(of)
    if TotpDevice.objects.filter(user=of).delete()[0] == 0:
        raise WrongCode(_("该账号没有启用动态口令。"))
    _record("accounts.totp_removed", user, of)
    _tell(of, user, _("移除"))
    if user.pk != of.pk:
        withhold(by=user, of=of, why=FACTOR)


def _accept(device: TotpDevice, code: str) -> None:
    step = matching_step(decrypt(device.secret), code, timezone.now().timestamp(), device.last_step)
    if step is None:
        raise WrongCode(_("动态口令不正确、已过期或已用过；请输入手机上当前显示的 6 位数字，并检查手机时间是否准确。"))
    device.last_step = step


def _record(act: str, user: Any, of: User) -> None:
    record(act=act, user=user, target_kind="account", target_key=of.pk, target_name=of.get_username())


def _tell(of: User, by: User, change: str) -> None:
    when = timezone.localtime()
    context = {"when": when.strftime("%Y-%m-%d %H:%M"), "by": by.get_username(), "change": change}
    notify(kind="accounts.factor_changed", to=[of], context=context, key=f"{of.pk}:{change}:{when.timestamp():.3f}")
