"""All that the page of one project says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from ditan.base.declaration import page_of_source
from ditan.core.machines import PROJECT, SCREENING
from ditan.core.projects import Ledger, Note, ledger_of, overspending, reconcile_total
from ditan.domains.projects.models import Abatement, Attachment, Money, Project, ProjectStep, Quantity
from ditan.domains.projects.selectors.money import amounts_of, money_history
from ditan.domains.projects.words import EVENTS

KINDS = ("planned", "allocated", "spent")
WAY = ("stock", "approved", "under_way", "done")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of money: what stands, and the versions that stood before, the newest first."""

    money: Money
    earlier: tuple[Money, ...]
    source_url: str


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """A row of the table year × fund: the year, the fund, and the sum of each kind, None where nothing is stated."""

    year: int | None
    fund: str
    cells: tuple[Decimal | None, ...]
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class MoneyPage:
    """The money of a project: its lines, the table of sums, the sums by fund, and what is to be said of it."""

    lines: tuple[Line, ...]
    dropped: tuple[Line, ...]
    rows: tuple[MoneyRow, ...]
    funds: tuple[MoneyRow, ...]
    total: MoneyRow
    notes: tuple[Note, ...]
    check: Note
    undecided: Decimal | None
    mixed_prices: bool


def money_page(user: Any, project: Project) -> MoneyPage:
    """The project's money. Two queries, and one a source."""
    lines: list[Line] = []
    dropped: list[Line] = []
    places: dict[tuple[int, int], str] = {}
    for versions in money_history(project.pk).values():
        newest, *earlier = versions
        url = ""
        if newest.source_id is not None and newest.start is not None:
            place = (newest.source_id, newest.start)
            if place not in places:
                places[place] = page_of_source(user, *place)
            url = places[place]
        (dropped if newest.dropped else lines).append(Line(newest, tuple(earlier), url))
    ledger = ledger_of(amounts_of(line.money for line in lines))
    parts = [ledger.of_fund("planned", fund) for fund in ledger.funds if ledger.of_fund("planned", fund) is not None]
    return MoneyPage(
        lines=tuple(lines),
        dropped=tuple(dropped),
        rows=_rows(ledger),
        funds=tuple(MoneyRow(None, fund, tuple(ledger.of_fund(kind, fund) for kind in KINDS)) for fund in ledger.funds),
        total=MoneyRow(None, "", tuple(ledger.total(kind) for kind in KINDS), is_sum=True),
        notes=overspending(ledger),
        check=reconcile_total(project.planned, parts, what=_("计划资金各来源")),
        undecided=ledger.undecided,
        mixed_prices=len(ledger.price_years) > 1,
    )


def _rows(ledger: Ledger) -> tuple[MoneyRow, ...]:
    """Year by year: each fund, and the year's sum where it has several."""
    found: list[MoneyRow] = []
    for year in ledger.years:
        cells = [(fund, tuple(ledger.cells.get((kind, year, fund)) for kind in KINDS)) for fund in ledger.funds]
        of_year = [MoneyRow(year, fund, each) for fund, each in cells if any(cell is not None for cell in each)]
        found += of_year
        if len(of_year) > 1:
            found.append(MoneyRow(year, "", tuple(ledger.of_year(kind, year) for kind in KINDS), is_sum=True))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Stage:
    """A station of the project's way; `place` is done, now or next."""

    label: str
    place: str


def way_of(project: Project) -> list[Stage]:
    """储备 → 已批复 → 在建 → 完工; a cancelled project stands at its end."""
    if project.state == "cancelled":
        return [Stage(PROJECT.label("stock"), "done"), Stage(PROJECT.label("cancelled"), "now")]
    at = WAY.index(project.state)
    return [
        Stage(PROJECT.label(code), "done" if place < at else "now" if place == at else "next")
        for place, code in enumerate(WAY)
    ]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the history with its name."""

    step: ProjectStep
    label: str


def history_of(project: Project) -> list[Entry]:
    """What happened to the project, the newest first."""
    words = {each.code: each.label for each in PROJECT.transitions}
    words |= {f"screening_{each.code}": each.label for each in SCREENING.transitions}
    return [
        Entry(each, str(EVENTS.get(each.step) or words.get(each.step, each.step)))
        for each in project.steps.order_by("-pk")
    ]


def abatements_of(project: Project) -> Sequence[Abatement]:
    """Every version of what it is expected to save, the newest first; none where it is unknown."""
    return list(project.abatements.order_by("-version"))


@dataclass(frozen=True, slots=True)
class Done:
    """A quantity, what share of it is done, and where the plan's text states it."""

    quantity: Quantity
    share: float | None
    source_url: str


def quantities_of(user: Any, project: Project) -> list[Done]:
    """The project's quantities. A share is told only where both numbers are known and something was planned."""
    found = []
    for each in project.quantities.all():
        share = float(each.done / each.planned) if each.done is not None and each.planned else None
        cited = project.source_id is not None and each.start is not None
        found.append(Done(each, share, page_of_source(user, project.source_id or 0, each.start or 0) if cited else ""))
    return found


def files_of(project: Project) -> list[Attachment]:
    """The files that are offered."""
    return list(project.attachments.filter(removed_at=None).select_related("source"))
