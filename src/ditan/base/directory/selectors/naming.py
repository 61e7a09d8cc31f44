"""Whether the rows of the sub-platforms know an organisation by any of its names. Data scopes go by names: who is known by
none sees nothing, and nobody would tell her why."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.db.models import Q
from django.utils.module_loading import import_string

from ditan.base.declaration import domains, may
from ditan.base.directory.models import Organisation, OrganisationAlias
from ditan.base.directory.permissions import VIEW
from ditan.base.directory.selectors.lexicon import READ_KINDS

LIKE = 0.6
MOST_NEAR = 5


@dataclass(frozen=True, slots=True)
class Naming:
    """How texts call an organisation: `listed` of its names are used, those of `shared` by another one too and so say
    nothing; `near` are names in use that nobody bears and that are like one of its own."""

    listed: tuple[str, ...]
    shared: tuple[str, ...]
    near: tuple[str, ...]

    @property
    def unknown(self) -> bool:
        """Whether no row can be told to be this organisation's."""
        return not self.listed


def naming_of(user: Any, organisation: Organisation) -> Naming | None:
    """How rows call it; None where the question makes no sense: an enterprise, or nothing has been read yet."""
    if organisation.kind not in READ_KINDS or not may(user, VIEW):
        return None
    used = {name for domain in domains() if domain.listed_names for name in import_string(domain.listed_names)()}
    if not used:
        return None
    loose = {organisation.short_name, *organisation.aliases.values_list("name", flat=True)} - {"", organisation.name}
    own = {organisation.name, *loose}
    shared = _borne_elsewhere(organisation, loose)
    listed = own & used - shared
    near: set[str] = set()
    if not listed:
        candidates = sorted(used - own)
        near = {name for each in own for name in get_close_matches(each, candidates, MOST_NEAR, LIKE)}
        near -= _borne_elsewhere(organisation, near)
    return Naming(tuple(sorted(listed)), tuple(sorted(shared & used)), tuple(sorted(near)[:MOST_NEAR]))


def _borne_elsewhere(organisation: Organisation, names: set[str]) -> set[str]:
    """Those of these names that another organisation bears too."""
    others = Organisation.objects.filter(Q(name__in=names) | Q(short_name__in=names)).exclude(pk=organisation.pk)
    taken = {name for row in others.values_list("name", "short_name") for name in row}
    aliases = OrganisationAlias.objects.filter(name__in=names).exclude(organisation=organisation)
    return names & (taken | set(aliases.values_list("name", flat=True)))
