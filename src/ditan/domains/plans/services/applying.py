"""Taking a draft into the library: a new reading never loses what a person decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from ditan.core.reading.draft import Draft
from ditan.domains.plans.kinds import KINDS, Kind, essence
from ditan.domains.plans.matching import Place, match
from ditan.domains.plans.models import Measure, Origin, PlanDocument, ReviewItem
from ditan.domains.plans.proposals import Proposal, propose
from ditan.domains.plans.services.facts import write_facts, write_outline
from ditan.domains.plans.services.rows import BATCH, write_alternatives, write_children


@dataclass(slots=True)
class Applied:
    """What became of a reading's proposals."""

    added: int = 0
    updated: int = 0
    kept: int = 0
    gone: int = 0

    def __add__(self, other: Applied) -> Applied:
        return Applied(
            self.added + other.added, self.updated + other.updated, self.kept + other.kept, self.gone + other.gone
        )


@transaction.atomic
def apply_draft(*, plan: PlanDocument, draft: Draft) -> Applied:
    """Bring the plan's facts, outline and items to what the draft says.

    An undecided item takes the new reading. A decided item keeps a person's decision and content; where the machine
    now reads it differently, that stands beside it in `machine_reading`. A decided item that is no longer read stays,
    marked stale; an undecided one goes. What a person added stays.
    """
    write_facts(plan, draft)
    headings = write_outline(plan, draft)
    applied = Applied()
    measures: dict[int, Measure] = {}
    for name, proposals in propose(draft).items():
        kind = KINDS[name]
        items, outcome = _apply_kind(kind, plan, proposals, headings)
        applied += outcome
        if name == "measure":
            measures = {index: item for index, item in enumerate(items) if isinstance(item, Measure)}
        elif name == "task":
            _link_repeats(items, proposals, measures)
    return applied


def stored_items(kind: Kind, plan: PlanDocument) -> list[ReviewItem]:
    """All items of a kind that the plan has, with their child rows, in the order of the text."""
    rows = kind.rows().filter(plan=plan).prefetch_related(*kind.child_names)
    return list(rows.order_by("start", "position", "pk"))


def _apply_kind(
    kind: Kind, plan: PlanDocument, proposals: Sequence[Proposal], headings: Sequence[int]
) -> tuple[list[ReviewItem], Applied]:
    """Match, then create, update, keep and let go; gives the item of each proposal, in order."""
    stored = stored_items(kind, plan)
    pairs = match([_place_of_item(item) for item in stored], [_place_of_proposal(each) for each in proposals])
    items: list[ReviewItem] = []
    fresh: list[tuple[ReviewItem, Proposal]] = []
    updated: list[tuple[ReviewItem, Proposal]] = []
    kept: list[tuple[ReviewItem, Proposal]] = []
    for index, proposal in enumerate(proposals):
        if index not in pairs:
            item = kind.model(plan=plan, origin=Origin.MACHINE)
            fresh.append((item, proposal))
        else:
            item = stored[pairs[index]]
            (kept if item.is_decided else updated).append((item, proposal))
        items.append(item)
    _create(kind, fresh, headings)
    changed = _update(kind, updated, headings)
    _keep(kind, kept, headings)
    matched = set(pairs.values())
    gone = _let_go(kind, [item for index, item in enumerate(stored) if index not in matched])
    return items, Applied(len(fresh), changed, len(kept), gone)


def _place_of_item(item: ReviewItem) -> Place:
    number = str(getattr(item, "number", ""))
    name = str(getattr(item, "name", "") or getattr(item, "title", "") or getattr(item, "text", ""))
    return Place(item.key, item.start, item.end, item.quote, name, number)


def _place_of_proposal(each: Proposal) -> Place:
    return Place(each.key, each.start, each.end, each.quote, each.label, str(each.content.get("number") or ""))


def _fill(kind: Kind, item: ReviewItem, proposal: Proposal, headings: Sequence[int]) -> None:
    """Everything that the reader says of an item."""
    if isinstance(item, Measure):
        item.form = kind.name
    item.start, item.end, item.quote = proposal.start, proposal.end, proposal.quote
    item.confidence = proposal.confidence
    for name, value in proposal.columns.items():
        setattr(item, name, value)
    kind.apply(item, proposal.content)
    _fill_place(item, proposal, headings)


def _fill_place(item: ReviewItem, proposal: Proposal, headings: Sequence[int]) -> None:
    item.key, item.position, item.stale = proposal.key, proposal.position, False
    item.heading_id = _heading_of(proposal, headings)


def _heading_of(proposal: Proposal, headings: Sequence[int]) -> int | None:
    index = proposal.heading
    return headings[index] if index is not None and 0 <= index < len(headings) else None


def _create(kind: Kind, fresh: Sequence[tuple[ReviewItem, Proposal]], headings: Sequence[int]) -> None:
    for item, proposal in fresh:
        _fill(kind, item, proposal, headings)
    kind.model._default_manager.bulk_create([item for item, _proposal in fresh], batch_size=BATCH)
    write_children(kind, [(item, each.content, each.organisations) for item, each in fresh], fresh=True)
    _write_alternatives(kind, fresh)


def _update(kind: Kind, updated: Sequence[tuple[ReviewItem, Proposal]], headings: Sequence[int]) -> int:
    """Give undecided items the new reading; how many said something else before."""
    changed = [(item, each) for item, each in updated if _differs(kind, item, each)]
    for item, proposal in updated:
        _fill(kind, item, proposal, headings)
    for item, _proposal in changed:
        item.version += 1
    _save(kind, [item for item, _proposal in updated])
    if changed:
        write_children(kind, [(item, each.content, each.organisations) for item, each in changed], fresh=False)
    _write_alternatives(kind, updated)
    return len(changed)


def _keep(kind: Kind, kept: Sequence[tuple[ReviewItem, Proposal]], headings: Sequence[int]) -> None:
    """Leave content and decision as a person made them, and note a machine reading that differs.

    The place follows the text: a new reading replaces the text that the span points into.
    """
    for item, proposal in kept:
        item.start, item.end, item.quote = proposal.start, proposal.end, proposal.quote
        _fill_place(item, proposal, headings)
        item.machine_reading = proposal.content if _differs(kind, item, proposal) else None
    _save(kind, [item for item, _proposal in kept])


def _differs(kind: Kind, item: ReviewItem, proposal: Proposal) -> bool:
    """Whether the machine now says something else than the item does, wherever it says it."""
    return essence(kind, kind.content_of(item)) != essence(kind, proposal.content)


def _let_go(kind: Kind, unread: Sequence[ReviewItem]) -> int:
    """Delete undecided proposals of the machine; mark the decided ones stale. What a person added is left alone."""
    of_machine = [item for item in unread if item.origin == Origin.MACHINE]
    kind.model._default_manager.filter(pk__in=[item.pk for item in of_machine if not item.is_decided]).delete()
    kind.model._default_manager.filter(pk__in=[item.pk for item in of_machine if item.is_decided]).update(stale=True)
    return len(of_machine)


def _save(kind: Kind, items: Sequence[ReviewItem]) -> None:
    fields = [
        field.name
        for field in kind.model._meta.concrete_fields
        if not field.primary_key and field.name not in ("plan", "updated_at")
    ]
    kind.model._default_manager.bulk_update(items, fields, batch_size=100)


def _write_alternatives(kind: Kind, items: Sequence[tuple[ReviewItem, Proposal]]) -> None:
    if kind.name == "indicator" and items:
        write_alternatives(items)  # type: ignore[arg-type]


def _link_repeats(tasks: Sequence[ReviewItem], proposals: Sequence[Proposal], measures: dict[int, Measure]) -> None:
    """Point each task at the measure of the body that it repeats."""
    linked = []
    for task, proposal in zip(tasks, proposals, strict=True):
        if isinstance(task, Measure):
            target = measures.get(proposal.repeats) if proposal.repeats is not None else None
            if task.repeats_id != (target.pk if target else None):
                task.repeats = target
                linked.append(task)
    Measure.objects.bulk_update(linked, ["repeats"], batch_size=BATCH)
