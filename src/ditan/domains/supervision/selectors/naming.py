"""Which organisation a printed name means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from ditan.base.directory.models import Organisation, OrganisationAlias
from ditan.base.directory.models.dated import holds


def organisations_named(names: Iterable[str]) -> dict[str, Organisation]:
    """The organisation of each name that exactly one bears today, as name, short name or alias. Two queries."""
    known: dict[str, Organisation] = {}
    for name, found in bearers_of(names).items():
        full = [each for each in found if each.name == name]
        if full or len(found) == 1:
            known[name] = full[-1] if full else found[0]
    return known


def bearers_of(names: Iterable[str]) -> dict[str, list[Organisation]]:
    """The organisations that bear each name today, as name, short name or alias; names that none bears are left out. Two
    queries."""
    wanted = {name.strip() for name in names if name.strip()}
    today = timezone.localdate()
    bearers: dict[str, dict[int, Organisation]] = defaultdict(dict)
    for each in Organisation.objects.filter(holds(today), Q(name__in=wanted) | Q(short_name__in=wanted)):
        for name in {each.name, each.short_name} & wanted:
            bearers[name][each.pk] = each
    aliases = OrganisationAlias.objects.filter(holds(today, "organisation__"), name__in=wanted)
    for alias in aliases.select_related("organisation"):
        bearers[alias.name][alias.organisation_id] = alias.organisation
    return {name: list(found.values()) for name, found in bearers.items()}
