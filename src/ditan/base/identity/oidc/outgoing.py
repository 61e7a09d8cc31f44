"""The one gate to the outside: nothing but the issuer's own addresses is ever called, and no redirect is followed."""

from __future__ import annotations

import logging
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from django.utils.translation import gettext as _

from ditan.base.identity.errors import SignOnRefused
from ditan.base.identity.oidc.provider import Provider

SECONDS = 10
LARGEST = 1_000_000
"""Bytes of an answer; what an identity server says is small."""

_log = logging.getLogger(__name__)


class Outgoing(OAuth2Session):  # type: ignore[misc]
    """A client of one identity server. The environment's proxies and password files are left alone."""

    def __init__(self, own: Provider, **options: Any) -> None:
        super().__init__(
            own.client_id,
            own.client_secret or None,
            scope="openid profile",
            code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_basic" if own.client_secret else "none",
            **options,
        )
        self.trust_env = False
        self.own = own

    def request(self, method: str, url: str, **options: Any) -> Any:
        if not self.own.permits(url):
            _log.warning("single sign-on: refused to call an address that is not the issuer's")
            raise SignOnRefused(_("统一身份认证给出的地址不属于已配置的认证服务器，已拒绝访问；请联系系统管理员。"))
        options.update(allow_redirects=False, timeout=SECONDS)
        answer = super().request(method, url, **options)
        if len(answer.content) > LARGEST or answer.is_redirect:
            raise SignOnRefused(_("统一身份认证服务器的答复不正常；请稍后再试或联系系统管理员。"))
        return answer


def read_json(session: Outgoing, url: str, **options: Any) -> dict[str, Any]:
    """What this address of the issuer says."""
    try:
        answer = session.get(url, **options)
        answer.raise_for_status()
        said = answer.json()
    except (requests.RequestException, AuthlibBaseError, ValueError) as error:
        _log.warning("single sign-on: %s", type(error).__name__)
        raise unreachable() from error
    if not isinstance(said, dict):
        raise unreachable()
    return said


def unreachable() -> SignOnRefused:
    """What is said where the identity server gives no usable answer."""
    return SignOnRefused(_("暂时连不上统一身份认证服务器；请稍后再试，或用用户名和密码登录。"))
