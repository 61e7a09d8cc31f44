"""The log as lists: newest first, a stretch at a time, equally fast at the first row and at the millionth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from ditan.base.audit.models import Entry
from ditan.base.audit.permissions import VIEW
from ditan.base.audit.words import SIGN_IN_ACTS
from ditan.base.declaration import may
from ditan.base.searching import holding

COUNTED = 10_000
"""More matches than these are not counted."""
DAYS_SHOWN = 30
"""Where no time is asked for, so many days are listed."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(9000, 1, 1)
"""No row lies outside; beyond them a midnight of ours is no moment of the calendar that databases have."""


@dataclass(frozen=True, slots=True)
class LogFilters:
    """What of the log is asked for; an empty field asks for anything."""

    who: str = ""
    act: str = ""
    object: str = ""
    since: date | None = None
    until: date | None = None
    outcome: str = ""
    address: str = ""
    request_id: str = ""
    sign_ins: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some rows of a list, whether there are newer and older ones, and how many match in all (`COUNTED` at most)."""

    rows: tuple[Entry, ...]
    newer: bool
    older: bool
    count: int

    @property
    def counted(self) -> bool:
        """Whether the count is exact."""
        return self.count <= COUNTED

    @property
    def first(self) -> str:
        """What to ask for newer rows with."""
        return place_of(self.rows[0]) if self.rows else ""

    @property
    def last(self) -> str:
        """What to ask for older rows with."""
        return place_of(self.rows[-1]) if self.rows else ""


def entries(user: Any, filters: LogFilters) -> QuerySet[Entry]:
    """The rows that match, newest first; none for whoever may not read the log."""
    if not may(user, VIEW):
        return Entry.objects.none()
    rows = Entry.objects.filter(_when(filters))
    if filters.sign_ins:
        rows = rows.filter(act__in=[filters.act] if filters.act in SIGN_IN_ACTS else SIGN_IN_ACTS)
    elif filters.act:
        rows = rows.filter(act=filters.act)
    exact = {"outcome": filters.outcome, "address": filters.address, "request_id": filters.request_id}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if filters.who:
        rows = rows.filter(Q(user_name__startswith=filters.who) | Q(user_key=filters.who))
    if filters.object:
        rows = rows.filter(holding(filters.object, "target_name") | Q(target_key=filters.object))
    return rows.order_by("-at", "-pk")


def stretch(rows: QuerySet[Entry], *, size: int, before: str = "", after: str = "") -> Stretch:
    """So many rows older than `before`, or newer than `after`, or the newest. A place that makes no sense is ignored."""
    count = rows.order_by()[: COUNTED + 1].count()
    older_than, newer_than = _place(before), _place(after)
    if newer_than is not None:
        at, key = newer_than
        wanted = rows.filter(Q(at__gt=at) | Q(at=at, pk__gt=key), at__gte=at).order_by("at", "pk")
        found = list(wanted[: size + 1])
        return Stretch(tuple(reversed(found[:size])), len(found) > size, True, count)
    if older_than is not None:
        at, key = older_than
        rows = rows.filter(Q(at__lt=at) | Q(at=at, pk__lt=key), at__lte=at)
    found = list(rows[: size + 1])
    return Stretch(tuple(found[:size]), older_than is not None, len(found) > size, count)


def get_entry(user: Any, pk: int) -> Entry:
    """One row; `Entry.DoesNotExist` for whoever may not read the log."""
    if not may(user, VIEW):
        raise Entry.DoesNotExist
    return Entry.objects.get(pk=pk)


def place_of(entry: Entry) -> str:
    """Where a row stands in the list, for an address."""
    return f"{(entry.at - EPOCH) // timedelta(microseconds=1)}-{entry.pk}"


def _place(text: str) -> tuple[datetime, int] | None:
    micros, _dash, key = text.partition("-")
    try:
        return EPOCH + timedelta(microseconds=int(micros)), int(key)
    except (ValueError, OverflowError):
        return None


def _when(filters: LogFilters) -> Q:
    """The days that are asked for; the last `DAYS_SHOWN` where none is, unless one request is looked for."""
    since = filters.since
    if since is None and filters.until is None and not filters.request_id:
        since = timezone.localdate() - timedelta(days=DAYS_SHOWN)
    when = Q()
    if since is not None:
        when &= Q(at__gte=_midnight(since))
    if filters.until is not None:
        when &= Q(at__lt=_midnight(filters.until) + timedelta(days=1))
    return when


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(min(max(day, FIRST_DAY), LAST_DAY), time.min))
