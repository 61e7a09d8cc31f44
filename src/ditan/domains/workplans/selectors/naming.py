"""Which organisation of the directory a printed name means: the one that alone bears it today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from ditan.base.directory.models import Organisation, OrganisationAlias
from ditan.base.directory.models.dated import holds


def bearers_of(names: Iterable[str]) -> dict[str, Organisation]:
    """The organisation of each name; a name that several bear, or nobody, is left out. Two queries."""
    wanted = {name.strip() for name in names if name.strip()}
    today = timezone.localdate()
    found: dict[str, set[int]] = defaultdict(set)
    rows: dict[int, Organisation] = {}
    for each in Organisation.objects.filter(holds(today), Q(name__in=wanted) | Q(short_name__in=wanted)):
        rows[each.pk] = each
        for name in {each.name, each.short_name} & wanted:
            found[name].add(each.pk)
    aliases = OrganisationAlias.objects.filter(holds(today, "organisation__"), name__in=wanted)
    for alias in aliases.select_related("organisation"):
        rows[alias.organisation_id] = alias.organisation
        found[alias.name].add(alias.organisation_id)
    return {name: rows[min(keys)] for name, keys in found.items() if len(keys) == 1}
