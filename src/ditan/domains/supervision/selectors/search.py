"""Matters in the search of the whole platform."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from ditan.base.declaration import Hit
from ditan.base.links import address
from ditan.base.searching import holding
from ditan.domains.supervision.selectors.scope import visible_matters


def search(user: Any, words: str, limit: int) -> Iterator[Hit]:
    """Matters whose title or number holds all of the words, the newest first."""
    rows = visible_matters(user).select_related("organisation")
    for word in words.split():
        rows = rows.filter(holding(word, "title", "number"))
    for each in rows.order_by("-year", "-serial")[:limit]:
        lead = each.organisation.name if each.organisation else ""
        yield Hit(
            str(each), address("supervision:matter", each.pk), _("督办事项"), f"{lead} {each.get_state_display()}"
        )
