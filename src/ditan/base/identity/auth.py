"""How a request with a token enters the API, beside the session. It needs no CSRF token: no page of another site can make
a browser send the header."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security import HttpBearer

from ditan.base.accounts.clients import address_of, network_of
from ditan.base.identity import limits
from ditan.base.identity.errors import InvalidToken
from ditan.base.identity.models import Bearer
from ditan.base.identity.services import use_token


class TokenAuth(HttpBearer):
    """`Authorization: Bearer dt_…`. A request with a token that opens nothing is refused, session or not."""

    openapi_scheme = "bearer"

    def __call__(self, request: HttpRequest) -> Any | None:
        if "Authorization" in request.headers or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            # Requests of a session have a log-in behind them, and a whole office may sit behind one address.
            limits.count(limits.ADDRESS, network_of(address_of(request)))
        return super().__call__(request)

    def authenticate(self, request: HttpRequest, token: str) -> Bearer:
        address = address_of(request)
        limits.refuse_beyond(limits.WRONG, network_of(address))
        try:
            bearer = use_token(value=token, address=address)
        except InvalidToken:
            limits.count(limits.WRONG, network_of(address))
            raise
        limits.count(limits.TOKEN, str(bearer.token.pk))
        request.user = bearer
        return bearer
