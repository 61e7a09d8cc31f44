"""What the search of the whole platform finds in the directory: organisations, people, regions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ditan.base.declaration import Hit
from ditan.base.directory.selectors.organisations import OrganisationFilters, list_organisations
from ditan.base.directory.selectors.people import list_people
from ditan.base.directory.selectors.regions import list_regions


def search(user: Any, words: str, limit: int) -> list[Hit]:
    """Organisations first, then people, then regions, all of today; never more than `limit`."""
    return list(islice(_hits(user, words, limit), limit))


def _hits(user: Any, words: str, limit: int) -> Iterator[Hit]:
    for found in list_organisations(user, OrganisationFilters(words=words))[:limit]:
        about = " · ".join(filter(None, (found.get_kind_display(), found.parent.name if found.parent else "")))
        yield Hit(found.name, reverse("directory:organisation", args=[found.pk]), _("单位"), about)
    person: Any
    for person in list_people(user, words)[:limit]:
        about = "、".join(f"{each.post.organisation.name} {each.post.title}" for each in person.held)
        yield Hit(person.name, reverse("directory:person", args=[person.pk]), _("人员"), about)
    for row in list_regions(user, words=words)[:limit]:
        yield Hit(row.name, reverse("directory:region", args=[row.region.pk]), _("区划"), row.region.code)
