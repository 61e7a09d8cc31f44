"""What each organisation was asked for in a period and what became of it, in pieces and in weight."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from ditan.base.access.scope import scope_of
from ditan.base.directory.models import Organisation
from ditan.base.workflow.clocks.calendar import working_days
from ditan.core.ledgers import Led, Tally, tally
from ditan.core.ledgers.tally import Sum
from ditan.core.machines.matters import OWED_BY_RECEIVER
from ditan.domains.supervision.models import Matter
from ditan.domains.supervision.permissions import VIEW
from ditan.domains.supervision.selectors.matters import Line, lines_of
from ditan.domains.supervision.selectors.scope import visible_matters

NOT_COUNTED = ("draft", "returned", "withdrawn", "suspended", "cancelled")
"""States in which nobody is asked for anything: 立项, 已退回, 已撤回, 已中止, 已作废."""
MOST_LISTED = 300


@dataclass(frozen=True, slots=True)
class OrganisationTally:
    """What one organisation led in the period; the parts are those of `core.ledgers.Tally`."""

    organisation_pk: int
    organisation_name: str
    tally: Tally

    @property
    def rate(self) -> Decimal | None:
        """Share of the weight that was decided in time; None where nothing is decided."""
        return self.tally.rate

    @property
    def rate_whole(self) -> Decimal | None:
        """The same by whole matters; None where none is decided."""
        return self.tally.rate_whole

    @property
    def is_flattered(self) -> bool:
        """Whether its sub-tasks make it look better than its whole matters do."""
        if self.rate is None or self.tally.pieces == 0:
            return False
        return self.rate - (self.rate_whole or Decimal(0)) > Decimal("0.1")


def by_organisation(user: Any, start: datetime.date, end: datetime.date) -> list[OrganisationTally]:
    """Each organisation that led anything handed out or due from `start` to `end`, as far as the user sees all of it; those
    with most overdue weight first. Matters for show are counted only while they are shown. Three queries."""
    found = tally(_led(user, start, end), start, end, timezone.localdate(), working_days().late)
    names = dict(Organisation.objects.filter(pk__in=list(found)).values_list("pk", "name"))
    rows = [OrganisationTally(int(str(pk)), names[pk], each) for pk, each in found.items()]  # type: ignore[index]
    return sorted(rows, key=lambda row: (-row.tally.overdue.weight, -row.tally.due.weight, row.organisation_name))


def total_of(rows: Iterable[OrganisationTally]) -> Tally:
    """All of them together. Weights add up, since sub-tasks took theirs from their parents."""
    total = Tally()
    for row in rows:
        for name in Tally.__dataclass_fields__:
            mine, theirs = getattr(total, name), getattr(row.tally, name)
            if isinstance(mine, Sum):
                mine.count, mine.whole, mine.weight = (
                    mine.count + theirs.count,
                    mine.whole + theirs.whole,
                    mine.weight + theirs.weight,
                )
            else:
                setattr(total, name, mine + theirs)
    return total


def behind(user: Any, start: datetime.date, end: datetime.date, organisation: int | None = None) -> list[Line]:
    """Matters due in the period whose deadline is gone and that are not reported, those longest behind first; the first
    300. They are those that `Tally.overdue` counts."""
    gone = Q(state__in=OWED_BY_RECEIVER, due_on__lt=timezone.localdate())
    return _listed(user, Q(due_on__range=(start, end)) & gone, organisation)


def reported_late(user: Any, start: datetime.date, end: datetime.date, organisation: int | None = None) -> list[Line]:
    """Matters due in the period that were reported behind their deadline, done or still in review; the first 300. They are
    those that `Tally.late` counts."""
    late = Q(reported_on__gt=F("due_on"))
    return _listed(user, Q(due_on__range=(start, end)) & late, organisation)


def _listed(user: Any, condition: Q, organisation: int | None) -> list[Line]:
    rows = _counted(user).filter(condition)
    if organisation is not None:
        rows = rows.filter(organisation=organisation)
    return lines_of(rows.select_related("organisation", "matter_class").order_by("due_on", "pk")[:MOST_LISTED])


def _counted(user: Any) -> QuerySet[Matter]:
    """Matters that count, of the organisations of which the user sees all: another one's part would be half of the truth."""
    rows = visible_matters(user).exclude(state__in=NOT_COUNTED).exclude(organisation=None)
    scope = scope_of(user, VIEW)
    return rows if scope.everything else rows.filter(organisation__in=scope.organisations)


def _led(user: Any, start: datetime.date, end: datetime.date) -> list[Led]:
    rows = _counted(user).filter(Q(due_on__range=(start, end)) | Q(handed_out_on__range=(start, end)))
    taken = ("pk", "organisation", "own_weight", "due_on", "handed_out_on", "parent", "state", "reported_on")
    children = Matter.objects.exclude(parent=None).exclude(state="cancelled").order_by()
    parts = Counter(children.values_list("parent", flat=True))
    return [
        Led(
            who=organisation,
            weight=weight,
            due_on=due,
            handed_out_on=handed,
            part=parent is not None,
            parts=parts[pk],
            owed=state in OWED_BY_RECEIVER,
            reported_on=reported,
            late_days=late,
            times_returned=returned,
        )
        for pk, organisation, weight, due, handed, parent, state, reported, late, returned in (
            rows.order_by().values_list(*taken, "late_days", "times_returned").iterator(chunk_size=5000)
        )
    ]
