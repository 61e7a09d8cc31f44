"""A draft with what every rule needs of it: the cleaned page, its outline, its sentences, and sides of findings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, TypeVar, cast

from ditan.core.reading.clean import clean
from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.draft import Draft, Finding, FindingSpan, Heading, Item, Level
from ditan.core.reading.lexicon import Lexicon
from ditan.core.reading.outline import Outline, read_outline
from ditan.core.reading.tables.table import Cell, Table

T = TypeVar("T")

SURE = 0.7
"""Items below this confidence may be our own misreading; no finding rests on them."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the cleaned text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


@dataclass(frozen=True, eq=False)
class Plan:
    """A plan under check.

    `page` and `outline` are those of the reading; `Plan.of` makes them again where only the draft was kept. `tables` is
    empty then.
    """

    draft: Draft
    lexicon: Lexicon
    page: CleanText
    outline: Outline
    tables: tuple[Table, ...] = ()
    memory: dict[str, Any] = field(default_factory=dict, repr=False)
    """What `remembered` functions have found."""

    @classmethod
    def of(
        cls,
        draft: Draft,
        lexicon: Lexicon,
        page: CleanText | None = None,
        outline: Outline | None = None,
        tables: Sequence[Table] = (),
    ) -> Plan:
        """The plan of a draft."""
        page = page if page is not None else clean(draft.text)
        return cls(draft, lexicon, page, outline if outline is not None else read_outline(page), tuple(tables))

    def side(self, start: int, end: int) -> FindingSpan:
        """One side of a finding, by positions of the original."""
        return FindingSpan(self.draft.name, start, end, self.draft.text[start:end])

    def at(self, start: int, end: int) -> FindingSpan:
        """One side of a finding, by positions of the cleaned text."""
        return self.side(*self.page.span(start, end))

    def of_item(self, item: Item) -> FindingSpan:
        """The whole of an item as a side."""
        return self.side(*item.span)

    def of_cell(self, cell: Cell) -> FindingSpan:
        """A cell as a side."""
        return self.at(cell.start, cell.end)

    def of_heading(self, heading: Heading) -> FindingSpan:
        """A heading as a side."""
        return self.side(*heading.span)

    def cut_before(self, at: int) -> bool:
        """Whether a line of the cleaned text breaks inside the number that begins at a position."""
        text = self.page.text
        return at > 1 and text[at - 1] == "\n" and text[at - 2].isdigit() and text[at : at + 1].isdigit()

    @cached_property
    def paragraphs(self) -> tuple[Stretch, ...]:
        """The lines of the body: neither contents nor the site's own text. A cell of a stream table is a line."""
        found = []
        for match in re.finditer(r"[^\n]+", self.page.text):
            if match.group().strip() and self.outline.is_body(match.start()):
                found.append(Stretch(match.group(), match.start()))
        return tuple(found)

    @cached_property
    def sentences(self) -> tuple[Stretch, ...]:
        """The sentences of the body, parted at 。;!? and line ends."""
        found = []
        for paragraph in self.paragraphs:
            for match in re.finditer(r"[^。;；!！?？]+[。;；!！?？]?", paragraph.text):
                found.append(Stretch(match.group(), paragraph.start + match.start()))
        return tuple(found)

    @property
    def start_year(self) -> int | None:
        """First year that the plan is for: its period's, else the year it was issued."""
        facts = self.draft.document
        if facts.period_start is not None:
            return facts.period_start
        return int(facts.issued_on[:4]) if facts.issued_on and facts.issued_on[:4].isdigit() else None


def remembered(function: Callable[[Plan], T]) -> Callable[[Plan], T]:
    """Let a function of a plan run once for each plan, however many rules ask."""

    @wraps(function)
    def once(plan: Plan) -> T:
        name = f"{function.__module__}.{function.__qualname__}"
        if name not in plan.memory:
            plan.memory[name] = function(plan)
        return cast(T, plan.memory[name])

    return once


def finding(code: str, level: Level, message: str, sides: Iterable[FindingSpan]) -> Finding:
    """A finding with its sides in order of place, each once."""
    ordered = sorted(set(sides), key=lambda side: (side.file, side.start, side.end))
    return Finding(code, level, message, tuple(ordered))
