"""What can be refused here, in Chinese: what was found, what was expected, what to do.

AccountError
├── NotAllowed      the user lacks the permission
├── WrongPassword   name or password do not fit
├── Locked          too many failures; says for how many minutes
├── WeakPassword    a new password breaks rules; all of them are named
├── WrongCode       a one-time code does not fit or was used
├── InvalidAccount  a new account cannot be made so; a message for each field
├── OwnAccount      somebody would switch off what they stand on
├── ReleaseRefused  an account of security or audit is not shown to be in its owner's hands
└── SetupRefused    the first administrators cannot be made so
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ditan.base import refusal
from ditan.base.refusal import Refusal


class AccountError(Refusal):
    code = "account_error"


class NotAllowed(refusal.NotAllowed, AccountError):
    """The user lacks the permission."""


class WrongPassword(AccountError):
    code = "wrong_password"
    status = 401


class Locked(AccountError):
    """Too many failures. `minutes` is how long to wait."""

    code = "locked"
    status = 429

    def __init__(self, minutes: int, *, address: bool = False) -> None:
        what = _("您所在的网络地址") if address else _("该账号")
        super().__init__(
            _("登录被锁定：%(what)s连续登录失败次数过多，请 %(minutes)s 分钟后再试；急需使用请联系系统管理员解锁。")
            % {"what": what, "minutes": minutes}
        )
        self.minutes = minutes

    @property
    def details(self) -> dict[str, Any]:
        return {"minutes": self.minutes}


class WeakPassword(AccountError):
    code = "weak_password"
    status = 422

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("".join(faults))
        self.faults = faults

    @property
    def details(self) -> dict[str, Any]:
        return {"faults": list(self.faults)}


class WrongCode(AccountError):
    code = "wrong_code"
    status = 401


class InvalidAccount(refusal.InvalidFields, AccountError):
    """`errors` holds a message for each field that was refused."""

    code = "invalid_account"


class OwnAccount(AccountError):
    code = "own_account"
    status = 409


class ReleaseRefused(AccountError):
    code = "release_refused"
    status = 409


class SetupRefused(AccountError):
    code = "setup_refused"
    status = 409
