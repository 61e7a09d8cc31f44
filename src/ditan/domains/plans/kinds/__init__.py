"""The kinds of item. One declaration a kind drives the forms, the xlsx columns, the API and all validation."""

from __future__ import annotations

from ditan.domains.plans.kinds.indicator import INDICATOR
from ditan.domains.plans.kinds.kind import Canonical, Field, Kind, fit
from ditan.domains.plans.kinds.measure import MEASURE, TASK
from ditan.domains.plans.kinds.project import PROJECT, without_places
from ditan.domains.plans.kinds.target import TARGET
from ditan.domains.plans.models import ReviewItem
from ditan.domains.plans.models.item import Content

KINDS: dict[str, Kind] = {kind.name: kind for kind in (INDICATOR, TARGET, MEASURE, TASK, PROJECT)}
"""All kinds by name, in the order in which screens show them."""


def kind_of(item: ReviewItem) -> Kind:
    """The kind of an item."""
    return KINDS[item.kind]


def content_of(item: ReviewItem) -> Content:
    """What an item says, as plain values by field."""
    return kind_of(item).content_of(item)


def shown(item: ReviewItem) -> list[tuple[Field, str]]:
    """The fields of an item with their values as a person sees and edits them."""
    return list(kind_of(item).shown(content_of(item)))


def essence(kind: Kind, content: Content) -> Content:
    """What a content says, wherever it stands: two readings with one essence say the same."""
    return without_places(content) if kind is PROJECT else content


__all__ = ["KINDS", "Canonical", "Content", "Field", "Kind", "content_of", "essence", "fit", "kind_of", "shown"]
