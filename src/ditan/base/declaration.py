"""What a domain tells the house of itself.

A domain sets `domain = Domain(...)` on its AppConfig. The house draws what it finds and knows no domain by name: an
app that is taken out of INSTALLED_APPS leaves no trace.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from ditan.base.refusal import NotAllowed

Label = str | Promise
"""A Chinese text, translated when it is shown."""


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """An entry of the left menu: its text, the name of the URL it opens, and the permission it asks for ("" for any
    signed-in user). `icon` names one of the house's own icons. `badge` is a dotted path to `f(user) -> int`.

    A `personal` entry is about the user herself and stands with the workbench, above the sub-platforms. One that is
    `on_top` stands in the top bar of every page too, with its badge. `also` are further permissions that the page behind it
    asks for."""

    label: Label
    url_name: str
    icon: str = ""
    permission: str = ""
    badge: str = ""
    personal: bool = False
    on_top: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Permission:
    """A permission (`plans.review_items`), what it allows, and the roles that hold it when the platform is set up.

    `duties` names the duties (`business`, `system`, `security`, `audit`) whose roles may hold it: 三员分立 is decided by
    it. Left empty it follows from the default roles: an administrator's role gives that duty, any other business."""

    name: str
    label: Label
    roles: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeclaredRole:
    """A role that is made when the platform is set up.

    `administrator` is "", `system`, `security` or `audit`; `scope` is a word of `access.models.ScopeKind`."""

    name: str
    label: Label
    scope: str = "own_and_below"
    administrator: str = ""


ANYBODY = "*"
"""In an `Access`: opens without signing in."""
SIGNED_IN = ""
"""In an `Access`: opens for whoever is signed in."""


@dataclass(frozen=True, slots=True)
class Access:
    """What opens an address or an API operation. What is not declared is refused to everybody.

    name
        The full name of the URL (`plans:library`), or `api:` and the operation's id (`api:plans_findings`).
    permission
        A permission (`plans.view_plans`), `SIGNED_IN` or `ANYBODY`.
    writes
        The permission for methods other than GET, where it is another one.
    scoped
        The address names an object that is looked for in the data scope: another organisation's is not found (404).
    second_factor
        Data leaves the house here, as with an export: a fresh one-time code is asked for, whatever the method.
    """

    name: str
    permission: str
    writes: str | None = None
    scoped: bool = False
    note: Label = ""
    second_factor: bool = False

    def asks(self, method: str) -> str:
        """The permission that this method asks for."""
        return self.permission if self.writes is None or method in ("GET", "HEAD", "OPTIONS") else self.writes


@dataclass(frozen=True, slots=True)
class WorkbenchBox:
    """A box on the workbench: `content` is a dotted path to `f(user) -> dict`, which `template` draws as `box`.

    A `narrow` box stands in the column at the side. `slot` names the place of the workbench that it fills (`todo`,
    `alerts`, `filing`, `announcements`); a place that nobody fills says what will stand there. `also` are further
    permissions that it asks for."""

    label: Label
    template: str
    content: str
    permission: str = ""
    order: int = 100
    narrow: bool = False
    slot: str = ""
    also: tuple[str, ...] = ()

    def read(self, user: Any) -> dict[str, Any]:
        """What the box shows to this user."""
        return _call(self.content)(user)  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class XlsxTemplate:
    """A list that can be exported and imported: its name in addresses and its title."""

    name: str
    label: Label
    permission: str = ""


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """A kind of message that the domain sends (`accounts.account_locked`), with its wording until somebody edits it.

    `subject` and `body` hold places in braces (`{name}`); `notify` is given a value for each."""

    name: str
    label: Label
    subject: Label
    body: Label


@dataclass(frozen=True, slots=True)
class DownloadKind:
    """A long export. `produce` is a dotted path to `f(user, payload, path, report) -> int`: it writes the workbook to
    `path` (row by row with `base.reporting.sheet.Sheet`), tells `report(share, stage)` how far it has come, and gives
    the number of rows. It asks for rows as this user. `form` is the ending of the file: `xlsx`, `docx` or `pdf`; what is
    no workbook has no rows to count."""

    name: str
    label: Label
    produce: str
    permission: str = ""
    form: str = "xlsx"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that the search of the whole platform has found."""

    title: str
    url: str
    kind: Label = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Server:
    """A task, project or other thing that may serve metrics and targets.

    `key` is its name for ever (`supervision.matter:12`); `derived` are keys of what it was made of (`plans.measure:88`),
    whose contributions it inherits. `light` is a colour of the platform's lights, `parent` the key of the thing that it is
    part of. `title` and `organisation_name` are as the user may see them.
    """

    key: str
    title: str
    link: str = ""
    state_label: Label = ""
    light: str = ""
    organisation_name: str = ""
    kind: Label = ""
    group: str = ""
    derived: tuple[str, ...] = ()
    parent: str = ""
    demo: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Domain:
    """One sub-platform. `urls` and `api` are dotted paths to a URLconf module and to a router object.

    A domain is itself and equal to no other: what is kept by domain is found without reading every text of it."""

    name: str
    label: Label
    urls: str = ""
    url_prefix: str = ""
    api: str = ""
    api_auth: str = ""
    """A dotted path to a class: another way than the session to enter the API, tried before it."""
    menu: tuple[MenuEntry, ...] = ()
    permissions: tuple[Permission, ...] = ()
    roles: tuple[DeclaredRole, ...] = ()
    access: tuple[Access, ...] = ()
    workbench: tuple[WorkbenchBox, ...] = ()
    cockpit: tuple[WorkbenchBox, ...] = ()
    metrics: tuple[str, ...] = ()
    alert_rules: tuple[str, ...] = ()
    xlsx_templates: tuple[XlsxTemplate, ...] = ()
    report_sections: tuple[str, ...] = ()
    public_data: tuple[str, ...] = ()
    notices: tuple[NoticeKind, ...] = ()
    downloads: tuple[DownloadKind, ...] = ()
    search: str = ""
    """A dotted path to `f(user, words, limit) -> Iterable[Hit]`: what of this domain the user may see and looks for."""
    source_page: str = ""
    """A dotted path to `f(user, source, start) -> str`: where the text of a source opens at that character, for whom the
    domain took it in; "" where it has no such page."""
    reference_page: str = ""
    """A dotted path to `f(user, reference) -> str`: where the act that recorded a value opens (`inventory:12`), "" where the
    reference is not of this domain or the user does not see it."""
    value_listeners: tuple[str, ...] = ()
    """Dotted paths to `f(observations) -> None`, told of values that stand anew in the transaction that records them."""
    contribution_listeners: tuple[str, ...] = ()
    """Dotted paths to `f(keys) -> None`, told whose contributions a person decided on, in the transaction of the act."""
    listed_names: str = ""
    """A dotted path to `f() -> Iterable[str]`: the names under which rows of this domain list organisations. Whoever keeps
    an organisation is told where none of its names is among them: its people would see nothing."""
    alert_series: tuple[str, ...] = ()
    """Dotted paths to `f() -> Iterable[alerts.series.TargetFact]`: how the targets that the domain tracks stand now."""
    clock_listeners: tuple[str, ...] = ()
    """Dotted paths to `f(escalations) -> None`, told of all levels that clocks have reached (`workflow.models.Escalation`, each
    with its `clock` and `level` read) in the transaction that keeps them. Which are its own, the clock's key says."""
    serving: str = ""
    """A dotted path to `f(user, keys: Collection[str]) -> Iterable[Server]`: of its own things, those that have one of these
    keys or were made of one that has, as far as the user may see them. Keys of other domains are simply not its own."""
    requires: tuple[str, ...] = ()
    """Names of the domains on whose tables foreign keys of this one stand, and whose selectors and services it calls: it
    cannot be installed without them."""
    order: int = 100
    business: bool = False
    """Whether an app of the base stands in the menu among the sub-platforms."""

    def router(self) -> Any:
        """The domain's API router, or None where it has none."""
        return import_string(self.api) if self.api else None


def domains() -> tuple[Domain, ...]:
    """All domains of the installed apps, in the order in which the menu shows them."""
    found = (getattr(config, "domain", None) for config in apps.get_app_configs())
    return tuple(sorted((domain for domain in found if isinstance(domain, Domain)), key=lambda each: each.order))


def menu_for(user: Any) -> Iterator[tuple[Domain, tuple[MenuEntry, ...]]]:
    """Each domain with the menu entries that this user may open; a domain without any is left out."""
    for domain in domains():
        entries = tuple(entry for entry in domain.menu if _opens(user, entry))
        if entries:
            yield domain, entries


def workbench_for(user: Any) -> tuple[WorkbenchBox, ...]:
    """The workbench boxes that this user may see, in order."""
    boxes = (box for domain in domains() for box in domain.workbench if _opens(user, box))
    return tuple(sorted(boxes, key=lambda box: box.order))


def _opens(user: Any, shown: MenuEntry | WorkbenchBox) -> bool:
    return all(may(user, needed) for needed in (shown.permission, *shown.also))


def may(user: Any, permission: str) -> bool:
    """Whether the user is signed in, active, and holds the permission; an empty one asks for no more than that."""
    if not (getattr(user, "is_authenticated", False) and user.is_active):
        return False
    return not permission or bool(user.has_perm(permission))


def label_of(permission: str) -> str:
    """The Chinese name of a permission; its own name where no domain declares it."""
    declared = (each for domain in domains() for each in domain.permissions if each.name == permission)
    return str(next((each.label for each in declared), permission))


def require(user: Any, permission: str, refused: type[NotAllowed] = NotAllowed) -> None:
    """Refuse, with the room's own kind of refusal, where the user does not hold the permission."""
    if not may(user, permission):
        raise refused(lacking(permission))


def lacking(permission: str) -> str:
    """What to tell somebody who lacks a permission: which it is, and who gives it."""
    return _("您没有“%(permission)s”权限；如需办理，请联系安全管理员。") % {"permission": label_of(permission)}


def page_of_source(user: Any, source: int, start: int) -> str:
    """The address at which the text of the source opens at that character; "" where no domain shows it to this user."""
    asked = (_call(domain.source_page) for domain in domains() if domain.source_page)
    return next((address for ask in asked if (address := ask(user, source, start))), "")


def page_of_reference(user: Any, reference: str) -> str:
    """The address of the act that recorded a value; "" where no domain shows it to this user."""
    if not reference:
        return ""
    asked = (_call(domain.reference_page) for domain in domains() if domain.reference_page)
    return next((address for ask in asked if (address := ask(user, reference))), "")


def value_listeners() -> Iterator[Callable[[Sequence[Any]], None]]:
    """Whom all domains want told of values that stand anew, in the order of the domains."""
    for domain in domains():
        yield from map(_call, domain.value_listeners)


def clock_listeners() -> Iterator[Callable[[Sequence[Any]], None]]:
    """Whom all domains want told of levels that clocks have reached."""
    for domain in domains():
        yield from map(_call, domain.clock_listeners)


def contribution_listeners() -> Iterator[Callable[[Sequence[str]], None]]:
    """Whom all domains want told of servers whose contributions a person decided on."""
    for domain in domains():
        yield from map(_call, domain.contribution_listeners)


def servers_of(user: Any, keys: Collection[str]) -> tuple[Server, ...]:
    """What has one of these keys, or was made of something that has, in all domains, as far as the user may see it."""
    asked = [_call(domain.serving) for domain in domains() if domain.serving] if keys else []
    return tuple({server.key: server for ask in asked for server in ask(user, keys)}.values())


def _call(path: str) -> Callable[..., Any]:
    return import_string(path)  # type: ignore[no-any-return]
