"""What a draft proposes for the library: each item as plain content with its place, ready to be matched and stored."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ditan.base.records.services import storable
from ditan.core.reading import draft
from ditan.domains.plans.kinds import KINDS, Content, Kind, fit
from ditan.domains.plans.kinds.indicator import cells_of


@dataclass(slots=True)
class Proposal:
    """An item that the reader proposes. `heading` and `repeats` are indexes into the draft's lists."""

    kind: str
    content: Content
    start: int
    end: int
    quote: str
    confidence: float
    position: int
    key: str = ""
    heading: int | None = None
    repeats: int | None = None
    columns: dict[str, Any] = field(default_factory=dict)
    """Columns that only the machine fills."""
    alternatives: list[dict[str, Any]] = field(default_factory=list)
    organisations: dict[str, str] = field(default_factory=dict)
    """Printed name → canonical name, where the reader resolved it in the plan's own region."""

    @property
    def label(self) -> str:
        """What the item is called, for recognising it again."""
        return str(self.content.get("name") or self.content.get("title") or self.content.get("text") or "")


def propose(read: draft.Draft) -> dict[str, list[Proposal]]:
    """The proposals of a draft by kind, each list in the order of the text."""
    text = storable(read.text)
    return {kind.name: list(_of_kind(kind, getattr(read, kind.plural), text)) for kind in KINDS.values()}


def _of_kind(kind: Kind, items: Sequence[draft.Item], text: str) -> Iterator[Proposal]:
    seen: dict[str, int] = {}
    for position, item in enumerate(items):
        proposal = _proposal(kind, item, position, text)
        base = f"{proposal.quote}\n{proposal.start}\n{proposal.label}"
        seen[base] = seen.get(base, 0) + 1
        proposal.key = hashlib.sha256(f"{base}\n{seen[base]}".encode()).hexdigest()
        yield proposal


def _proposal(kind: Kind, item: draft.Item, position: int, text: str) -> Proposal:
    """The quote is cut from the text anew: what is stored always stands where its span says."""
    start = min(max(item.span[0], 0), len(text))
    end = min(max(item.span[1], start), len(text))
    proposal = Proposal(
        kind=kind.name,
        content=fit(kind.fields, kind.read_draft(item)),
        start=start,
        end=end,
        quote=text[start:end],
        confidence=min(max(item.confidence, 0.0), 1.0),
        position=position,
        heading=getattr(item, "heading", None),
    )
    if isinstance(item, draft.Indicator):
        proposal.columns = {"ambiguous": item.ambiguous}
        proposal.alternatives = [cells_of(values) for values in item.alternatives]
    elif isinstance(item, draft.Measure):
        _complete_measure(proposal, item)
    elif isinstance(item, draft.Project):
        proposal.organisations = _resolved(item.lead, item.lead_organisations)
    return proposal


def _complete_measure(proposal: Proposal, item: draft.Measure) -> None:
    proposal.repeats = item.repeats
    start, end = item.department_span or (None, None)
    proposal.columns = {"department_start": start, "department_end": end}
    proposal.organisations = {
        **_resolved(item.lead, item.lead_organisations),
        **_resolved(item.cooperating, item.cooperating_organisations),
    }


def _resolved(printed: Sequence[str], organisations: Sequence[str]) -> dict[str, str]:
    return {name: organisation for name, organisation in zip(printed, organisations, strict=False) if organisation}
