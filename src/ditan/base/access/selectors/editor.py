"""The grid in which a role is arranged: a row for each module, a column for each verb."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ditan.base.access.declared import Declared, declared_permissions
from ditan.base.access.models import BUSINESS, Duty, ScopeKind
from ditan.base.declaration import Label

VERBS: tuple[tuple[str, Label, tuple[str, ...]], ...] = (
    ("view", _("查看"), ("view", "read", "see", "search", "list")),
    ("enter", _("录入与导入"), ("upload", "import", "add", "create", "enter", "submit", "make")),
    ("review", _("审核"), ("review", "decide", "approve", "verify", "confirm")),
    ("export", _("导出"), ("export", "download")),
    ("manage", _("管理"), ()),
)
"""Columns: key, heading, and the verbs with which names of permissions begin. The last takes all other verbs."""
SCOPE_HELP: dict[str, Label] = {
    ScopeKind.ALL: _("全区所有单位的数据"),
    ScopeKind.CUSTOM: _("下面列出的单位的数据"),
    ScopeKind.OWN_ORGANISATION: _("授权单位本身；未指定单位时为本人任职单位"),
    ScopeKind.OWN_AND_BELOW: _("授权单位及其下级；未指定单位时为本人任职单位及其下级"),
    ScopeKind.OWN_ONLY: _("只有本人录入或办理的数据"),
}


@dataclass(frozen=True, slots=True)
class Tick:
    """One checkbox. `allowed` says whether a role of this duty may hold the permission at all."""

    permission: Declared
    checked: bool
    allowed: bool
    why_not: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The checkboxes of one module under one verb."""

    verb: str
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Module:
    """The permissions of one domain."""

    name: str
    label: Label
    cells: tuple[Cell, ...]


def editor(duty: str, held: Iterable[str], *, all_modules: bool = True) -> tuple[Module, ...]:
    """The grid for a role of this duty that holds these permissions; without `all_modules` only what it may hold."""
    ticked = frozenset(held)
    modules: dict[str, list[Tick]] = {}
    for permission in declared_permissions().values():
        allowed = duty in permission.duties
        tick = Tick(permission, permission.name in ticked, allowed, "" if allowed else _reserved(permission))
        modules.setdefault(permission.domain.name, []).append(tick)
    return tuple(_module(ticks) for ticks in modules.values() if all_modules or any(tick.allowed for tick in ticks))


def _module(ticks: list[Tick]) -> Module:
    domain = ticks[0].permission.domain
    columns: dict[str, list[Tick]] = {key: [] for key, _label, _words in VERBS}
    for tick in ticks:
        columns[verb_of(tick.permission.name)].append(tick)
    return Module(domain.name, domain.label, tuple(Cell(key, tuple(found)) for key, found in columns.items()))


def verb_of(permission: str) -> str:
    """The column of a permission.

    >>> verb_of("plans.review_items"), verb_of("plans.manage_plans"), verb_of("access.grant_roles")
    ('review', 'manage', 'manage')
    """
    verb = permission.partition(".")[2].partition("_")[0]
    return next((key for key, _label, words in VERBS if verb in words), VERBS[-1][0])


def _reserved(permission: Declared) -> str:
    """Whose the permission is."""
    words = [str(_("业务角色")) if duty == BUSINESS else str(Duty(duty).label) for duty in permission.duties]
    return "、".join(words)
