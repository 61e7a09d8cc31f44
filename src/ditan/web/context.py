"""What the frame of every page needs."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

from ditan.base.accounts.selectors.releasing import own_waiting
from ditan.base.declaration import Domain, Label, MenuEntry, menu_for
from ditan.base.directory.models import Parameter
from ditan.base.directory.viewing import KEPT, then
from ditan.base.links import address

DISTRICT = "district_name"
"""The parameter that names the district."""


@dataclass(frozen=True, slots=True)
class MenuLink:
    """An entry as the menu draws it. `badge` is a number of things that wait, 0 for none."""

    label: Label
    icon: str
    url: str
    badge: int = 0
    current: bool = False
    personal: bool = False
    on_top: bool = False


FEW_ENTRIES = 12


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """The entries of one domain. `system` groups belong to the running of the platform, the others to its business."""

    label: Label
    entries: tuple[MenuLink, ...]
    system: bool = False

    @property
    def current(self) -> bool:
        """Whether the page one is on stands in this group."""
        return any(link.current for link in self.entries)

    @property
    def waiting(self) -> int:
        """How much waits behind all of its entries."""
        return sum(link.badge for link in self.entries)


@dataclass(frozen=True, slots=True)
class Menu:
    """The whole menu: what is the user's own, the sub-platforms, and the running of the platform."""

    personal: tuple[MenuLink, ...]
    work: tuple[MenuGroup, ...]
    system: tuple[MenuGroup, ...]

    @property
    def few(self) -> bool:
        """Whether all entries of the business fit on a screen. Else only the group that one is in stands open."""
        return sum(len(group.entries) for group in self.work) <= FEW_ENTRIES

    @property
    def on_top(self) -> tuple[MenuLink, ...]:
        """Entries that stand in the top bar too, while something waits behind them."""
        return tuple(link for group in self.work for link in group.entries if link.on_top and link.badge)

    @property
    def waiting(self) -> dict[str, int]:
        """How many things wait behind each of the user's own entries, by icon: the top bar's bell is one of them."""
        return {link.icon: link.badge for link in self.personal}


def frame(request: HttpRequest) -> dict[str, Any]:
    """The menu of this user, the district that this installation serves, and whether it is a trial."""
    return {
        "menu": SimpleLazyObject(lambda: menu_of(request)),
        "district_name": SimpleLazyObject(district_name),
        "waiting": SimpleLazyObject(lambda: own_waiting(getattr(request, "user", None))),
        "trial_mode": settings.TRIAL_MODE,
        "as_of": held_day(request),
    }


def held_day(request: HttpRequest) -> datetime.date | None:
    """The day as of which this page is read, where it is not today and the page has no field of its own for it."""
    day = then()
    match = request.resolver_match
    own = KEPT in request.GET and match is not None and match.app_name == "directory"
    return day.on if day and not own else None


def menu_of(request: HttpRequest) -> Menu:
    """The menu of this request's user, made once however often it is asked for."""
    kept: Menu | None = getattr(request, "_ditan_menu", None)
    if kept is None:
        kept = whole_menu(getattr(request, "user", None), request.path)
        request._ditan_menu = kept  # type: ignore[attr-defined]
    return kept


def district_name() -> str:
    """As the system administrator keeps it among the parameters, else as the installation was given it."""
    kept = Parameter.objects.filter(key=DISTRICT).values_list("value", flat=True).first()
    return kept or settings.DISTRICT_NAME


def whole_menu(user: Any, here: str) -> Menu:
    """The menu in its three parts."""
    groups = menu(user, here)
    own = tuple(link for group in groups for link in group.entries if link.personal)
    rest = [replace(group, entries=tuple(link for link in group.entries if not link.personal)) for group in groups]
    rest = [group for group in rest if group.entries]
    return Menu(
        personal=own,
        work=tuple(group for group in rest if not group.system),
        system=tuple(group for group in rest if group.system),
    )


def menu(user: Any, here: str) -> tuple[MenuGroup, ...]:
    """Groups of menu entries. The entry whose address is the longest beginning of this page's address is current."""
    groups = [
        MenuGroup(domain.label, tuple(_link(entry, user) for entry in entries), runs_the_platform(domain))
        for domain, entries in menu_for(user)
    ]
    beginnings = [link.url for group in groups for link in group.entries if here.startswith(link.url)]
    current = max(beginnings, key=len, default="")
    return tuple(
        replace(group, entries=tuple(replace(link, current=link.url == current) for link in group.entries))
        for group in groups
    )


def runs_the_platform(domain: Domain) -> bool:
    """Whether the domain belongs to the base, on which the sub-platforms stand."""
    return not domain.business and any(
        getattr(config, "domain", None) is domain and config.name.startswith("ditan.base.")
        for config in apps.get_app_configs()
    )


def _link(entry: MenuEntry, user: Any) -> MenuLink:
    badge = import_string(entry.badge)(user) if entry.badge else 0
    return MenuLink(
        entry.label, entry.icon or "dot", address(entry.url_name), badge, personal=entry.personal, on_top=entry.on_top
    )
