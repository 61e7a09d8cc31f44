"""Writing the content of items: their columns, and the child rows that belong to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import models

from ditan.domains.plans.kinds import Content, Kind, kind_of
from ditan.domains.plans.kinds.indicator import cell_rows
from ditan.domains.plans.models import Indicator, IndicatorValue, ReviewItem
from ditan.domains.plans.names import canonical_in
from ditan.domains.plans.proposals import Proposal

BATCH = 500


def write_children(kind: Kind, items: Sequence[tuple[ReviewItem, Content, dict[str, str]]], *, fresh: bool) -> None:
    """Store the child rows of items, with as many statements for a hundred items as for one.

    An item that is not fresh loses its former child rows; call this only where its content did change.
    """
    if not fresh:
        for model, owner in _child_models(kind):
            old = model._default_manager.filter(**{f"{owner}__in": [item for item, _content, _known in items]})
            if model is IndicatorValue:
                old = old.filter(alternative=0)
            old.delete()
    rows: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for item, content, known in items:
        for row in kind.children_of(item, content, canonical_in(item.plan, known)):
            rows[type(row)].append(row)
    for model, of_model in rows.items():
        model._default_manager.bulk_create(of_model, batch_size=BATCH)
    for item, _content, _known in items:
        getattr(item, "_prefetched_objects_cache", {}).clear()


def write_alternatives(items: Sequence[tuple[Indicator, Proposal]]) -> None:
    """Store the other readings of ambiguous indicators, replacing those of an earlier reading."""
    IndicatorValue.objects.filter(indicator__in=[item for item, _proposal in items], alternative__gt=0).delete()
    rows = [
        row
        for item, proposal in items
        for number, values in enumerate(proposal.alternatives, start=1)
        for row in cell_rows(item, values, alternative=number)
    ]
    IndicatorValue.objects.bulk_create(rows, batch_size=BATCH)  # type: ignore[arg-type]


def rewrite(item: ReviewItem, content: Content) -> None:
    """Give one stored item a new content; the caller saves the item's own row."""
    kind = kind_of(item)
    kind.apply(item, content)
    write_children(kind, [(item, content, {})], fresh=False)


def _child_models(kind: Kind) -> list[tuple[Any, str]]:
    """Child models of a kind, each with the name of its key to the item."""
    found = []
    for name in kind.child_names:
        relation: Any = kind.model._meta.get_field(name)
        found.append((relation.related_model, relation.field.name))
    return found
