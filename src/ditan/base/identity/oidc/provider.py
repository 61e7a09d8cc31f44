"""The identity server that this installation trusts, from the environment. Without an issuer there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from ditan.base.identity.errors import SignOnRefused

LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")


@dataclass(frozen=True, slots=True)
class Provider:
    """Where people prove who they are. `claim` names what of theirs is their user name or external id here."""

    issuer: str
    client_id: str
    client_secret: str
    claim: str
    label: str
    create: bool
    hosts: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Provider({self.issuer!r})"

    def permits(self, url: str) -> bool:
        """Whether this address is the issuer's own: same scheme, same host and port, or a host that was allowed."""
        try:
            wanted, own = urlsplit(url), urlsplit(self.issuer)
            place = _place(url)
        except ValueError:
            return False
        if wanted.username or wanted.password or wanted.scheme != own.scheme:
            return False
        return place in {_place(self.issuer), *(_place(f"{own.scheme}://{host}") for host in self.hosts)}


def provider() -> Provider | None:
    """The configured identity server; `SignOnRefused` where its address is none that may be called."""
    found: dict[str, Any] = settings.OIDC
    if not (found["issuer"] and found["client_id"]):
        return None
    own = Provider(
        issuer=found["issuer"],
        client_id=found["client_id"],
        client_secret=found["client_secret"],
        claim=found["claim"] or "sub",
        label=found["label"],
        create=bool(found["create"]),
        hosts=tuple(found["hosts"]),
    )
    parts = urlsplit(own.issuer)
    if not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)):
        raise SignOnRefused(_("统一身份认证的地址须以 https:// 开头；请检查环境变量 DITAN_OIDC_ISSUER。"))
    return own


def configured() -> Provider:
    """The identity server; `SignOnRefused` where there is none."""
    own = provider()
    if own is None:
        raise SignOnRefused(_("本系统没有启用统一身份认证；请用用户名和密码登录。"))
    return own


def _place(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return (parts.hostname or "").lower(), parts.port or (443 if parts.scheme == "https" else 80)
