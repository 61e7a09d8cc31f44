"""Which item of one version of a plan is which item of another, and what changed between the two."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import partial

from ditan.domains.plans.kinds import Content, Field, Kind, essence
from ditan.domains.plans.likeness import bare, likeness, pair_alike, pair_by, pairs_of
from ditan.domains.plans.models import ReviewItem

ALIKE = 0.6
"""Names and texts that share this much are taken for one item that was reworded."""

BY_THE_WAY = ("number", "table", "metric")
"""Fields that a new version may renumber or move without saying anything else of the item."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field whose shown text differs between two versions."""

    field: Field
    before: str
    after: str


def pair_versions(
    kind: Kind, old: Sequence[tuple[ReviewItem, Content]], new: Sequence[tuple[ReviewItem, Content]]
) -> list[tuple[ReviewItem, ReviewItem]]:
    """Pairs of items that are the same in two versions: by exact words first, then by likeness."""
    pairs = []
    left_old, left_new = list(old), list(new)
    for key in (partial(_whole, kind), partial(_core, kind)):
        found = pair_by(left_old, left_new, key, key)
        pairs += found
        left_old = [each for each in left_old if all(each is not one for one, _other in found)]
        left_new = [each for each in left_new if all(each is not other for _one, other in found)]
    words_old = [_words(kind, content) for _item, content in left_old]
    words_new = [_words(kind, content) for _item, content in left_new]
    alike = pair_alike(
        range(len(left_old)),
        range(len(left_new)),
        lambda one, other: _score(kind, left_old[one][1], left_new[other][1], words_old[one], words_new[other]),
        at_least=ALIKE,
    )
    pairs += [(left_old[one], left_new[other]) for one, other in alike]
    return [(one[0], other[0]) for one, other in pairs]


def _whole(kind: Kind, each: tuple[ReviewItem, Content]) -> Hashable:
    """All that the item says, but for its number."""
    content = essence(kind, each[1])
    return repr([(name, value) for name, value in sorted(content.items()) if name not in BY_THE_WAY])


def _core(kind: Kind, each: tuple[ReviewItem, Content]) -> Hashable:
    """What the item is about: its name, and for a target its year and whom it binds."""
    content = each[1]
    if kind.name == "target":
        return bare(content["name"]), content["year"], bare(content["subject"]), content["stretch"]
    return bare(content.get("name") or content.get("title") or content["text"])


def _words(kind: Kind, content: Content) -> frozenset[str]:
    return pairs_of(" ".join(str(content.get(name) or "") for name in ("name", "title", "text", "content")))


def _score(kind: Kind, one: Content, other: Content, words_one: frozenset[str], words_other: frozenset[str]) -> float:
    """How alike two items are; targets of different years are never one target."""
    if kind.name == "target" and one["year"] != other["year"]:
        return 0.0
    return likeness(words_one, words_other)


def field_changes(kind: Kind, before: Content, after: Content) -> tuple[FieldChange, ...]:
    """Fields that differ, as a person sees them."""
    before, after = essence(kind, before), essence(kind, after)
    return tuple(
        FieldChange(field, field.type.show(before[field.name]), field.type.show(after[field.name]))
        for field in kind.fields
        if before[field.name] != after[field.name]
    )


def says_the_same(kind: Kind, before: Content, after: Content) -> bool:
    """Whether two contents differ in nothing but numbering and place."""
    before, after = essence(kind, before), essence(kind, after)
    return all(before[name] == after[name] for name in before if name not in BY_THE_WAY)
