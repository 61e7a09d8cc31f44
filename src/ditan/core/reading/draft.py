"""The structured draft that a reading gives: plain values, each with its quote and its span in the original text.

A draft is a proposal. Nothing in it enters the books before a person has confirmed it. `Draft.as_json` gives the
exchange form of `ditan read`; its field names are a public format.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Nature = Literal["约束性", "预期性", "引导性"]
Comparator = Literal["=", ">=", "<=", ">", "<", "approx"]
Basis = Literal["level", "annual", "cumulative"]
Roles = Literal["split", "joint", "single", "unstated"]
Level = Literal["error", "warning", "notice"]
Status = Literal["draft", "issued", "unknown"]
HeadingKind = Literal["title", "chapter", "section", "item", "box", "table", "annex", "contents"]


@dataclass(frozen=True, slots=True)
class Item:
    """What every read item has: the exact original characters, their place [start, end), and how sure the reader is.

    `confidence` lies in [0, 1]. 1.0 means that the form leaves no choice (a cell of a ruled table); below 0.7 a
    person should look first.
    """

    quote: str
    span: tuple[int, int]
    confidence: float


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What the document says of itself. Unknown facts are empty or None, never guessed.

    Dates are ISO strings (`2021-11-25`, or `2021-11` where no day is printed). `region_code` comes from the lexicon.
    """

    title: str = ""
    issuer: str = ""
    document_number: str = ""
    issued_on: str | None = None
    status: Status = "unknown"
    region: str = ""
    region_code: str = ""
    period_start: int | None = None
    period_end: int | None = None
    dates: tuple[DatedMention, ...] = ()
    numbers: tuple[DocumentNumber, ...] = ()
    damaged: tuple[str, ...] = ()
    """Names of the facts whose printed form the page damaged."""
    quotes: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Where each fact stands: field name → span in the original."""


@dataclass(frozen=True, slots=True)
class DocumentNumber(Item):
    """A document number of the text (渝府〔2022〕5号); `own` where it is this document's, else it is cited."""

    number: str = ""
    own: bool = False
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class DatedMention(Item):
    """A date in the text: its ISO form, its role (issued, deadline, mentioned), and whether the page damaged it."""

    date: str = ""
    role: str = "mentioned"
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Heading(Item):
    """A line of the outline: printed number, title, depth (1 is the outermost) and kind.

    `end` is the original position where the part that it heads ends. `parent` is an index into the outline.
    """

    number: str = ""
    title: str = ""
    level: int = 1
    kind: HeadingKind = "section"
    end: int = 0
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A printed value: the number where it is one, the printed text always, and its comparator.

    `value` holds the number where the cell is a bare one, with at most a sign before it, brackets around it and a
    percent sign behind it (≥70, [22], 20%). What says more (15左右, 80%以上, 市级下达, 不减少) is compared as text: `value`
    is None, and `number` still holds the amount where there is one. A cell that says nothing ("", "-") is no Value.
    """

    value: float | None
    text: str
    comparator: Comparator = "="
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Indicator(Item):
    """A row of an indicator table. `values` maps a printed year to its value, None where the cell holds none.

    `alternatives` holds the other readings of an ambiguous row, each a mapping like `values`.
    """

    name: str = ""
    unit: str = ""
    category: str = ""
    nature: Nature | None = None
    department: str = ""
    basis: Basis = "level"
    values: dict[str, Value | None] = field(default_factory=dict)
    ambiguous: bool = False
    alternatives: tuple[dict[str, Value | None], ...] = ()
    number: str = ""
    metric: str = ""
    """Proposed metric code, empty where none is known."""
    unit_pint: str = ""
    table: str = ""
    """Printed title of the table."""


@dataclass(frozen=True, slots=True)
class Target(Item):
    """A target of the running text: one name, one value, one year."""

    name: str = ""
    value: float | str | None = None
    unit: str | None = None
    year: int | None = None
    comparator: Comparator = "="
    base_year: int | None = None
    base_value: float | None = None
    basis: Basis = "level"
    subject: str = ""
    """Whom the target binds, where the text names it (全区, 银川市); empty means the plan's own region."""
    stretch: bool = False
    """力争 beside a firm target."""
    heading: int | None = None
    """Index of the heading that it stands under."""
    metric: str = ""
    unit_pint: str = ""


@dataclass(frozen=True, slots=True)
class Measure(Item):
    """A numbered measure of the body, or a row of a task table (`Draft.tasks`).

    `lead` and `cooperating` are the printed names; `lead_organisations` and `cooperating_organisations` hold their
    canonical names in the same order, "" where the lexicon does not know one. Where the plan does not part lead from
    cooperating, all stand in `lead` and `roles` is "joint".
    """

    number: str = ""
    title: str = ""
    text: str = ""
    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    roles: Roles = "unstated"
    category: str = ""
    deadline: str = ""
    heading: int | None = None
    repeats: int | None = None
    """For a task row: index in `Draft.measures` of the measure of the body that it repeats."""
    department_span: tuple[int, int] | None = None
    lead_organisations: tuple[str, ...] = ()
    cooperating_organisations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A physical quantity inside a project's content (99台, 48平方公里)."""

    value: float
    unit: str
    text: str
    what: str = ""
    span: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Funding:
    """One printed amount. `source` is None where the flattened page does not say which column it stood in."""

    amount: float
    source: str | None = None
    decided_by: str = ""
    """What decided the source: "" (printed), "column totals", "sole column"."""


@dataclass(frozen=True, slots=True)
class Investment:
    """Printed total and its sources in the printed unit."""

    total: float | None
    unit: str
    by_source: tuple[Funding, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Project(Item):
    """A project: a row of a project list, or one that the text describes."""

    number: str = ""
    category: str = ""
    name: str = ""
    content: str = ""
    quantities: tuple[Quantity, ...] = ()
    period: str = ""
    investment: Investment | None = None
    lead: tuple[str, ...] = ()
    lead_organisations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingSpan:
    """One side of a finding. `file` is the name under which the plan was read."""

    file: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of the plan itself (not of our reading): what is wrong, how bad, and every place that shows it."""

    code: str
    level: Level
    message: str
    spans: tuple[FindingSpan, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """All that was read from one file."""

    name: str
    text: str
    """The decoded original that every span points into."""
    encoding: str = "utf-8"
    format: str = "txt"
    document: DocumentFacts = field(default_factory=DocumentFacts)
    outline: tuple[Heading, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    targets: tuple[Target, ...] = ()
    measures: tuple[Measure, ...] = ()
    tasks: tuple[Measure, ...] = ()
    projects: tuple[Project, ...] = ()
    findings: tuple[Finding, ...] = ()
    warnings: tuple[str, ...] = ()
    """Chinese sentences on what the file lost on the way (bytes of no encoding, pages without text)."""

    def as_json(self) -> dict[str, Any]:
        """The exchange form: plain dicts and lists, without the text itself."""
        plain = asdict(self)
        del plain["text"]
        return plain
