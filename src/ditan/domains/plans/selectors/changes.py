"""What changed between two versions of a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ditan.domains.plans.comparing import FieldChange, field_changes
from ditan.domains.plans.facts import FACTS
from ditan.domains.plans.kinds import KINDS, Kind
from ditan.domains.plans.models import PlanDocument, ReviewItem
from ditan.domains.plans.permissions import Visitor
from ditan.domains.plans.selectors.scope import visible_items, visible_plans

Change = Literal["added", "removed", "changed", "same"]


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One item in two versions: `before` is None where it was added, `after` where it was removed."""

    kind: Kind
    change: Change
    before: ReviewItem | None
    after: ReviewItem | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def label(self) -> str:
        item = self.after or self.before
        return item.label if item is not None else ""


@dataclass(frozen=True, slots=True)
class PlanChanges:
    """Two versions of a plan and all that differs between them."""

    earlier: PlanDocument
    later: PlanDocument
    facts: tuple[FieldChange, ...]
    items: tuple[ItemChange, ...]

    def number_of(self, change: Change) -> int:
        """How many items were added, removed, changed, or stayed the same."""
        return sum(item.change == change for item in self.items)

    @property
    def differing(self) -> tuple[ItemChange, ...]:
        """All but the items that stayed the same."""
        return tuple(item for item in self.items if item.change != "same")


def plan_changes(user: Visitor, pk: int) -> PlanChanges | None:
    """What a plan changed against the version that it supersedes; None where it supersedes none."""
    later = visible_plans(user).select_related("supersedes__source", "supersedes__region").get(pk=pk)
    earlier = later.supersedes
    if earlier is None:
        return None
    items = [change for kind in KINDS.values() for change in _of_kind(user, kind, earlier, later)]
    return PlanChanges(earlier, later, _facts(earlier, later), tuple(items))


def _facts(earlier: PlanDocument, later: PlanDocument) -> tuple[FieldChange, ...]:
    shown = [
        FieldChange(fact, fact.type.show(getattr(earlier, fact.name)), fact.type.show(getattr(later, fact.name)))
        for fact in FACTS
    ]
    return tuple(each for each in shown if each.before != each.after)


def _of_kind(user: Visitor, kind: Kind, earlier: PlanDocument, later: PlanDocument) -> list[ItemChange]:
    """By the links that the carry-over of decisions has set."""
    rows = visible_items(user, kind, kind.rows()).prefetch_related(*kind.child_names)
    rows = rows.order_by("start", "position", "pk")
    old = {item.pk: item for item in rows.filter(plan=earlier)}
    changes = []
    for item in rows.filter(plan=later):
        before = old.pop(item.previous_id, None)
        if before is None:
            changes.append(ItemChange(kind, "added", None, item))
        else:
            fields = field_changes(kind, kind.content_of(before), kind.content_of(item))
            changes.append(ItemChange(kind, "changed" if fields else "same", before, item, fields))
    return changes + [ItemChange(kind, "removed", item, None) for item in old.values()]
