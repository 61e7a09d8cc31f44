"""What the frame of every page needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

from ditan.base.declaration import Label, MenuEntry, menu_for


@dataclass(frozen=True, slots=True)
class MenuLink:
    """An entry as the menu draws it. `badge` is a number of things that wait, 0 for none."""

    label: Label
    icon: str
    url: str
    badge: int = 0
    current: bool = False


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """The entries of one domain."""

    label: Label
    entries: tuple[MenuLink, ...]


def frame(request: HttpRequest) -> dict[str, Any]:
    """The menu of this user, the district that this installation serves, and whether it is a trial."""
    user = getattr(request, "user", None)
    return {
        "menu": SimpleLazyObject(lambda: menu(user, request.path)),
        "district_name": getattr(settings, "DISTRICT_NAME", ""),
        "trial_mode": settings.TRIAL_MODE,
    }


def menu(user: Any, here: str) -> tuple[MenuGroup, ...]:
    """Groups of menu entries. The entry whose address is the longest beginning of this page's address is current."""
    groups = [
        MenuGroup(domain.label, tuple(_link(entry, user) for entry in entries)) for domain, entries in menu_for(user)
    ]
    beginnings = [link.url for group in groups for link in group.entries if here.startswith(link.url)]
    current = max(beginnings, key=len, default="")
    return tuple(
        replace(group, entries=tuple(replace(link, current=link.url == current) for link in group.entries))
        for group in groups
    )


def _link(entry: MenuEntry, user: Any) -> MenuLink:
    badge = import_string(entry.badge)(user) if entry.badge else 0
    return MenuLink(entry.label, entry.icon or "dot", reverse(entry.url_name), badge)
