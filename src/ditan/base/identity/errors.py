"""What can be refused here, in Chinese: what was found, what was expected, what to do.

IdentityError
├── NotAllowed     the user lacks the permission
├── InvalidToken   a token of a request that opens nothing
├── TooMany        more requests than the limit; says when to come back
├── WrongInput     something that was filled in or sent cannot be stored; `field` names it
├── ByTokenAlone   the user sync was called from a session
└── SignOnRefused  single sign-on did not prove who somebody is, or that person may not enter
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ditan.base import refusal
from ditan.base.refusal import Refusal


class IdentityError(Refusal):
    code = "identity_error"


class NotAllowed(refusal.NotAllowed, IdentityError):
    """The user lacks the permission."""


class InvalidToken(IdentityError):
    code = "invalid_token"
    status = 401


class TooMany(IdentityError):
    """More requests than allowed. `seconds` is how long to wait."""

    code = "too_many_requests"
    status = 429

    def __init__(self, most: int, seconds: int) -> None:
        super().__init__(
            _("请求过于频繁：每分钟最多 %(most)d 次，请 %(seconds)d 秒后再试。") % {"most": most, "seconds": seconds}
        )
        self.most = most
        self.seconds = seconds

    @property
    def details(self) -> dict[str, Any]:
        return {"most_per_minute": self.most, "retry_after": self.seconds}

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": str(self.seconds)}


class WrongInput(IdentityError):
    code = "invalid"
    status = 422

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("".join(errors.values()))
        self.errors = errors

    @property
    def details(self) -> dict[str, Any]:
        return {"errors": self.errors}


class ByTokenAlone(IdentityError):
    code = "by_token_alone"
    status = 400


class SignOnRefused(IdentityError):
    code = "sign_on_refused"
    status = 403
