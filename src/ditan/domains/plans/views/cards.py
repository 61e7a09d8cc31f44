"""What a card of the review desk shows of an item: a head line, its fields, and the traces of machine and person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ditan.domains.plans.forms.words import code_word, metric_word, typeset
from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.kinds.indicator import values_of
from ditan.domains.plans.kinds.types import show_number
from ditan.domains.plans.models import Finding, Indicator, Measure, Project, ReviewItem, State, Target
from ditan.domains.plans.models.choices import Comparator

Words = str | Promise

SIGNS = {
    Comparator.AT_LEAST: "≥",
    Comparator.AT_MOST: "≤",
    Comparator.MORE: ">",
    Comparator.LESS: "<",
    Comparator.ABOUT: "约",
}
MARKS = {State.PROPOSED: "○", State.CONFIRMED: "✓", State.EDITED: "✎", State.REJECTED: "✕"}
IN_HEAD = {
    "indicator": ("name", "number", "unit", "values"),
    "target": ("name", "comparator", "value", "unit", "year"),
    "measure": ("title", "number"),
    "task": ("title", "number"),
    "project": ("name", "number"),
}


@dataclass(slots=True)
class Card:
    """One card. `facts` are (label, shown, what the machine read where it differs), `figures` the values in the head, `more`
    what follows the name there while the card is closed."""

    identity: str
    kind: str
    kind_label: Words
    pk: int
    state: str
    state_label: Words
    mark: str
    version: int
    confidence: float
    head: str
    start: int
    end: int
    number: str = ""
    figures: list[tuple[str, str]] = field(default_factory=list)
    note: str = ""
    more: str = ""
    facts: list[tuple[Words, str, str | None]] = field(default_factory=list)
    alternatives: list[tuple[int, list[tuple[str, str]]]] = field(default_factory=list)
    level: str = ""
    sides: list[Any] = field(default_factory=list)
    item: Any = None

    @property
    def percent(self) -> int:
        """Confidence as a whole percentage, never rounded up to a certainty."""
        return int(self.confidence * 100)

    @property
    def doubtful(self) -> bool:
        """Whether a person should look at it first."""
        return self.kind != "finding" and (self.confidence < 0.7 or bool(self.alternatives) or self.item.stale)


def card_of(item: ReviewItem) -> Card:
    """The card of an item of any kind."""
    kind = KINDS[item.kind]
    content = kind.content_of(item)
    machine = dict(kind.shown(item.machine_reading)) if item.machine_reading is not None else {}
    facts: list[tuple[Words, str, str | None]] = []
    for each, value in kind.shown(content):
        read = machine.get(each)
        if each.name == "metric":
            value = metric_word(value)
            read = read if read is None else metric_word(read)
        differs = read is not None and read != value
        if each.name == "stretch" and not differs and not content["stretch"]:
            continue
        if (value and each.name not in IN_HEAD[kind.name]) or differs:
            facts.append((each.label, value, read if differs else None))
    card = Card(
        identity=item.identity,
        kind=kind.name,
        kind_label=kind.label,
        pk=item.pk,
        state=item.state,
        state_label=State(item.state).label,
        mark=MARKS[State(item.state)],
        version=item.version,
        confidence=item.confidence,
        head=item.label,
        start=item.start,
        end=item.end,
        number=str(content.get("number", "")),
        facts=facts,
        item=item,
    )
    _headline(card, item)
    return card


def _headline(card: Card, item: ReviewItem) -> None:
    if isinstance(item, Indicator):
        card.figures = _cells(values_of(item))
        card.note = item.unit
        numbers = sorted({cell.alternative for cell in item.cells.all() if cell.alternative})
        card.alternatives = [(number, _cells(values_of(item, number))) for number in numbers if item.ambiguous]
    elif isinstance(item, Target):
        sign = SIGNS.get(Comparator(item.comparator), "")
        value = item.value_text or show_number(item.value) or "—"
        card.figures = [(str(item.year or ""), f"{sign}{value}")]
        card.note = item.unit
    elif isinstance(item, Measure):
        card.more = item.text[:80] if item.title else ""
        names = [row.printed_name for row in item.responsibilities.all() if row.role != "cooperating"]
        card.note = (
            "、".join(names)
            if len(names) < 4
            else _("%(first)s 等 %(number)d 个单位") % {"first": names[0], "number": len(names)}
        )
    elif isinstance(item, Project):
        if item.investment_total is not None:
            card.figures = [("", f"{item.investment_total:,f}".rstrip("0").rstrip("."))]
        card.note = item.investment_unit if card.figures else item.period


def _cells(values: dict[str, Any]) -> list[tuple[str, str]]:
    return [(year, cell["text"] if cell else "—") for year, cell in values.items()]


JUDGEMENT = {State.PROPOSED: "待核", State.CONFIRMED: "成立", State.EDITED: "成立", State.REJECTED: "不成立"}


def finding_card(finding: Finding, *, code: bool = False) -> Card:
    """The card of a finding; its first place in the text stands for it in the order of cards."""
    sides = list(finding.sides) if hasattr(finding, "sides") else list(finding.spans.select_related("plan"))
    own = next((side for side in sides if side.plan_id == finding.plan_id), None)
    return Card(
        identity=finding.identity,
        kind="finding",
        kind_label=code_word(finding.code) if code else _("质检问题"),
        pk=finding.pk,
        state=finding.state,
        state_label=_(JUDGEMENT[State(finding.state)]),
        mark=MARKS[State(finding.state)],
        version=finding.version,
        confidence=1.0,
        head=typeset(finding.message),
        start=own.start if own else 0,
        end=own.end if own else 0,
        level=finding.level,
        sides=sides,
        item=finding,
    )
