"""The day as of which a person reads the pages: what regions and organisations were called on it, and whether they were.

It changes what is shown and nothing else: permissions and data scopes are always those of today, and so are the values
that a form offers to choose from.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property

from django.db.models import F, Q
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.directory.models import Organisation, OrganisationAlias, OrganisationName, Region, RegionName
from ditan.base.directory.models.dated import holds
from ditan.base.directory.selectors.lexicon import READ_KINDS

KEPT = "as_of"
"""Under this name the session and an address hold the day."""
EARLIEST, LATEST = datetime.date(1949, 10, 1), datetime.date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class Called:
    """What something was called on the day; `gone` says in words that it was not there."""

    name: str
    gone: str = ""


class Then:
    """The names of one day. Each table is asked once, when the first name from it is shown."""

    def __init__(self, on: datetime.date) -> None:
        self.on = on

    def region(self, code: str, name: str) -> Called:
        """A region by its code; `name` is what it is called today."""
        return self._regions.get(code) or Called(name)

    def organisation(self, key: int, name: str) -> Called:
        """An organisation by its key; `name` is what it is called today."""
        return Called(self._names.get(key, name))

    def listed(self, name: str) -> Called:
        """A department by the name under which rows list it. One that two organisations bear tells nothing."""
        return self._listed.get(name) or Called(name)

    @cached_property
    def _regions(self) -> dict[str, Called]:
        """Regions that were called otherwise, or were not there, by code. Two queries."""
        named = RegionName.objects.as_of(self.on).filter(holds(self.on, "region__"))
        named = named.filter(~Q(name=F("region__name")) | Q(region__valid_to__isnull=False))
        found = {code: Called(name) for code, name in named.values_list("region__code", "name")}
        there = Region.objects.as_of(self.on).order_by().values("code")
        absent = Region.objects.exclude(holds(self.on)).exclude(code__in=there).order_by("valid_from", "pk")
        for code, name, begun in absent.values_list("code", "name", "valid_from"):
            found[code] = Called(name, self.why_gone(begun))
        return found

    @cached_property
    def _names(self) -> dict[int, str]:
        return dict(OrganisationName.objects.as_of(self.on).values_list("organisation_id", "name"))

    @cached_property
    def _listed(self) -> dict[str, Called]:
        """Departments that were called otherwise, or were not there, by each name that they alone bear. Three queries."""
        fields = ("name", "short_name", "valid_from", "valid_to")
        rows = {row.pk: row for row in Organisation.objects.filter(kind__in=READ_KINDS).only(*fields)}
        aliases = OrganisationAlias.objects.filter(organisation__kind__in=READ_KINDS)
        bearers: dict[str, set[int]] = {}
        for name, key in aliases.order_by().values_list("name", "organisation"):
            bearers.setdefault(name, set()).add(key)
        for row in rows.values():
            for name in {row.name, row.short_name} - {""}:
                bearers.setdefault(name, set()).add(row.pk)
        found: dict[str, Called] = {}
        for name, keys in bearers.items():
            row = rows[min(keys)]
            gone = "" if row.holds_on(self.on) else self.why_gone(row.valid_from)
            if len(keys) == 1 and (gone or row.pk in self._names):
                found[name] = Called(self._names.get(row.pk, row.name), gone)
        return found

    def why_gone(self, begun: datetime.date | None) -> str:
        """In words, of something that was not there on the day."""
        later = begun is not None and begun > self.on
        return _("当日尚未设立") if later else _("当日已撤销")


_then: ContextVar[Then | None] = ContextVar("then", default=None)


def then() -> Then | None:
    """The day as of which this request reads, or None: today."""
    return _then.get()


def day_shown() -> datetime.date:
    """The day as of which pages are shown unless their address says otherwise."""
    held = _then.get()
    return held.on if held else timezone.localdate()


@contextmanager
def reading_as_of(on: datetime.date | None) -> Iterator[None]:
    """Show names of that day within; None is today."""
    token = _then.set(Then(on) if on is not None and on != timezone.localdate() else None)
    try:
        yield
    finally:
        _then.reset(token)


def day_in(text: object) -> datetime.date | None:
    """The day that a text names, within what makes sense; None where it names none."""
    try:
        found = datetime.date.fromisoformat(str(text or "").strip())
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None


class ReadAsOf:
    """Lets each request read as of the day that its address names, else of the one that its session holds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = day_in(request.GET.get(KEPT))
        with reading_as_of(asked or day_in(request.session.get(KEPT))):
            return self.get_response(request)
