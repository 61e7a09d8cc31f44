"""The wording of messages: what a kind declares, what somebody edited, and the places that are filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ditan.base.declaration import NoticeKind, domains
from ditan.base.notices.models import NoticeTemplate

_PLACE = re.compile(r"\{([a-z_]+)\}")


class UnknownNotice(LookupError):
    """No domain declares this kind of message."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Subject and body with their places, and the channels besides the platform itself."""

    subject: str
    body: str
    channels: tuple[str, ...] = ()
    edited: bool = False


def kinds() -> dict[str, NoticeKind]:
    """Every kind that an installed domain declares, by name."""
    return {kind.name: kind for domain in domains() for kind in domain.notices}


def kind_named(name: str) -> NoticeKind:
    """The declared kind."""
    known = kinds()
    if name not in known:
        raise UnknownNotice(f"no domain declares the notice {name!r}; declared: {', '.join(sorted(known)) or 'none'}")
    return known[name]


def wording_of(name: str) -> Wording:
    """As edited on the screen, else as declared."""
    declared = kind_named(name)
    edited = NoticeTemplate.objects.filter(kind=name).first()
    if edited is None:
        return Wording(str(declared.subject), str(declared.body))
    return Wording(edited.subject, edited.body, tuple(edited.channels), edited=True)


def places(text: str) -> tuple[str, ...]:
    """The names of the places of a text, each once, in order.

    >>> places("{name} 的账号被锁定，来自 {address}；{name}")
    ('name', 'address')
    """
    return tuple(dict.fromkeys(_PLACE.findall(text)))


def fill(text: str, context: Mapping[str, Any]) -> str:
    """The text with its places filled in. A place without a value is shown as a dash; nothing else is evaluated.

    >>> fill("{name}：{reason}", {"name": "张三"})
    '张三：—'
    """

    def value(found: re.Match[str]) -> str:
        given = context.get(found[1])
        return "—" if given is None or given == "" else str(given)

    return _PLACE.sub(value, text)
