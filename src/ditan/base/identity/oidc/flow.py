"""The two halves of the way: out to the identity server with secrets of our own, and back with proof of who came."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from django.utils.translation import gettext as _
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from ditan.base.identity.errors import SignOnRefused
from ditan.base.identity.oidc.outgoing import Outgoing, read_json, unreachable
from ditan.base.identity.oidc.provider import Provider

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
"""Signatures that only the issuer can make; `none` and those with a shared secret are not among them."""
SECONDS = 600
"""How long somebody may take to sign in over there."""
LEEWAY = 30
"""Seconds by which two clocks may differ."""


@dataclass(frozen=True, slots=True)
class Journey:
    """What a session remembers between the two halves. It serves once."""

    state: str
    nonce: str
    verifier: str
    onward: str
    at: float

    def stored(self) -> dict[str, Any]:
        return asdict(self)


def depart(own: Provider, *, back: str, onward: str, now: float) -> tuple[str, Journey]:
    """The address to send the browser to, and what to remember until it comes back."""
    said = discovered(own)
    journey = Journey(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48), onward, now)
    url, _state = Outgoing(own, redirect_uri=back).create_authorization_url(
        said["authorization_endpoint"], state=journey.state, nonce=journey.nonce, code_verifier=journey.verifier
    )
    return url, journey


def arrive(own: Provider, journey: Journey | None, said: Mapping[str, str], *, back: str, now: float) -> dict[str, Any]:
    """The proved claims of whoever came back; `SignOnRefused` says what was wrong."""
    if journey is None or not 0 <= now - journey.at < SECONDS:
        raise SignOnRefused(_("登录请求已过期或不是从本系统发起；请回到登录页重新开始。"))
    if not hmac.compare_digest(journey.state.encode(), said.get("state", "").encode()):
        raise SignOnRefused(_("登录请求校验不通过（state 不符），可能被他人篡改；请回到登录页重新开始。"))
    if said.get("iss", own.issuer) != own.issuer:
        raise SignOnRefused(_("答复来自另一台认证服务器，已拒绝；请联系系统管理员。"))
    if said.get("error") or not said.get("code"):
        raise SignOnRefused(_("统一身份认证没有通过或已取消；请重试，或用用户名和密码登录。"))
    endpoints = discovered(own)
    session = Outgoing(own, redirect_uri=back)
    token = _exchanged(session, endpoints["token_endpoint"], said["code"], journey.verifier)
    claims = proved(own, str(token.get("id_token", "")), _keys(own, endpoints["jwks_uri"]), journey.nonce, int(now))
    if own.claim not in claims and endpoints.get("userinfo_endpoint"):
        more = read_json(session, endpoints["userinfo_endpoint"])
        if more.get("sub") == claims["sub"]:
            claims = {**more, **claims}
    return claims


def discovered(own: Provider) -> dict[str, Any]:
    """What the issuer says of itself, every address of it checked before anything is called."""
    said = read_json(Outgoing(own), f"{own.issuer.rstrip('/')}/.well-known/openid-configuration", withhold_token=True)
    if said.get("issuer") != own.issuer:
        raise SignOnRefused(_("认证服务器自报的地址与配置不符，已拒绝；请系统管理员核对 DITAN_OIDC_ISSUER。"))
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if not own.permits(str(said.get(name, ""))):
            raise SignOnRefused(_("统一身份认证给出的地址不属于已配置的认证服务器，已拒绝访问；请联系系统管理员。"))
    return said


def proved(own: Provider, id_token: str, keys: KeySet, nonce: str, now: int) -> dict[str, Any]:
    """The claims of an ID token that the issuer signed, for us, for this journey, and that still holds."""
    try:
        claims = jwt.decode(id_token, keys, algorithms=ALGORITHMS).claims
        jwt.JWTClaimsRegistry(
            now=now,
            leeway=LEEWAY,
            iss={"essential": True, "value": own.issuer},
            sub={"essential": True},
            aud={"essential": True, "value": own.client_id},
            exp={"essential": True},
            nonce={"essential": True, "value": nonce},
        ).validate(claims)
    except (JoseError, ValueError) as error:
        raise SignOnRefused(
            _("身份凭证校验不通过（%(what)s），已拒绝登录；请回到登录页重新开始，仍不行请联系系统管理员。")
            % {"what": _fault(error)}
        ) from error
    if claims.get("azp", own.client_id) != own.client_id:
        raise SignOnRefused(_("身份凭证是发给另一个系统的，已拒绝登录。"))
    return dict(claims)


def _fault(error: Exception) -> str:
    """Which claim or signature did not hold, without its value."""
    return str(getattr(error, "claim", "") or getattr(error, "error", "") or type(error).__name__)


def _exchanged(session: Outgoing, url: str, code: str, verifier: str) -> dict[str, Any]:
    try:
        return dict(session.fetch_token(url, code=code, code_verifier=verifier, grant_type="authorization_code"))
    except (requests.RequestException, AuthlibBaseError, ValueError) as error:
        raise unreachable() from error


def _keys(own: Provider, url: str) -> KeySet:
    said = read_json(Outgoing(own), url, withhold_token=True)
    try:
        return KeySet.import_key_set(said)  # type: ignore[arg-type]
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise unreachable() from error
