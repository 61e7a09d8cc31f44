"""Small plans made for tests: a text, and items whose quotes are found in it."""

from __future__ import annotations

from collections.abc import Sequence

from ditan.core.lexicon import load_lexicon
from ditan.core.reading.check.plan import Plan
from ditan.core.reading.draft import (
    Basis,
    Comparator,
    DatedMention,
    DocumentFacts,
    DocumentNumber,
    Draft,
    Finding,
    Funding,
    Heading,
    HeadingKind,
    Indicator,
    Investment,
    Measure,
    Nature,
    Project,
    Target,
    Value,
)
from ditan.core.reading.resolve import resolve
from ditan.core.reading.tables.table import Table

Number = float | str | None


class Maker:
    """Makes the items of one text; a quote that stands twice is found behind the last one of its kind."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.last: dict[str, int] = {}

    def span(self, quote: str) -> tuple[int, int]:
        at = self.text.find(quote, self.last.get(quote, 0))
        assert at >= 0, f"{quote} is not in the text"
        self.last[quote] = at + len(quote)
        return at, at + len(quote)

    def indicator(
        self,
        quote: str,
        name: str,
        unit: str,
        values: dict[str, Number],
        *,
        table: str = "表1",
        nature: Nature | None = None,
        basis: Basis = "level",
        comparator: Comparator = "=",
        confidence: float = 0.95,
        ambiguous: bool = False,
    ) -> Indicator:
        cells = {
            year: None if value is None else Value(value if isinstance(value, float) else None, str(value), comparator)
            for year, value in values.items()
        }
        return Indicator(
            quote, self.span(quote), confidence, name, unit, "", nature, "", basis, cells, ambiguous, table=table
        )

    def target(
        self,
        quote: str,
        name: str,
        value: float | str,
        unit: str | None,
        year: int | None,
        comparator: Comparator = "=",
        *,
        basis: Basis = "level",
        subject: str = "",
        stretch: bool = False,
        base: tuple[int, float] | None = None,
        confidence: float = 0.9,
    ) -> Target:
        base_year, base_value = base if base else (None, None)
        return Target(
            quote, self.span(quote), confidence, name, value, unit, year, comparator, base_year, base_value, basis,
            subject, stretch,
        )  # fmt: skip

    def heading(self, quote: str, number: str, title: str, level: int = 1, kind: HeadingKind = "section") -> Heading:
        return Heading(quote, self.span(quote), 1.0, number, title, level, kind)

    def measure(
        self,
        quote: str,
        number: str,
        lead: Sequence[str] = (),
        cooperating: Sequence[str] = (),
        *,
        departments: str = "",
        category: str = "",
        confidence: float = 0.9,
    ) -> Measure:
        span = self.span(quote)
        place = None
        if departments:
            at = self.text.find(departments, span[0])
            place = (at, at + len(departments))
        return Measure(
            quote, span, confidence, number, quote, quote, tuple(lead), tuple(cooperating), category=category,
            department_span=place,
        )  # fmt: skip

    def project(
        self,
        quote: str,
        number: str,
        total: float | None = None,
        sources: Sequence[float] = (),
        *,
        period: str = "",
        lead: Sequence[str] = (),
        category: str = "",
        confidence: float = 0.9,
    ) -> Project:
        money = None
        if total is not None:
            money = Investment(total, "万元", tuple(Funding(amount) for amount in sources))
        return Project(quote, self.span(quote), confidence, number, category, "", quote, (), period, money, tuple(lead))

    def date(self, quote: str, iso: str, *, damaged: bool = False) -> DatedMention:
        return DatedMention(quote, self.span(quote), 1.0, iso, "mentioned", damaged)

    def document_number(self, quote: str, *, damaged: bool = False) -> DocumentNumber:
        return DocumentNumber(quote, self.span(quote), 1.0, quote, False, damaged)


def made_draft(
    text: str,
    *,
    name: str = "plan.txt",
    title: str = "铜梁区规划",
    region: str = "500151",
    period: tuple[int, int] | None = (2021, 2025),
    issued: str | None = "2021-11-25",
    dates: Sequence[DatedMention] = (),
    numbers: Sequence[DocumentNumber] = (),
    outline: Sequence[Heading] = (),
    indicators: Sequence[Indicator] = (),
    targets: Sequence[Target] = (),
    measures: Sequence[Measure] = (),
    tasks: Sequence[Measure] = (),
    projects: Sequence[Project] = (),
) -> Draft:
    """A resolved draft of a text and items."""
    start, end = period if period else (None, None)
    found = load_lexicon().region_by_code(region)
    facts = DocumentFacts(
        title=title,
        issued_on=issued,
        region=found.name if found else "",
        region_code=region,
        period_start=start,
        period_end=end,
        dates=tuple(dates),
        numbers=tuple(numbers),
    )
    draft = Draft(
        name,
        text,
        document=facts,
        outline=tuple(outline),
        indicators=tuple(indicators),
        targets=tuple(targets),
        measures=tuple(measures),
        tasks=tuple(tasks),
        projects=tuple(projects),
    )
    return resolve(draft, load_lexicon())


def made_plan(draft: Draft, tables: Sequence[Table] = ()) -> Plan:
    """The plan of a made draft."""
    return Plan.of(draft, load_lexicon(), tables=tables)


def text_plan(text: str, region: str = "500151") -> Plan:
    """A plan of a text without items."""
    return made_plan(made_draft(text, region=region))


def quotes(found: Finding) -> list[str]:
    """What the sides of a finding quote."""
    return [side.quote for side in found.spans]
