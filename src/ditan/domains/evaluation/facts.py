"""What an evaluation speaks of, as plain values: gathered from the other rooms, composed into chapters, frozen as JSON.

A text that holds a number carries its sources. None is unknown, never zero.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal

from ditan.base.reporting.documents import Note

LONGEST_CONTENT = 40
_begun = re.compile(r"[0-9A-Za-z.,%]+$")


@dataclass(frozen=True, slots=True)
class Sourced:
    """A shown text with where it comes from."""

    text: str
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanFact:
    """The plan itself."""

    title: str
    issuer: str
    number: str
    issued_on: str
    period: str
    first_year: int | None
    last_year: int | None
    is_draft: bool
    region: str
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class IndicatorFact:
    """A target on the day of the evaluation. `group` is a situation of `core.targets`, `met` whether it is reached."""

    name: str
    nature: str
    unit: str
    year: int | None
    department: str
    asked: Sourced
    due: Sourced | None
    actual: Sourced | None
    period: str
    completion: float | None
    light: str
    label: str
    rule: str
    group: str
    met: bool | None
    outlook: str = ""
    forecast: str = ""
    series: tuple[tuple[int, float], ...] = ()
    path: tuple[tuple[int, float], ...] = ()
    target: float | None = None
    demo: bool = False


@dataclass(frozen=True, slots=True)
class UntrackedFact:
    """An indicator or target of the plan that is not followed, and why."""

    name: str
    department: str
    why: str


@dataclass(frozen=True, slots=True)
class TaskFact:
    """A task of the plan, and the matter that it is supervised as; without one its `state` is empty."""

    number: str
    category: str
    text: Sourced
    departments: tuple[str, ...]
    deadline: str
    state: str = ""
    state_label: str = ""
    light: str = ""
    percent: int | None = None
    due_on: datetime.date | None = None
    late_days: int | None = None

    @property
    def is_handed_out(self) -> bool:
        """Whether anybody was charged with it: a matter that is only drawn up asks nothing of anybody yet."""
        return self.state not in ("", "draft")


@dataclass(frozen=True, slots=True)
class ProjectFact:
    """A project of the plan: what the plan prints, and what the project library says where it holds it.

    Amounts in 万元; `gap` is what the printed amounts differ from the printed total by. `funds` are the sources of money that
    are known; `undecided` says whether there are others.
    """

    number: str
    category: str
    name: Sourced
    period: str
    departments: tuple[str, ...]
    printed: Decimal | None
    unit: str
    gap: Decimal | None = None
    undecided: bool = False
    state: str = ""
    state_label: str = ""
    planned: Decimal | None = None
    allocated: Decimal | None = None
    spent: Decimal | None = None
    light: str = ""
    content: str = ""
    funds: tuple[str, ...] = ()

    @property
    def called(self) -> Sourced:
        """Its name with the beginning of what is built: plans give one name to many projects."""
        content = " ".join(self.content.split())
        if not content or content == self.name.text:
            return self.name
        if len(content) > LONGEST_CONTENT:
            content = _begun.sub("", content[:LONGEST_CONTENT]) + "…"  # never the first digits of a number
        return Sourced(f"{self.name.text}：{content}", self.name.notes)


@dataclass(frozen=True, slots=True)
class FindingFact:
    """A fault of the plan's text, with its sides quoted."""

    level: str
    level_label: str
    code: str
    message: str
    state_label: str
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class AssessmentFact:
    """A frozen assessment of a year: who scored how much."""

    title: str
    year: int
    rows: tuple[tuple[str, Decimal | None, int | None], ...]
    note: Note


@dataclass(frozen=True, slots=True)
class Facts:
    """All of it, as of a day."""

    plan: PlanFact
    day: datetime.date
    counted: Note
    taken: datetime.date | None = None
    indicators: tuple[IndicatorFact, ...] = ()
    untracked: tuple[UntrackedFact, ...] = ()
    tasks: tuple[TaskFact, ...] = ()
    measures: int = 0
    unbooked_tasks: int = 0
    projects: tuple[ProjectFact, ...] = ()
    unbooked_projects: int = 0
    findings: tuple[FindingFact, ...] = ()
    assessments: tuple[AssessmentFact, ...] = ()

    @property
    def has_demo(self) -> bool:
        return any(each.demo for each in self.indicators)
