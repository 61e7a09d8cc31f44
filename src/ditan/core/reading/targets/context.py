"""What carries over from clause to clause while the targets of a text are read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.sentences import Sentence
from ditan.core.reading.targets.clauses import Clause, Span
from ditan.core.reading.targets.names import Name
from ditan.core.reading.targets.sections import Section
from ditan.core.reading.targets.vocabulary import REGION
from ditan.core.reading.years import YearMention

_PROCESS = re.compile(r"\s*(?:在|从|其|通过)|.*(?:工作|过程|建设|行动|其)中$")
_WORDS = re.compile(r"[\u4e00-\u9fffA-Z]{2}")
_HERE = re.compile(rf"(?:{REGION})\s*$")


@dataclass
class Context:
    """The clause that is read, what stands around it, and the name that it may leave unsaid.

    `previous` is the last name of the paragraph, `previous_names` all of its statement, `previous_change` its verb of
    change and the unit of its value, `place` the place that the clauses since the last stop speak of, `before` the
    clause that a comma parts from this one, `base_year` the last base year of the sentence.
    """

    page: CleanText
    section: Section = field(default_factory=Section)
    heading: int | None = None
    clause: Clause = field(default_factory=lambda: Clause(0, 0, True))
    mentions: Sequence[YearMention] = ()
    before: Clause | None = None
    past: bool = False
    previous: Name | None = None
    previous_names: tuple[Name, ...] = ()
    previous_change: tuple[Span, str] | None = None
    base_year: int | None = None
    place: str = ""
    _paragraph: int = -1
    _sentence_start: int = 0

    @property
    def text(self) -> str:
        """The cleaned text."""
        return self.page.text

    def enter(self, sentence: Sentence, section: Section) -> None:
        """Begin a sentence; a name carries over within a paragraph only."""
        if sentence.paragraph != self._paragraph:
            self.previous = self.previous_change = None
            self.previous_names = ()
        self._paragraph, self.heading, self.section = sentence.paragraph, sentence.heading, section
        self._sentence_start = sentence.start
        self.base_year = None

    def enter_clause(self, clause: Clause, mentions: Sequence[YearMention], past: bool) -> None:
        """Begin a clause with the mentions of years inside it, and whether it tells of the past."""
        if clause.opens:
            self.place = ""
        self.before = None if clause.start == self._sentence_start else self.clause
        self.clause, self.mentions, self.past = clause, mentions, past
        bases = [mention.year for mention in mentions if mention.kind == "base"]
        if bases:
            self.base_year = bases[-1]

    def among(self) -> Span | None:
        """The clause before, where it says of whom the next one speaks a share (新增的车辆中，新能源汽车比例…)."""
        before = self.before
        if before is None or self.clause.opens or not self.text.startswith("中", before.end - 1):
            return None
        return None if _PROCESS.match(self.text, before.start, before.end) else (before.start, before.end)

    def own_part(self, span: Span) -> Span:
        """The part of a name's span behind the last year in it (到2025年城镇绿色建筑…), or before it where none is behind."""
        start, end = span
        for mention in reversed(self.mentions):
            if mention.kind in ("base", "annual") or not start <= mention.start < end:
                continue
            if _WORDS.search(self.text, mention.end, end):
                return mention.end, end
            end = mention.start
        return start, end

    def region_before(self, position: int) -> Span | None:
        """The word for the plan's own region (全市) right before a position of the clause."""
        here = _HERE.search(self.text, max(self.clause.start, position - 12), position)
        return here.span() if here else None
