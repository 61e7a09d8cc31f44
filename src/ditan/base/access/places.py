"""Organisations as data scopes ask for them: one's own, those below, and the names that texts print for them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from ditan.base.directory.models import Holding, Organisation, OrganisationAlias
from ditan.base.directory.models.dated import holds

AFTER_DIGITS = ":"
"""The character that follows the digits: everything below a path lies between it and the path with this behind."""


def own_organisations(user: Any, day: date) -> frozenset[int]:
    """The organisations whose posts the person of this account holds on that day. One query."""
    held = Holding.objects.filter(holds(day), holds(day, "post__"), person__user=user)
    return frozenset(held.values_list("post__organisation_id", flat=True))


def below(organisations: Iterable[int]) -> frozenset[int]:
    """These organisations and all below them in the tree of today. Two queries, however many there are."""
    upper = frozenset(organisations)
    paths = _topmost(Organisation.objects.filter(pk__in=upper).values_list("path", flat=True))
    if not paths:
        return upper
    branches = Q()
    for path in paths:
        branches |= Q(path__gte=path, path__lt=path + AFTER_DIGITS)
    return upper | frozenset(Organisation.objects.filter(branches).values_list("pk", flat=True))


def _topmost(paths: Iterable[str]) -> list[str]:
    """The paths that lie below no other of them; an empty path has nothing below it.

    >>> _topmost(["0000000100000002", "00000001", "00000003", ""])
    ['00000001', '00000003']
    """
    found: list[str] = []
    for path in sorted(set(paths) - {""}):
        if not found or not path.startswith(found[-1]):
            found.append(path)
    return found


def names_of(organisations: frozenset[int]) -> frozenset[str]:
    """The names under which texts speak of these organisations. Four queries.

    A short name or alias that an organisation elsewhere bears too (区林业局 in two districts) is left out: the text may
    mean the other one.
    """
    inside = Organisation.objects.filter(pk__in=organisations).values_list("name", "short_name")
    full = {name for name, _short in inside}
    aliases = OrganisationAlias.objects.filter(organisation__in=organisations).values_list("name", flat=True)
    loose = {name for name in (*(short for _name, short in inside), *aliases) if name} - full
    elsewhere = Organisation.objects.filter(Q(name__in=loose) | Q(short_name__in=loose)).exclude(pk__in=organisations)
    aliases_elsewhere = OrganisationAlias.objects.filter(name__in=loose).exclude(organisation__in=organisations)
    taken = {name for row in elsewhere.values_list("name", "short_name") for name in row}
    return frozenset(full | loose - taken - set(aliases_elsewhere.values_list("name", flat=True)))
